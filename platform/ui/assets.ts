import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A file of the design system as the server sends it, unchanging under its path (`cache-control: immutable` fits the hashed ones). */
export interface UiAsset {
  readonly path: string
  readonly type: string
  readonly body: Buffer
  /** True where the path carries the hash of the content. */
  readonly immutable: boolean
}

// One file for the browser; many small ones for the reader. Order is cascade order.
const sheets = ['tokens', 'base', 'frame', 'forms', 'tables', 'content', 'timeline', 'print'] as const

/** Every file that a page refers to: the style sheet, the script and the icons. Read once, when the program starts. */
export function uiAssets(): readonly UiAsset[] {
  return assets
}

const assets = readAssets()

/** The paths under which pages refer to the assets. */
export const assetUrls = {
  css: pathOf('.css'),
  js: pathOf('.js'),
  svg: '/assets/favicon.svg',
} as const

function readAssets(): readonly UiAsset[] {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url))
  const css = Buffer.from(sheets.map((sheet) => squeeze(read(`./styles/${sheet}.css`).toString('utf8'))).join('\n'))
  const js = Buffer.from(
    read('./browser/comity.js')
      .toString('utf8')
      .replace(/^\s*(\/\/.*)?\n?/gm, ''),
  )
  return [
    { path: `/assets/comity-${hashOf(css)}.css`, type: 'text/css; charset=utf-8', body: css, immutable: true },
    { path: `/assets/comity-${hashOf(js)}.js`, type: 'text/javascript; charset=utf-8', body: js, immutable: true },
    { path: '/assets/favicon.svg', type: 'image/svg+xml', body: read('./browser/favicon.svg'), immutable: false },
    { path: '/favicon.ico', type: 'image/x-icon', body: read('./browser/favicon.ico'), immutable: false },
  ]
}

// Only what is safe without parsing: comments, line starts, spaces beside punctuation (never beside +, which calc needs).
function squeeze(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/ > /g, '>')
    .replace(/([{}])\n/g, '$1')
    .replace(/;}/g, '}')
    .trim()
}

function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 12)
}

function pathOf(ending: string): string {
  return assets.find((asset) => asset.path.endsWith(ending))?.path ?? ''
}
