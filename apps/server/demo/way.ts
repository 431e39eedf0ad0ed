import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Person } from '@comity/accounts/contract'
import { rolesText } from '@comity/accounts/pages'
import type { DemoNode } from '@comity/directory/server'
import { negotiateLanguage } from '@comity/i18n'
import { assetUrls, uiAssets } from '@comity/ui'
import { hostOf } from '../front.ts'
import { serverText } from '../messages.ts'
import { demoNodes } from './demo-nodes.ts'
import { renderWay } from './way-page.tsx'

/** One-click sign-in links of the demonstration's officers, by node. */
export type SignInLinks = Readonly<Record<DemoNode, { readonly person: Person; readonly url: string }[]>>

/** What `npm start` prints. */
export function welcomeText(port: number, links: SignInLinks): string {
  const t = serverText('en')
  const parts = demoNodes.map((name) => {
    const officers = links[name].map(
      ({ person, url }) => `    ${person.name.padEnd(20)} ${rolesText('en', person.roles).padEnd(36)} ${url}`,
    )
    return [`  ${t(`way.${name}`)}   http://${name}.localhost:${port}`, ...officers].join('\n')
  })
  return `\nComity is running.   http://localhost:${port}\n\n${parts.join('\n\n')}\n\nThe links sign in at once; they exist in the demonstration only and change at each start. End with Ctrl+C.`
}

/** Who reaches this machine under another name came by a site of that name (DNS rebinding), which must not read the sign-in links. */
const ownNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** The page of plain `localhost`: shows the way to each node. Other hosts are told where that page is, and nothing else. */
export function wayPage(
  request: IncomingMessage,
  response: ServerResponse,
  about: { readonly port: number; readonly links: SignInLinks },
): void {
  const url = URL.parse(request.url ?? '/', 'http://localhost')
  if (url === null) return sayPlainly(response, 400, 'Bad request')
  if (!ownNames.includes(hostOf(request))) return sayPlainly(response, 421, `Comity is at http://localhost:${about.port}`)
  const asset = uiAssets().find(({ path }) => path === url.pathname)
  if (asset !== undefined) {
    response.writeHead(200, { 'content-type': asset.type, 'content-length': asset.body.length }).end(asset.body)
    return
  }
  const lang = negotiateLanguage({
    query: url.searchParams.get('lang') ?? undefined,
    cookie: undefined,
    acceptLanguage: request.headers['accept-language'],
  })
  const html = renderWay({ lang, path: url.pathname, found: url.pathname === '/', ...about })
  response.writeHead(url.pathname === '/' ? 200 : 404, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    link: `<${assetUrls.css}>; rel=preload; as=style`,
  })
  response.end(html)
}

function sayPlainly(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
    .end(`${text}\n`)
}
