import type { Actor, Node } from '@comity/accounts/contract'
import { createApp, platformErrorTexts, type App, type ErrorStatus, type ErrorTexts } from '@comity/http'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { DirectoryOptions } from './directory-options.ts'
import { directoryErrorTexts } from './error-texts.ts'
import { directoryModule } from './server.ts'

const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'too-large': 413,
  'too-many-attempts': 429,
  internal: 500,
  unavailable: 503,
  'request-forged': 403,
  'authority-unknown': 404,
  'application-invalid': 422,
  'directory-malformed': 422,
  'proposal-unknown': 404,
  'proposal-overtaken': 409,
  'proposal-own': 403,
  'statement-invalid': 422,
  'entry-not-own': 403,
  'statement-older': 409,
  'entry-invalid': 422,
  'letter-not-pdf': 422,
  'letter-missing': 409,
  'letter-of-another': 422,
  'letter-differs': 422,
  'suggestion-unknown': 404,
  'suggestion-decided': 409,
  'import-invalid': 422,
  'name-confusable': 422,
}

const texts = Object.fromEntries(
  (['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const).map((lang) => [
    lang,
    { ...platformErrorTexts[lang], ...directoryErrorTexts[lang] },
  ]),
)

/** The directory behind real HTTP: who sends `Bearer <id of a person>` padded to a token's length is that person. */
export async function sampleApp(
  node: Node,
  hubOrigin: string | null,
  people: readonly Actor[],
  more: Partial<DirectoryOptions> = {},
): Promise<App> {
  const app = await createApp({
    origin: node.facts.origin,
    name: node.facts.name,
    world: node.world,
    log: node.log,
    // Only the codes of the platform and of this module can occur here.
    errorStatus: status as ErrorStatus,
    errorTexts: texts as unknown as ErrorTexts,
    authenticate: async ({ token }) => {
      const actor = people.find((one) => tokenOf(one) === token)
      return actor === undefined ? null : { actor, csrf: '', sessionId: actor.id }
    },
    shell: ({ lang, title, body }: { lang: string; title: string; body: VNode }) =>
      `<!doctype html><html lang="${lang}"><title>${title}</title>${renderToString(body)}`,
    assets: [],
    sessionCookie: 'session',
    behindTls: false,
  })
  await directoryModule({ hubOrigin, ...more }).register(app, node)
  return app
}

export function tokenOf(actor: Actor): string {
  return `token-of-${actor.id}`.padEnd(43, '0')
}
