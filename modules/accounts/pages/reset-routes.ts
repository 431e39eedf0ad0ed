import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show } from '@comity/http'
import type { App } from '@comity/http'
import { z } from 'zod'
import type { Node } from '../contract.ts'
import { accountsText, errorText } from '../messages.ts'
import { resetPassword } from '../operations/reset-password.ts'
import { minPasswordLength } from '../rules/password-strength.ts'
import { personOfReset } from '../store.ts'
import { hashOf } from '../tokens.ts'
import { ResetPage } from './reset-page.tsx'

const Params = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) })
const ResetForm = z.strictObject({ password: z.string().max(200) })

/** Setting a password by the link that an administrator handed out. */
export function registerResetPages(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/reset/:token', params: Params, public: true }, async ({ params, lang }) => {
    if (!(await personOfReset(node.db, hashOf(params.token), node.world.clock.now()))) throw new ComityError('not-found')
    return show({ title: accountsText(lang)('set-password'), body: ResetPage({ lang, token: params.token, problems: [] }) })
  })
  pageRoute(
    app,
    { method: 'POST', url: '/reset/:token', params: Params, body: ResetForm, public: true },
    async ({ params, body, lang }) => {
      try {
        await resetPassword(node, { token: params.token, password: body.password })
      } catch (error) {
        if (!(error instanceof ComityError) || error.code !== 'password-too-weak') throw error
        const problems = [{ path: 'password', message: errorText(lang)('password-too-weak', { length: minPasswordLength }) }]
        return show({
          title: accountsText(lang)('set-password'),
          status: 422,
          body: ResetPage({ lang, token: params.token, problems }),
        })
      }
      return redirect('/sign-in', { notice: accountsText(lang)('password-set') })
    },
  )
}
