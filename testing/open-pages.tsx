import type { Actor, Node, Viewer } from '@comity/accounts/contract'
import type { KeyHolder } from '@comity/accounts/server'
import { createApp, platformErrorTexts, type App, type ErrorStatus, type ErrorTexts, type SentForms } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { Page, renderPage, uiAssets } from '@comity/ui'

/** What the pages of one module under test are made of. */
export interface PagesUnderTest {
  readonly node: Node
  /** Who may sign in: a cookie `session` or a bearer token with {@link sampleToken}. */
  readonly people: readonly Actor[]
  /** Who holds the keys of machine accounts. */
  readonly keyHolder?: KeyHolder
  readonly origin?: string
  /** The zone in which each of them reads times; UTC unless given. */
  readonly zones?: Readonly<Record<string, string>>
  /** The codes that can occur there. */
  readonly status: Partial<ErrorStatus>
  /** Texts of those codes; a code without one stands for itself. */
  readonly texts?: Readonly<Partial<Record<Lang, Readonly<Record<string, string>>>>>
  readonly navigation: (lang: Lang) => readonly { readonly href: string; readonly label: string }[]
  readonly register: (app: App) => void | Promise<void>
}

export const sampleCsrf = Buffer.alloc(32, 5).toString('base64url')

export function sampleToken(actor: Actor): string {
  return `token-of-${actor.id}`.padEnd(43, '0')
}

/** The pages of a module behind real HTTP, in the real frame of a page. */
export async function openPages({ node, people, status, texts, navigation, register, ...plan }: PagesUnderTest): Promise<App> {
  const bare = Object.fromEntries(Object.keys(status).map((code) => [code, `${code}.`]))
  const errorTexts = Object.fromEntries(
    (['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const).map((lang) => [
      lang,
      { ...bare, ...platformErrorTexts[lang], ...texts?.[lang] },
    ]),
  )
  const app = await createApp({
    origin: plan.origin ?? node.facts.origin,
    name: node.facts.name,
    world: node.world,
    log: node.log,
    // Only the codes named can occur here.
    errorStatus: status as ErrorStatus,
    errorTexts: errorTexts as unknown as ErrorTexts,
    authenticate: async ({ token }): Promise<Viewer | null> => {
      if (plan.keyHolder !== undefined && token.startsWith('comity_')) return plan.keyHolder(node, token)
      const actor = people.find((one) => sampleToken(one) === token)
      if (actor === undefined) return null
      const timeZone = plan.zones?.[actor.id]
      return { actor, csrf: sampleCsrf, sessionId: actor.id, ...(timeZone === undefined ? {} : { timeZone }) }
    },
    shell: (page) =>
      renderPage(
        <Page
          lang={page.lang}
          title={page.title}
          authority={node.facts.authorityId}
          path={page.url}
          navigation={navigation(page.lang).map((door) => ({ ...door, current: page.current === door.href }))}
          breadcrumbs={page.breadcrumbs.map(({ text, href }) => ({ label: text, href }))}
          notices={page.notice === null ? [] : [{ tone: 'success', title: page.notice }]}
          {...(page.viewer === null ? {} : { person: { name: page.viewer.actor.name }, csrf: page.viewer.csrf })}
        >
          {page.body}
        </Page>,
      ),
    sentForms: formsInMemory(),
    assets: uiAssets(),
    sessionCookie: 'session',
    behindTls: false,
    rates: { address: { burst: 10_000, perSecond: 1000 }, account: { burst: 10_000, perSecond: 1000 } },
  })
  await register(app)
  return app
}

/** Remembers sent forms as long as the pages stand. */
function formsInMemory(): SentForms {
  const led = new Map<string, string | null>()
  return {
    async take({ key }) {
      const ledTo = led.get(key)
      if (ledTo !== undefined) return { ledTo }
      led.set(key, null)
      return null
    },
    async lead({ key }, url) {
      led.set(key, url)
    },
    async giveBack({ key }) {
      led.delete(key)
    },
  }
}
