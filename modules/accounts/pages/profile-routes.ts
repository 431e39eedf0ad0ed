import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show } from '@comity/http'
import type { App } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { inContext } from '../context.ts'
import type { Node, Viewer } from '../contract.ts'
import { accountsText, errorText } from '../messages.ts'
import { changePassword } from '../operations/change-password.ts'
import { endSession } from '../operations/end-session.ts'
import { listUnits } from '../operations/list-units.ts'
import { seePerson } from '../operations/see-person.ts'
import { isAlive } from '../rules/session-life.ts'
import { minPasswordLength } from '../rules/password-strength.ts'
import { sessionsOf } from '../session-store.ts'
import { absenceView } from './absence-view.ts'
import { contactOf } from './contact-form.tsx'
import { registerPersonalForms } from './personal-routes.ts'
import type { PersonalForms } from './personal-routes.ts'
import { ProfilePage } from './profile-page.tsx'
import { unitsText } from './unit-name.ts'

const PasswordForm = z.strictObject({ current: z.string().max(200), next: z.string().max(200) })

/** One's own page. */
export function registerProfilePages(app: App, node: Node): void {
  const shown = (call: { readonly viewer: Viewer; readonly lang: Lang }, forms: PersonalForms) => profile(node, call, forms)
  pageRoute(app, { method: 'GET', url: '/profile' }, (call) => shown(call, { problems: [] }))
  registerPersonalForms(app, node, { base: '/profile', shown })
  pageRoute(app, { method: 'POST', url: '/profile/password', body: PasswordForm }, async ({ viewer, lang, body, address }) => {
    try {
      await changePassword(node, viewer, { ...body, address })
    } catch (error) {
      return shown({ viewer, lang }, { problems: [passwordProblemOf(error, lang)] })
    }
    return redirect('/profile', { notice: accountsText(lang)('password-changed') })
  })
  pageRoute(
    app,
    { method: 'POST', url: '/profile/sessions/:id/end', params: z.strictObject({ id: z.uuid() }) },
    async ({ viewer, params, lang }) => {
      await inContext(node, viewer.actor, (ctx) => endSession(ctx, params.id))
      return redirect('/profile', { notice: accountsText(lang)('ended') })
    },
  )
}

async function profile(
  node: Node,
  { viewer, lang }: { readonly viewer: Viewer; readonly lang: Lang },
  { problems, contact, absence = { deputyId: '', fromOn: '', untilOn: '' } }: PersonalForms,
) {
  const now = node.world.clock.now()
  const { actor } = viewer
  const person = await seePerson(node.db, actor, actor.id)
  const open = await sessionsOf(node.db, actor.id, now)
  const sessions = open.filter((row) => isAlive({ kind: row.kind, expiresAt: row.expires_at, lastSeenAt: row.last_seen_at }, now))
  const body = ProfilePage({
    lang,
    csrf: viewer.csrf,
    person,
    roles: actor.roles,
    units: unitsText(lang, person.units, await listUnits(node.db, actor)),
    sessions,
    currentId: viewer.sessionId,
    zone: viewer.timeZone ?? 'UTC',
    contact: contact ?? contactOf(person),
    absences: await absenceView(node, actor, person),
    absence,
    problems,
  })
  return show({ title: accountsText(lang)('profile'), current: '/profile', status: problems.length > 0 ? 422 : 200, body })
}

function passwordProblemOf(error: unknown, lang: Lang): Problem {
  if (error instanceof ComityError && error.code === 'sign-in-failed')
    return { path: 'current', message: accountsText(lang)('wrong') }
  if (error instanceof ComityError && error.code === 'password-too-weak') {
    return { path: 'next', message: errorText(lang)('password-too-weak', { length: minPasswordLength }) }
  }
  throw error
}
