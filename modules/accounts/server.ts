import type { Db } from '@comity/database'
import type { App } from '@comity/http'
import { absenceFrom, absencesSince } from './absence-store.ts'
import type { Absence, ModuleParts, Node, Person, Role, Unit } from './contract.ts'
import { registerPages } from './pages/index.tsx'
import { registerRoutes } from './routes.ts'
import { loginWindowMs } from './rules/attempts.ts'
import { dayAfter, dayIn, holdsAt } from './rules/deputising.ts'
import { sweep } from './session-store.ts'
import { guestsOf, holdersOf, peopleAfter, personByLogin as rowByLogin, personOf, personRow } from './store.ts'
import { membersOfUnit, peopleAmong, unitRow, unitsOfAuthority } from './unit-store.ts'

export { authenticate, keyPrefix, sessionCookieName } from './authenticate.ts'
export type { KeyHolder } from './authenticate.ts'
export { announce, inContext, peerActor, systemActor } from './context.ts'
export { accountsErrorTexts } from './messages.ts'
export { sentForms } from './sent-form-store.ts'
export { namesAmong } from './store.ts'
export { addPerson } from './operations/add-person.ts'
export type { NewPerson } from './operations/add-person.ts'
export { changeContact } from './operations/change-contact.ts'
export { changeRoles } from './operations/change-roles.ts'
export { demoLinks } from './operations/demo-links.ts'
export { endAbsence, nameDeputy } from './operations/name-deputy.ts'
export { setPasswordAsNode } from './operations/set-password-as-node.ts'
export { addUnitMember } from './operations/change-members.ts'
export { addUnit } from './operations/change-unit.ts'
export { actorFor } from './operations/actor-for.ts'
export { memory } from './remember.ts'
export type { Memory } from './remember.ts'

/** A person by id, also a disabled one: names in histories outlive accounts. */
export async function personById(db: Db, id: string): Promise<Person | null> {
  const row = await personRow(db, id)
  return row ? personOf(row) : null
}

/** A person by login, also a disabled one; null when there is none. */
export async function personByLogin(db: Db, login: string): Promise<Person | null> {
  const row = await rowByLogin(db, login)
  return row ? personOf(row) : null
}

/** People of an authority in the order of their logins, at most 200 at a time; `after` is the last login of the page before. */
export function peopleOf(db: Db, authorityId: string, after = ''): Promise<Person[]> {
  return peopleAfter(db, { authorityId, after, limit: 200 })
}

/** People of an authority who hold a role and may sign in, by login; 500 at most. Roles held as a deputy do not count. */
export function peopleWithRole(db: Db, authorityId: string, role: Role): Promise<Person[]> {
  return holdersOf(db, authorityId, role)
}

/** Units of an authority by name, those in use before the archived ones; 500 at most. */
export function unitsOf(db: Db, authorityId: string): Promise<Unit[]> {
  return unitsOfAuthority(db, authorityId)
}

/** A unit by id, also an archived one; null when there is none. */
export async function unitById(db: Db, id: string): Promise<Unit | null> {
  return (await unitRow(db, id)) ?? null
}

/** Who belongs to a unit, by login; 500 at most. */
export function membersOf(db: Db, unitId: string): Promise<Person[]> {
  return membersOfUnit(db, unitId)
}

/** Of these persons those of an authority who belong to one of its units; to the authority at all where no units are given. */
export function peopleNear(
  db: Db,
  ids: readonly string[],
  near: { readonly authorityId: string; readonly units: readonly string[] },
): Promise<ReadonlySet<string>> {
  return peopleAmong(db, ids, near)
}

/** Guests of the node: people of other authorities of the same State, by authority and login; 500 at most. */
export function guestsOn(db: Db, node: Pick<Node, 'facts'>): Promise<Person[]> {
  return guestsOf(db, node.facts.authorityId)
}

/** The absence of a person that holds at an instant, by the calendar of their own time zone; null when they are not away. */
export async function absenceOf(db: Db, personId: string, on: Date): Promise<Absence | null> {
  const found = await absencesSince(db, personId, dayAfter(dayIn(on, null), -1))
  const row = found.find((absence) => holdsAt(absence, on, absence.timeZone))
  return row ? absenceFrom(row) : null
}

/** Who holds a person's place at an instant: the named deputies that may sign in; none when the person is not away. */
export async function deputiesOf(db: Db, personId: string, on: Date): Promise<Person[]> {
  const absence = await absenceOf(db, personId, on)
  const deputy = absence === null ? null : await personById(db, absence.deputyId)
  return deputy === null || deputy.disabled ? [] : [deputy]
}

/** The module for `compose.ts`: sign-in, profile, people; and the work that forgets what no longer counts. `home` is where a sign-in leads; `/` unless given. */
export function accountsModule(options: { readonly home?: string } = {}): ModuleParts {
  return {
    name: 'accounts',
    migrations: new URL('./migrations/', import.meta.url),
    register(app: App, node: Node): void {
      registerRoutes(app, node)
      registerPages(app, node, options.home ?? '/')
    },
    async start(node) {
      const ending = new AbortController()
      const running = sweepUntil(node, ending.signal)
      return async () => {
        ending.abort()
        await running
      }
    },
  }
}

const SWEEP_EVERY_MS = 3_600_000
/** Ended sessions are kept a while: the profile page and an inquiry may ask for them. */
const KEEP_SESSIONS_MS = 30 * 24 * 3_600_000

async function sweepUntil(node: Node, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const now = node.world.clock.now().getTime()
    const times = { attemptsBefore: new Date(now - loginWindowMs), sessionsBefore: new Date(now - KEEP_SESSIONS_MS) }
    await sweep(node.db, times).catch((error: unknown) => node.log.error({ error }, 'old sessions could not be removed'))
    await node.world.timers.sleep(SWEEP_EVERY_MS, signal)
  }
}
