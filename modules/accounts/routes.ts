import { ComityError } from '@comity/errors'
import { serveApi } from '@comity/http'
import type { App, Handlers } from '@comity/http'
import { inContext } from './context.ts'
import { accountsApi } from './contract.ts'
import type { AuthorityId, Context, Node, Viewer } from './contract.ts'
import { addPerson } from './operations/add-person.ts'
import { changePassword } from './operations/change-password.ts'
import { changeRoles } from './operations/change-roles.ts'
import { disablePerson } from './operations/disable-person.ts'
import { enablePerson } from './operations/enable-person.ts'
import { endSession } from './operations/end-session.ts'
import { handOutReset } from './operations/hand-out-reset.ts'
import { listPeople } from './operations/list-people.ts'
import { seePerson } from './operations/see-person.ts'
import { signIn } from './operations/sign-in.ts'
import { personOf, personRow } from './store.ts'

/** The JSON API of people and sessions. */
export function registerRoutes(app: App, node: Node): void {
  const within = <T>(viewer: Viewer, act: (ctx: Context) => Promise<T>): Promise<T> => inContext(node, viewer.actor, act)
  const handlers: Handlers<typeof accountsApi> = {
    signIn: async ({ body, address }) => {
      const started = await signIn(node, {
        kind: 'bearer',
        login: body.login,
        password: body.password,
        label: body.label ?? 'API',
        address,
      })
      const row = await personRow(node.db, started.personId)
      if (!row) throw new ComityError('not-found')
      return { token: started.token, expiresAt: started.expiresAt.toISOString(), person: personOf(row) }
    },
    whoAmI: ({ viewer }) => seePerson(node.db, viewer.actor, viewer.actor.id),
    signOut: async ({ viewer }) => {
      await within(viewer, (ctx) => endSession(ctx, viewer.sessionId))
      return { ended: true }
    },
    changePassword: async ({ viewer, body, address }) => {
      await changePassword(node, viewer, { ...body, address })
      return { changed: true }
    },
    people: ({ viewer, query }) => listPeople(node.db, viewer.actor, query),
    addPerson: ({ viewer, body }) => within(viewer, (ctx) => addPerson(ctx, { ...body, authorityId: authorityOf(viewer) })),
    changeRoles: ({ viewer, params, body }) => within(viewer, (ctx) => changeRoles(ctx, { id: params.id, roles: body.roles })),
    disable: ({ viewer, params }) => within(viewer, (ctx) => disablePerson(ctx, params.id)),
    enable: ({ viewer, params }) => within(viewer, (ctx) => enablePerson(ctx, params.id)),
    handOutReset: async ({ viewer, params }) => {
      const { url, expiresAt } = await within(viewer, (ctx) => handOutReset(ctx, params.id))
      return { url, expiresAt: expiresAt.toISOString() }
    },
  }
  serveApi(app, accountsApi, handlers)
}

/** The authority of a signed-in person. @throws ComityError `not-allowed` for whoever has none. */
export function authorityOf({ actor }: Viewer): AuthorityId {
  if (actor.authorityId === null) throw new ComityError('not-allowed')
  return actor.authorityId
}
