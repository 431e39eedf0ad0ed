import { pageRoute, redirect, show } from '@comity/http'
import type { App } from '@comity/http'
import { isolate } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { inContext } from '../context.ts'
import type { Context, Node, Viewer } from '../contract.ts'
import { accountsText } from '../messages.ts'
import { changeRoles } from '../operations/change-roles.ts'
import { disablePerson } from '../operations/disable-person.ts'
import { enablePerson } from '../operations/enable-person.ts'
import { handOutReset } from '../operations/hand-out-reset.ts'
import { seePerson } from '../operations/see-person.ts'
import { may } from '../policy.ts'
import { RoleBoxes } from './people-routes.ts'
import { PersonPage } from './person-page.tsx'

const Params = z.strictObject({ id: z.uuid() })

/** One person, and what an administrator does to them. */
export function registerPersonPages(app: App, node: Node): void {
  const within = <T>(viewer: Viewer, act: (ctx: Context) => Promise<T>): Promise<T> => inContext(node, viewer.actor, act)
  const shown = (viewer: Viewer, lang: Lang, id: string, resetUrl: string | null = null) =>
    personShown(node, { viewer, lang, id, resetUrl })
  pageRoute(app, { method: 'GET', url: '/people/:id', params: Params }, ({ viewer, lang, params }) =>
    shown(viewer, lang, params.id),
  )
  pageRoute(
    app,
    { method: 'POST', url: '/people/:id/roles', params: Params, body: z.strictObject({ roles: RoleBoxes }) },
    async ({ viewer, lang, params, body }) => {
      await within(viewer, (ctx) => changeRoles(ctx, { id: params.id, roles: body.roles }))
      return redirect(`/people/${params.id}`, { notice: accountsText(lang)('roles-changed') })
    },
  )
  pageRoute(app, { method: 'POST', url: '/people/:id/disable', params: Params }, async ({ viewer, lang, params }) => {
    const { name } = await within(viewer, (ctx) => disablePerson(ctx, params.id))
    return redirect(`/people/${params.id}`, { notice: accountsText(lang)('person-disabled', { name: isolate(name) }) })
  })
  pageRoute(app, { method: 'POST', url: '/people/:id/enable', params: Params }, async ({ viewer, lang, params }) => {
    const { name } = await within(viewer, (ctx) => enablePerson(ctx, params.id))
    return redirect(`/people/${params.id}`, { notice: accountsText(lang)('person-enabled', { name: isolate(name) }) })
  })
  // The link is shown in the answer itself: in a notice it would lie in a cookie.
  pageRoute(app, { method: 'POST', url: '/people/:id/reset', params: Params }, async ({ viewer, lang, params }) => {
    const { url } = await within(viewer, (ctx) => handOutReset(ctx, params.id))
    return shown(viewer, lang, params.id, url)
  })
}

interface Shown {
  readonly viewer: Viewer
  readonly lang: Lang
  readonly id: string
  readonly resetUrl: string | null
}

async function personShown(node: Node, { viewer, lang, id, resetUrl }: Shown) {
  const person = await seePerson(node.db, viewer.actor, id)
  const mayChange = may(viewer.actor, 'change-roles', person)
  const body = PersonPage({ lang, csrf: viewer.csrf, person, mayChange, isSelf: person.id === viewer.actor.id, resetUrl })
  return show({
    title: person.name,
    current: '/people',
    breadcrumbs: [{ text: accountsText(lang)('people'), href: '/people' }],
    body,
  })
}
