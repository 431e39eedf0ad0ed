import type { Actor } from '@comity/accounts/contract'
import { pageRoute, redirect, type App } from '@comity/http'

/** Where a sign-in leads that was not on its way elsewhere. */
export const homeHref = '/home'

const deskRoles: readonly string[] = ['case-officer', 'head', 'registrar', 'auditor']

/** The first page of a person: who works on cases finds the desk, the secretariat its directory, administrators the people. */
export function homeOf({ roles }: Pick<Actor, 'roles'>, publishes: boolean): string {
  if (publishes && roles.some((role) => role === 'registrar' || role === 'head') && !roles.includes('case-officer'))
    return '/directory/publish'
  if (roles.some((role) => deskRoles.includes(role))) return '/'
  return roles.includes('administrator') ? '/people' : '/directory'
}

/** Adds `/home`, and leads those who have no desk from `/` to the page they may see. Comes before the pages it guards. */
export function addHome(app: App, { publishes }: { readonly publishes: boolean }): void {
  pageRoute(app, { method: 'GET', url: homeHref }, ({ viewer }) => redirect(homeOf(viewer.actor, publishes)))
  app.addHook('preHandler', async (request, reply) => {
    const { viewer } = request.comity
    if (request.routeOptions.url !== '/' || viewer === null) return
    if (!viewer.actor.roles.some((role) => deskRoles.includes(role))) return reply.redirect(homeOf(viewer.actor, publishes), 303)
  })
}
