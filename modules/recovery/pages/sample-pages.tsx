import type { Actor, Node, Viewer } from '@comity/accounts/contract'
import { createApp, platformErrorTexts, type App, type ErrorStatus, type ErrorTexts } from '@comity/http'
import { Page, renderPage, uiAssets } from '@comity/ui'
import { recoveryModule } from '../server.ts'
import { registerPages } from './index.tsx'
import { sayIn } from './texts.ts'

const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  internal: 500,
  'request-forged': 403,
  'request-not-found': 404,
  'matter-not-found': 404,
  'asset-not-found': 404,
  'asset-step-not-possible': 409,
  'asset-step-incomplete': 422,
  'asset-amount-exceeded': 422,
  'asset-order-exceeded': 422,
  'asset-not-heard': 409,
  'asset-shares-differ': 422,
}

const sampleCsrf = Buffer.alloc(32, 5).toString('base64url')

/** The pages and the API of one office behind real HTTP; a cookie `session` or a bearer token with {@link sampleToken} signs in. */
export async function samplePages(node: Node, people: readonly Actor[], origin = node.facts.origin): Promise<App> {
  const app = await createApp({
    origin,
    name: node.facts.name,
    world: node.world,
    log: node.log,
    // Only the codes of the platform and of this module can occur here.
    errorStatus: status as ErrorStatus,
    errorTexts: texts() as unknown as ErrorTexts,
    authenticate: async ({ token }): Promise<Viewer | null> => {
      const actor = people.find((one) => sampleToken(one) === token)
      return actor === undefined ? null : { actor, csrf: sampleCsrf, sessionId: actor.id }
    },
    shell: (page) =>
      renderPage(
        <Page
          lang={page.lang}
          title={page.title}
          authority={node.facts.authorityId}
          path={page.url}
          navigation={[{ href: '/assets', label: sayIn(page.lang)('title'), current: page.current === '/assets' }]}
          breadcrumbs={page.breadcrumbs.map(({ text, href }) => ({ label: text, href }))}
          notices={page.notice === null ? [] : [{ tone: 'success', title: page.notice }]}
          {...(page.viewer === null ? {} : { person: { name: page.viewer.actor.name }, csrf: page.viewer.csrf })}
        >
          {page.body}
        </Page>,
      ),
    assets: uiAssets(),
    sessionCookie: 'session',
    behindTls: false,
    rates: { address: { burst: 10_000, perSecond: 1000 }, account: { burst: 10_000, perSecond: 1000 } },
  })
  await recoveryModule().register(app, node)
  registerPages(app, node)
  return app
}

/** The codes themselves stand for the texts, which the server has. */
function texts() {
  const own = Object.fromEntries(Object.keys(status).map((code) => [code, `${code}.`]))
  return Object.fromEntries(
    (['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const).map((lang) => [lang, { ...own, ...platformErrorTexts[lang] }]),
  )
}

export function sampleToken(actor: Actor): string {
  return `token-of-${actor.id}`.padEnd(43, '0')
}
