import { pageRoute, redirect, show } from '@comity/http'
import type { App } from '@comity/http'
import { isolate } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { awayAmong } from '../absence-store.ts'
import { inContext } from '../context.ts'
import type { Context, Node, Viewer } from '../contract.ts'
import { accountsText } from '../messages.ts'
import { changeRoles } from '../operations/change-roles.ts'
import { confirmPerson } from '../operations/confirm-person.ts'
import { disablePerson } from '../operations/disable-person.ts'
import { enablePerson } from '../operations/enable-person.ts'
import { handOutReset } from '../operations/hand-out-reset.ts'
import { listUnits } from '../operations/list-units.ts'
import { seePerson } from '../operations/see-person.ts'
import { seeWaiting } from '../operations/see-waiting.ts'
import { may } from '../policy.ts'
import { absenceView } from './absence-view.ts'
import { contactOf } from './contact-form.tsx'
import { RoleBoxes } from './people-routes.ts'
import { PersonPage } from './person-page.tsx'
import { registerPersonalForms } from './personal-routes.ts'
import type { PersonalForms } from './personal-routes.ts'
import { problemOf } from './problem-of.ts'
import { unitsText } from './unit-name.ts'

const Params = z.strictObject({ id: z.uuid() })

/** One person, and what an administrator or the head does for them. */
export function registerPersonPages(app: App, node: Node): void {
  const shown = (call: Call, more: More) => personShown(node, call, more)
  pageRoute(app, { method: 'GET', url: '/people/:id', params: Params }, ({ viewer, lang, params }) =>
    shown({ viewer, lang, id: params.id }, { problems: [] }),
  )
  registerPersonalForms(app, node, { base: '/people/:id', shown })
  registerPower(app, node, shown)
  registerAccess(app, node)
}

interface Call {
  readonly viewer: Viewer
  readonly lang: Lang
  readonly id: string
}

interface More extends PersonalForms {
  readonly resetUrl?: string
  readonly code?: string
}

type Shown = (call: Call, more: More) => ReturnType<typeof personShown>

const within = <T>(node: Node, viewer: Viewer, act: (ctx: Context) => Promise<T>): Promise<T> =>
  inContext(node, viewer.actor, act)

/** Roles and ways in: wished by one, confirmed by another. */
function registerPower(app: App, node: Node, shown: Shown): void {
  pageRoute(
    app,
    { method: 'POST', url: '/people/:id/roles', params: Params, body: z.strictObject({ roles: RoleBoxes }) },
    async ({ viewer, lang, params: { id }, body }) => {
      const t = accountsText(lang)
      try {
        const { proposedRoles } = await within(node, viewer, (ctx) => changeRoles(ctx, { id, roles: body.roles }))
        return redirect(`/people/${id}`, { notice: proposedRoles === null ? t('roles-changed') : t('roles-proposed') })
      } catch (error) {
        const fields = { 'roles-incompatible': 'roles', 'guest-not-possible': 'roles' }
        return shown({ viewer, lang, id }, { problems: [problemOf(error, lang, fields)] })
      }
    },
  )
  // Link and code are shown in the answer itself: in a notice they would lie in a cookie.
  pageRoute(app, { method: 'POST', url: '/people/:id/reset', params: Params }, async ({ viewer, lang, params: { id } }) => {
    const { url } = await within(node, viewer, (ctx) => handOutReset(ctx, id))
    return shown({ viewer, lang, id }, { problems: [], resetUrl: url })
  })
  pageRoute(app, { method: 'POST', url: '/people/:id/confirm', params: Params }, async ({ viewer, lang, params: { id } }) => {
    const { code, passwordVoid } = await within(node, viewer, (ctx) => confirmPerson(ctx, id))
    const notice = accountsText(lang)(passwordVoid ? 'confirmed-void' : 'confirmed')
    if (code === null) return redirect(`/people/${id}`, { notice })
    return shown({ viewer, lang, id }, { problems: [], code })
  })
}

function registerAccess(app: App, node: Node): void {
  pageRoute(app, { method: 'POST', url: '/people/:id/disable', params: Params }, async ({ viewer, lang, params }) => {
    const { name } = await within(node, viewer, (ctx) => disablePerson(ctx, params.id))
    return redirect(`/people/${params.id}`, { notice: accountsText(lang)('person-disabled', { name: isolate(name) }) })
  })
  pageRoute(app, { method: 'POST', url: '/people/:id/enable', params: Params }, async ({ viewer, lang, params }) => {
    const { name } = await within(node, viewer, (ctx) => enablePerson(ctx, params.id))
    return redirect(`/people/${params.id}`, { notice: accountsText(lang)('person-enabled', { name: isolate(name) }) })
  })
}

async function personShown(node: Node, { viewer, lang, id }: Call, more: More) {
  const { actor } = viewer
  const person = await seePerson(node.db, actor, id)
  const now = node.world.clock.now()
  const units = await listUnits(node.db, actor)
  const body = PersonPage({
    lang,
    csrf: viewer.csrf,
    person,
    isAway: (await awayAmong(node.db, [id], now)).has(id),
    units: unitsText(lang, person.units, units),
    wishedUnits: unitsText(lang, person.proposedUnits ?? [], units),
    waiting: await seeWaiting(node.db, actor, { id, now }),
    absences: await absenceView(node, actor, person),
    absence: more.absence ?? { deputyId: '', fromOn: '', untilOn: '' },
    contact: may(actor, 'change-contact', person) ? (more.contact ?? contactOf(person)) : null,
    mayChange: may(actor, 'change-roles', person),
    isSelf: person.id === actor.id,
    resetUrl: more.resetUrl ?? null,
    code: more.code ?? null,
    problems: more.problems,
  })
  return show({
    title: person.name,
    current: '/people',
    breadcrumbs: [{ text: accountsText(lang)('people'), href: '/people' }],
    status: more.problems.length > 0 ? 422 : 200,
    ...(more.resetUrl === undefined && more.code === undefined ? {} : { made: true }),
    body,
  })
}
