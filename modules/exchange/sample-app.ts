import type { Actor, Node } from '@comity/accounts/contract'
import type { ModuleMigrations } from '@comity/database'
import { type App, createApp, type ErrorStatus, type ErrorTexts, platformErrorTexts } from '@comity/http'
import { renderToString } from 'preact-render-to-string'
import { exchangeErrorTexts } from './error-texts.ts'
import { exchangeModule } from './server.ts'

/** What a database of this module's tests holds, in the order of composition. */
export const exchangeMigrations: readonly ModuleMigrations[] = ['audit', 'accounts', 'directory', 'exchange'].map((module) => ({
  module,
  folder: new URL(`../${module}/migrations/`, import.meta.url),
}))

const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'http-signature-invalid': 401,
  'not-allowed': 403,
  'dossier-unknown': 404,
  'receipt-unknown': 404,
  'not-found': 404,
  'too-large': 413,
  'sender-unknown': 422,
  internal: 500,
}
const texts = Object.fromEntries(
  (['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const).map((lang) => [
    lang,
    { ...platformErrorTexts[lang], ...exchangeErrorTexts[lang] },
  ]),
)

/** The exchange behind real doors: who sends the token of a person is that person. */
export async function sampleApp(node: Node, people: readonly Actor[]): Promise<App> {
  const app = await createApp({
    origin: node.facts.origin,
    name: node.facts.name,
    world: node.world,
    log: node.log,
    assets: [],
    sessionCookie: 'session',
    behindTls: false,
    // Only the codes of the platform and of this module can occur here.
    errorStatus: status as ErrorStatus,
    errorTexts: texts as unknown as ErrorTexts,
    authenticate: async ({ token }) => {
      const actor = people.find((one) => tokenOf(one) === token)
      return actor === undefined ? null : { actor, csrf: '', sessionId: actor.id }
    },
    shell: ({ lang, title, breadcrumbs, body }) =>
      `<!doctype html><html lang="${lang}"><title>${title}</title>${breadcrumbs.map(({ href }) => `<a href="${href}">`).join('')}${renderToString(body)}`,
  })
  await exchangeModule({ receivers: [] }).register(app, node)
  return app
}

export function tokenOf(actor: Actor): string {
  return `token-of-${actor.id}`.padEnd(43, '0')
}
