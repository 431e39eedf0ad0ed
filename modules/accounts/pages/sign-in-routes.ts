import { ComityError } from '@comity/errors'
import { isOwnPath, pageRoute, redirect, show } from '@comity/http'
import type { App } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { inContext } from '../context.ts'
import type { Node } from '../contract.ts'
import { accountsText } from '../messages.ts'
import { signInByDemoLink } from '../operations/demo-links.ts'
import { endSession } from '../operations/end-session.ts'
import { signIn } from '../operations/sign-in.ts'
import { SignInPage } from './sign-in-page.tsx'

const Query = z.object({ next: z.string().max(2000).optional() })
const SignInForm = z.strictObject({ login: z.string().max(200), password: z.string().max(200) })
const DemoParams = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) })

/** Sign-in, sign-out (never on to another site, whatever the link said), and in a demonstration sign-in by link. */
export function registerSignInPages(app: App, node: Node, home: string): void {
  const nextOf = (next: string | undefined): string => (next === undefined || !isOwnPath(next) || next === '/' ? home : next)
  pageRoute(app, { method: 'GET', url: '/sign-in', query: Query, public: true }, ({ lang, query, viewer }) => {
    if (viewer) return redirect(nextOf(query.next))
    return page(lang, { login: '', next: nextOf(query.next), problem: null, status: 200 })
  })
  pageRoute(
    app,
    { method: 'POST', url: '/sign-in', query: Query, body: SignInForm, public: true },
    async ({ lang, query, body, address, userAgent }) => {
      const next = nextOf(query.next)
      try {
        const { token } = await signIn(node, { kind: 'session', ...body, label: userAgent, address })
        return redirect(next, { sessionToken: token })
      } catch (error) {
        const problem = problemOf(error, lang)
        return page(lang, { login: body.login, next, ...problem })
      }
    },
  )
  pageRoute(app, { method: 'POST', url: '/sign-out' }, async ({ viewer, lang }) => {
    await inContext(node, viewer.actor, (ctx) => endSession(ctx, viewer.sessionId))
    return redirect('/sign-in', { sessionToken: null, notice: accountsText(lang)('signed-out') })
  })
  pageRoute(
    app,
    { method: 'GET', url: '/sign-in/demo/:token', params: DemoParams, public: true },
    async ({ params, address, userAgent }) => {
      const { token } = await signInByDemoLink(node, params.token, { kind: 'session', label: userAgent, address })
      return redirect(home, { sessionToken: token })
    },
  )
}

/** What a visitor may read of a failure; anything else is not this page's to explain. */
function problemOf(error: unknown, lang: Lang): { readonly problem: string; readonly status: number } {
  const t = accountsText(lang)
  if (error instanceof ComityError && error.code === 'sign-in-failed') return { problem: t('wrong'), status: 401 }
  if (error instanceof ComityError && error.code === 'too-many-attempts') {
    return { problem: t('wait', { minutes: Math.ceil(Number(error.values['seconds'] ?? 60) / 60) }), status: 429 }
  }
  throw error
}

function page(
  lang: Lang,
  form: { readonly login: string; readonly next: string; readonly problem: string | null; readonly status: number },
) {
  const problems = form.problem === null ? [] : [{ path: 'login', message: form.problem }]
  return show({
    title: accountsText(lang)('sign-in'),
    status: form.status,
    body: SignInPage({ lang, login: form.login, next: form.next, problems }),
  })
}
