import type { Actor, Node, Viewer } from '@comity/accounts/contract'
import { createApp, platformErrorTexts } from '@comity/http'
import type { App, ErrorStatus, ErrorTexts } from '@comity/http'
import { requestsErrorTexts } from './error-texts.ts'
import { requestsModule } from './server.ts'

const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  internal: 500,
  'request-forged': 403,
  'request-incomplete': 422,
  'request-changed-meanwhile': 409,
  'step-not-possible': 409,
  'approver-is-drafter': 403,
  'attachment-too-large': 413,
  'attachment-kind': 422,
  'matter-not-found': 404,
  'request-not-found': 404,
  'gate-closed': 409,
  'file-not-found': 404,
}
const texts = Object.fromEntries(
  (['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const).map((lang) => [
    lang,
    { ...platformErrorTexts[lang], ...requestsErrorTexts[lang] },
  ]),
)

/** The API of one office behind real HTTP; `Bearer` {@link bearerOf} signs in. */
export async function sampleApi(node: Node, people: readonly Actor[]): Promise<App> {
  const app = await createApp({
    origin: node.facts.origin,
    name: node.facts.name,
    world: node.world,
    log: node.log,
    sessionCookie: 'session',
    behindTls: false,
    assets: [],
    // Only the codes of the platform and of this module can occur here.
    errorStatus: status as ErrorStatus,
    errorTexts: texts as unknown as ErrorTexts,
    authenticate: async ({ token }): Promise<Viewer | null> => {
      const actor = people.find((one) => bearerOf(one) === token)
      return actor === undefined ? null : { actor, csrf: '', sessionId: actor.id }
    },
    shell: () => '',
    rates: { address: { burst: 10_000, perSecond: 1000 }, account: { burst: 10_000, perSecond: 1000 } },
  })
  await requestsModule().register(app, node)
  return app
}

export function bearerOf(actor: Actor): string {
  return `token-of-${actor.id}`.padEnd(43, '0')
}
