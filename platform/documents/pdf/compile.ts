import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { NodeCompiler, type CompileDocArgs, type RenderPdfOpts } from '@myriaddreamin/typst-ts-node-compiler'
import { loadFonts, type Fonts } from './fonts.ts'
import type { PrintedDocument } from './model.ts'
import { setting } from './setting.ts'

export interface PrintJob {
  readonly content: Omit<PrintedDocument, 'createdAt'>
  readonly createdAtSeconds: number
}

/** A typesetter with its fonts loaded: half a second the first time, then milliseconds a document. */
export type Typesetter = (job: PrintJob) => Uint8Array<ArrayBuffer>

/** Runs in the thread; {@link pdfOf} is the door. */
export function typesetter(): Typesetter {
  const fonts: Fonts = loadFonts()
  const mainFileContent = readFileSync(new URL('./template.typ', import.meta.url), 'utf8')
  // A folder without anything: a template could read nothing even if data became markup.
  const compiler = NodeCompiler.create({ workspace: '/var/empty', fontArgs: [{ fontPaths: [...fonts.paths] }] })
  return ({ content, createdAtSeconds }) => {
    const options = { pdfStandard: content.standard ?? 'ua-1', creationTimestamp: createdAtSeconds }
    const refused = new Set<number>()
    try {
      for (;;) {
        const data = JSON.stringify(setting(content, (character) => fonts.shows(character) && !refused.has(character)))
        const made = print(compiler, { mainFileContent, inputs: { data } }, options)
        if (made instanceof Uint8Array) return made
        // A font may have a character and yet not show it in its place: then it is named by its number too.
        const before = refused.size
        for (const character of made.unshown) refused.add(character.codePointAt(0) ?? 0)
        assert(refused.size > before && refused.size < MAX_REFUSED, made.reason)
      }
    } finally {
      // The memory of what was printed is not kept: neither for the next reader nor for ever.
      compiler.evictCache(0)
    }
  }
}

/** Characters that the typesetter is asked about one failure at a time: a text made of nothing else costs no more than this. */
const MAX_REFUSED = 200

type Failure = { readonly unshown: string; readonly reason: string }

function print(compiler: NodeCompiler, source: CompileDocArgs, options: RenderPdfOpts): Uint8Array<ArrayBuffer> | Failure {
  const compiled = compiler.compile(source)
  const fault = compiled.takeError()
  assert(fault === null, `the template fails: ${fault === null ? '' : JSON.stringify(compiler.fetchDiagnostics(fault))}`)
  assert(compiled.result !== null, 'without a fault there is a document')
  try {
    return new Uint8Array(compiler.pdf(compiled.result, options))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const unshown = [...reason.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)].map(([, text = '']) => plain(text))
    return { unshown: unshown.join(''), reason }
  }
}

// The message writes some characters as \u{1ee00}.
function plain(text: string): string {
  return text.replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
}
