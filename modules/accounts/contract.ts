import type { AuditContext } from '@comity/audit/contract'
import type { FileStore } from '@comity/files'
import type { App } from '@comity/http'
import type { Log } from '@comity/log'
import type { AuthorityId, Role } from './person.ts'

export { accountsApi, Confirmed, PersonList, ResetLink, Session } from './people-api.ts'
export {
  Absence,
  AbsenceInput,
  AuthorityId,
  ContactInput,
  Login,
  maxUnitsOfPerson,
  Password,
  Person,
  PersonInput,
  personLanguages,
  Role,
  roles,
  rolesOverAllUnits,
  TimeZone,
  Unit,
  UnitInput,
} from './person.ts'

/** Who acts: a person of an authority, a program with a key of its own, a peer node whose dossier is received, or the node itself (timers, start). */
export interface Actor {
  readonly kind: 'person' | 'machine' | 'peer' | 'system'
  readonly id: string
  readonly name: string
  /** The authority on whose behalf the actor acts; of a peer: the sending authority. Null only for the system. */
  readonly authorityId: AuthorityId | null
  readonly roles: readonly Role[]
  /** The person's own roles where `roles` holds lent ones besides; the same as `roles` where it is absent. */
  readonly ownRoles?: readonly Role[]
  /** What a machine may do, and nothing else: it has no roles, and what no policy names for machines is refused. */
  readonly acts?: readonly string[]
  /** Units of the authority that the person belongs to; none where the office has no units. */
  readonly units?: readonly string[]
  /** Persons whose place the actor holds today: what they see, the actor sees. */
  readonly deputyFor?: readonly string[]
  /** The same persons with what each of them holds, for whoever asks what one of them alone would see. */
  readonly places?: readonly Place[]
}

/** What an absent person holds, while a deputy acts in their place. */
export interface Place {
  readonly personId: string
  readonly roles: readonly Role[]
  readonly units: readonly string[]
}

/** What everybody may know of the node they run on. */
export interface NodeFacts {
  /** Short name, also in cookie names: `a`, `b`, `hub`. */
  readonly name: string
  /** `http://a.localhost:8080`: scheme, host, port, no slash at the end. */
  readonly origin: string
  /** The authority that this node serves. */
  readonly authorityId: AuthorityId
  /** A demo node prints sign-in links at start and says so on every page. */
  readonly demo: boolean
}

/** What modules tell each other upwards: every event's name and what it says, declared by the module that tells it. */
export interface EventRegistry {}

/** Hears one sort of event, in the teller's transaction: what it throws undoes the act itself. */
export interface ListenerTo<Name extends keyof EventRegistry> {
  readonly event: Name
  hear(ctx: Context, told: EventRegistry[Name]): Promise<void>
}

/** Whoever hears any of the events. */
export type Listener = { readonly [Name in keyof EventRegistry]: ListenerTo<Name> }[keyof EventRegistry]

/** The running node that compose.ts builds and hands to every module: the pool, not a transaction. */
export interface Node {
  readonly facts: NodeFacts
  readonly db: AuditContext['db']
  readonly world: AuditContext['world']
  readonly log: Log
  readonly files: FileStore
  /** The node's data folder (keys under `keys/`, 0700). */
  readonly folder: string
  /** Who hears what the modules tell; none in a test of one module. */
  readonly listeners?: readonly Listener[]
  /** Counts the transactions that ended: what is remembered between calls is not relied on past one. Left out: nothing is remembered. */
  readonly changes?: { count: number }
}

/** What an operation gets: per call, small; `db` is already the transaction. */
export interface Context extends AuditContext {
  readonly node: Node
  readonly actor: Actor
  readonly log: Log
  /** Runs `act` once the transaction is committed, never when it is undone: for waking background work. */
  afterCommit(act: () => void): void
}

/** What a module gives to compose.ts. */
export interface ModuleParts {
  readonly name: string
  /** Folder of the module's `NNNN-name.sql` files. */
  readonly migrations: URL
  /** What it hears from the modules below it. */
  readonly listeners?: readonly Listener[]
  /** Adds API routes and pages. */
  register(app: App, node: Node): void | Promise<void>
  /** Starts background work; the returned function stops it in order. */
  start?(node: Node): Promise<() => Promise<void>>
}

/** The signed-in person as pages and API see them. */
export interface Viewer {
  readonly actor: Actor
  /** Hidden field `csrf` of every form; bound to the session. Empty for bearer tokens, which need none. */
  readonly csrf: string
  readonly sessionId: string
  /** The IANA zone in which the person reads times; left out: UTC. */
  readonly timeZone?: string
  /** The name of the authority whose guest the person is; left out for the node's own people. */
  readonly guestOf?: string
}

declare module '@comity/http' {
  interface ViewerRegistry {
    readonly viewer: Viewer
  }
}

declare module '@comity/errors' {
  interface ErrorRegistry {
    'sign-in-failed': 401
    'session-expired': 401
    'form-expired': 403
    'password-too-weak': 422
    'login-taken': 409
    'own-roles': 403
    'roles-incompatible': 422
    'guest-not-possible': 422
    'second-person-needed': 403
    /** Roles that see cases are let through by the head, never by administrators among themselves. */
    'roles-need-head': 403
    /** So is a link into an account that sees cases, or may come to see them. */
    'link-needs-head': 403
    /** And so is who comes to belong to a unit. */
    'members-need-head': 403
    'nothing-to-confirm': 409
    'reset-unconfirmed': 409
    'code-wrong': 422
    'unit-name-taken': 409
    'deputy-not-possible': 422
    'absence-overlaps': 409
  }
}
