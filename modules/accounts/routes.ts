import { ComityError } from '@comity/errors'
import { serveApi } from '@comity/http'
import type { App, Handlers } from '@comity/http'
import { inContext } from './context.ts'
import { accountsApi } from './contract.ts'
import type { AuthorityId, Context, Node, PersonInput, Viewer } from './contract.ts'
import type { z } from 'zod'
import { addPerson } from './operations/add-person.ts'
import type { NewPerson } from './operations/add-person.ts'
import { changeContact } from './operations/change-contact.ts'
import { addUnitMember, removeUnitMember } from './operations/change-members.ts'
import { changePassword } from './operations/change-password.ts'
import { changeRoles } from './operations/change-roles.ts'
import { addUnit, archiveUnit, renameUnit, restoreUnit } from './operations/change-unit.ts'
import { confirmPerson } from './operations/confirm-person.ts'
import { disablePerson } from './operations/disable-person.ts'
import { enablePerson } from './operations/enable-person.ts'
import { endSession } from './operations/end-session.ts'
import { listSessions } from './operations/list-sessions.ts'
import { handOutReset } from './operations/hand-out-reset.ts'
import { listAbsences } from './operations/list-absences.ts'
import { listPeople } from './operations/list-people.ts'
import { listUnits, seeUnit } from './operations/list-units.ts'
import { endAbsence, nameDeputy } from './operations/name-deputy.ts'
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
    sessions: async ({ viewer }) => ({ sessions: await listSessions(node, viewer) }),
    endSession: async ({ viewer, params }) => {
      await within(viewer, (ctx) => endSession(ctx, params.id))
      return { ended: true }
    },
    changePassword: async ({ viewer, body, address }) => {
      await changePassword(node, viewer, { ...body, address })
      return { changed: true }
    },
    people: ({ viewer, query }) => listPeople(node.db, viewer.actor, query),
    addPerson: ({ viewer, body }) => within(viewer, (ctx) => addPerson(ctx, newPerson(body, viewer))),
    changeRoles: ({ viewer, params, body }) => within(viewer, (ctx) => changeRoles(ctx, { id: params.id, roles: body.roles })),
    disable: ({ viewer, params }) => within(viewer, (ctx) => disablePerson(ctx, params.id)),
    enable: ({ viewer, params }) => within(viewer, (ctx) => enablePerson(ctx, params.id)),
    handOutReset: async ({ viewer, params }) => {
      const { url, expiresAt } = await within(viewer, (ctx) => handOutReset(ctx, params.id))
      return { url, expiresAt: expiresAt.toISOString() }
    },
    confirm: ({ viewer, params }) => within(viewer, (ctx) => confirmPerson(ctx, params.id)),
    changeContact: ({ viewer, params, body }) => within(viewer, (ctx) => changeContact(ctx, { id: params.id, ...body })),
    absences: async ({ viewer, params }) => ({
      absences: (await listAbsences(node.db, viewer.actor, { id: params.id, now: node.world.clock.now() })).away,
    }),
    nameDeputy: ({ viewer, params, body }) => within(viewer, (ctx) => nameDeputy(ctx, { id: params.id, ...body })),
    endAbsence: async ({ viewer, params }) => {
      await within(viewer, (ctx) => endAbsence(ctx, { id: params.id, absenceId: params.absence }))
      return { ended: true }
    },
    ...unitHandlers(node),
  }
  serveApi(app, accountsApi, handlers)
}

type UnitRoute = Extract<keyof typeof accountsApi, `${string}${'Unit' | 'unit'}${string}`>

function unitHandlers(node: Node): Pick<Handlers<typeof accountsApi>, UnitRoute> {
  const within = <T>(viewer: Viewer, act: (ctx: Context) => Promise<T>): Promise<T> => inContext(node, viewer.actor, act)
  const membershipOf = (params: { readonly id: string; readonly person: string }) => ({
    unitId: params.id,
    personId: params.person,
  })
  return {
    units: async ({ viewer }) => ({ units: await listUnits(node.db, viewer.actor) }),
    addUnit: ({ viewer, body }) => within(viewer, (ctx) => addUnit(ctx, body)),
    renameUnit: ({ viewer, params, body }) => within(viewer, (ctx) => renameUnit(ctx, { id: params.id, ...body })),
    archiveUnit: ({ viewer, params }) => within(viewer, (ctx) => archiveUnit(ctx, params.id)),
    restoreUnit: ({ viewer, params }) => within(viewer, (ctx) => restoreUnit(ctx, params.id)),
    unitMembers: async ({ viewer, params }) => {
      const { members, waiting } = await seeUnit(node.db, viewer.actor, params.id)
      return { members, waiting }
    },
    addUnitMember: ({ viewer, params }) => within(viewer, (ctx) => addUnitMember(ctx, membershipOf(params))),
    removeUnitMember: ({ viewer, params }) => within(viewer, (ctx) => removeUnitMember(ctx, membershipOf(params))),
  }
}

/** A person as somebody of the authority adds them: their own colleague unless said otherwise. */
export function newPerson(input: z.output<typeof PersonInput>, viewer: Viewer): NewPerson {
  const { name, login, roles, authorityId = authorityOf(viewer), authorityName } = input
  return { name, login, roles, authorityId, ...(authorityName === undefined ? {} : { authorityName }) }
}

/** The authority of a signed-in person. @throws ComityError `not-allowed` for whoever has none. */
export function authorityOf({ actor }: Viewer): AuthorityId {
  if (actor.authorityId === null) throw new ComityError('not-allowed')
  return actor.authorityId
}
