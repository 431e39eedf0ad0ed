import { roles } from '@comity/accounts/contract'
import type { Actor } from '@comity/accounts/contract'
import { pageRoute, redirect, type App } from '@comity/http'

/** Where a sign-in leads that was not on its way elsewhere. */
export const homeHref = '/home'

/** Everybody who has to do with cases: what each of them sees there is need-to-know. */
export const caseRoles: readonly string[] = roles.filter((role) => role !== 'administrator')

/** The first page of a person: who works on cases finds the desk, the secretariat its directory, administrators the people. */
export function homeOf({ roles: held }: Pick<Actor, 'roles'>, publishes: boolean): string {
  if (publishes && held.some((role) => role === 'registrar' || role === 'head') && !held.includes('case-officer'))
    return '/directory/publish'
  if (held.some((role) => caseRoles.includes(role))) return '/'
  return held.includes('administrator') ? '/people' : '/directory'
}

/** Adds `/home`, and leads those who have no desk from `/` to the page they may see. Comes before the pages it guards. */
export function addHome(app: App, { publishes }: { readonly publishes: boolean }): void {
  pageRoute(app, { method: 'GET', url: homeHref }, ({ viewer }) => redirect(homeOf(viewer.actor, publishes)))
  app.addHook('preHandler', (request, reply, done) => {
    const { viewer } = request.comity
    if (viewer === null || viewer.actor.roles.some((role) => caseRoles.includes(role))) return done()
    if (request.routeOptions.url !== '/') return done()
    void reply.redirect(homeOf(viewer.actor, publishes), 303)
  })
}
