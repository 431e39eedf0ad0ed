import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show } from '@comity/http'
import type { App } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import type { Node } from '../contract.ts'
import { accountsText, errorText } from '../messages.ts'
import { resetPassword } from '../operations/reset-password.ts'
import { minPasswordLength } from '../rules/password-strength.ts'
import { personOfReset } from '../reset-store.ts'
import { hashOf } from '../tokens.ts'
import { ResetPage } from './reset-page.tsx'

const Params = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) })
const ResetForm = z.strictObject({ code: z.string().max(40), password: z.string().max(200) })

/** Setting a password by the link that an administrator handed out. */
export function registerResetPages(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/reset/:token', params: Params, public: true }, async ({ params, lang }) => {
    const reset = await personOfReset(node.db, hashOf(params.token), node.world.clock.now())
    if (!reset) throw new ComityError('not-found')
    const isConfirmed = reset.code_hash !== null
    return show({
      title: accountsText(lang)('set-password'),
      body: ResetPage({ lang, token: params.token, isConfirmed, problems: [] }),
    })
  })
  pageRoute(
    app,
    { method: 'POST', url: '/reset/:token', params: Params, body: ResetForm, public: true },
    async ({ params, body, lang }) => {
      try {
        await resetPassword(node, { token: params.token, ...body })
      } catch (error) {
        return show({
          title: accountsText(lang)('set-password'),
          status: 422,
          body: ResetPage({ lang, token: params.token, isConfirmed: true, problems: [problemOf(error, lang)] }),
        })
      }
      return redirect('/sign-in', { notice: accountsText(lang)('password-set') })
    },
  )
}

function problemOf(error: unknown, lang: Lang): Problem {
  const t = errorText(lang)
  if (error instanceof ComityError && error.code === 'password-too-weak')
    return { path: 'password', message: t('password-too-weak', { length: minPasswordLength }) }
  if (error instanceof ComityError && error.code === 'code-wrong') return { path: 'code', message: t('code-wrong') }
  throw error
}
