import type { Node } from '@comity/accounts/contract'
import { ownAuthority } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { rawRoute, type App } from '@comity/http'
import { languages } from '@comity/i18n'

/** RFC 9116 section 2.5.5 advises less than a year; a directory entry is confirmed far more often than this. */
const VALID_DAYS = 90
const DAY_MS = 86_400_000

/** `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness, taken from the authority's own entry in the directory. */
export function addSecurityTxt(app: App, node: Node): void {
  rawRoute(app, { method: 'GET', url: '/.well-known/security.txt', bodyLimit: 0 }, async () => {
    const email = await ownAuthority(node).then(
      (authority) => authority.email,
      () => undefined,
    )
    if (email === undefined) throw new ComityError('not-found')
    const lines = [
      `Contact: mailto:${encodeURI(email)}`,
      `Expires: ${new Date(node.world.clock.now().getTime() + VALID_DAYS * DAY_MS).toISOString()}`,
      `Preferred-Languages: ${languages.map(({ code }) => code).join(', ')}`,
      `Canonical: ${node.facts.origin}/.well-known/security.txt`,
    ]
    return {
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      bytes: Buffer.from(`${lines.join('\n')}\n`),
    }
  })
}
