import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Person } from '@comity/accounts/contract'
import type { DemoNode } from '@comity/directory/server'
import { negotiateLanguage } from '@comity/i18n'
import { assetUrls, uiAssets } from '@comity/ui'
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
      ({ person, url }) =>
        `    ${person.name.padEnd(20)} ${person.roles
          .map((role) => t(`role.${role}`))
          .join(', ')
          .padEnd(28)} ${url}`,
    )
    return [`  ${t(`way.${name}`)}   http://${name}.localhost:${port}`, ...officers].join('\n')
  })
  return `\nComity is running.   http://localhost:${port}\n\n${parts.join('\n\n')}\n\nThe links sign in at once; they exist in the demonstration only and change at each start. End with Ctrl+C.`
}

/** The page of plain `localhost` and of unknown hosts: shows the way to each node. */
export function wayPage(
  request: IncomingMessage,
  response: ServerResponse,
  about: { readonly port: number; readonly links: SignInLinks },
): void {
  const url = new URL(request.url ?? '/', 'http://localhost')
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
