import type { Actor, Node, Viewer } from '@comity/accounts/contract'
import { documentsErrorTexts } from '@comity/documents'
import { createApp, platformErrorTexts, type App, type ErrorStatus, type ErrorTexts } from '@comity/http'
import { Page, renderPage, uiAssets } from '@comity/ui'
import { requestsErrorTexts } from '../error-texts.ts'
import { registerPages } from './index.tsx'
import { sayIn } from './texts.ts'

const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  internal: 500,
  'request-forged': 403,
  'file-not-found': 404,
  'request-incomplete': 422,
  'request-changed-meanwhile': 409,
  'step-not-possible': 409,
  'approver-is-drafter': 403,
  'attachment-too-large': 413,
  'attachment-kind': 422,
  'matter-not-found': 404,
  'request-not-found': 404,
  'import-not-found': 404,
  'import-not-possible': 409,
  'import-touched': 409,
  'import-mapping': 422,
  'table-unreadable': 422,
  'table-too-large': 413,
  'document-too-large': 413,
  'document-not-made': 503,
}
const texts = Object.fromEntries(
  (['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const).map((lang) => [
    lang,
    { ...platformErrorTexts[lang], ...documentsErrorTexts[lang], ...requestsErrorTexts[lang] },
  ]),
)

export const sampleCsrf = Buffer.alloc(32, 5).toString('base64url')

/** The pages of one office behind real HTTP; a cookie `session` with {@link sampleToken} signs in. */
export async function samplePages(node: Node, people: readonly Actor[], origin: string): Promise<App> {
  const app = await createApp({
    origin,
    name: node.facts.name,
    world: node.world,
    log: node.log,
    // Only the codes of the platform and of this module can occur here.
    errorStatus: status as ErrorStatus,
    errorTexts: texts as unknown as ErrorTexts,
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
          navigation={(['desk', 'incoming', 'outgoing', 'matters'] as const).map((door) => ({
            href: hrefs[door],
            label: sayIn(page.lang)(`nav.${door}`),
            current: page.current === hrefs[door],
          }))}
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
  })
  registerPages(app, node)
  return app
}

const hrefs = { desk: '/', incoming: '/requests/incoming', outgoing: '/requests/outgoing', matters: '/matters' } as const

export function sampleToken(actor: Actor): string {
  return `token-of-${actor.id}`.padEnd(43, '0')
}
