import { z } from 'zod'
import type { AuditContext } from '@comity/audit/contract'
import type { FileStore } from '@comity/files'
import type { Api, App } from '@comity/http'
import type { Log } from '@comity/log'

/** Roles of a person within an authority (cooperation-law: who may do what; drafter ≠ approver is a rule besides). */
export const roles = [
  'originator',
  'case-officer',
  'reviewer',
  'translator',
  'head',
  'registrar',
  'asset-officer',
  'executing-officer',
  'auditor',
  'administrator',
] as const
export const Role = z.enum(roles)
export type Role = z.output<typeof Role>

/** `xa.central-authority`: lower-case State code (ISO 3166-1 alpha-2, user-assigned codes in demos), a dot, a slug. */
export const AuthorityId = z
  .string()
  .regex(/^[a-z]{2}\.[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(80)
  .brand<'AuthorityId'>()
export type AuthorityId = z.output<typeof AuthorityId>

/** Who acts: a person of an authority, a peer node whose dossier is received, or the node itself (timers, start). */
export interface Actor {
  readonly kind: 'person' | 'peer' | 'system'
  readonly id: string
  readonly name: string
  /** The authority on whose behalf the actor acts; of a peer: the sending authority. Null only for the system. */
  readonly authorityId: AuthorityId | null
  readonly roles: readonly Role[]
  /** Units of the authority that the person belongs to; none where the office has no units. */
  readonly units?: readonly string[]
  /** Persons whose place the actor holds today: what they see, the actor sees. */
  readonly deputyFor?: readonly string[]
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
export type Listener = {
  readonly [Name in keyof EventRegistry]: {
    readonly event: Name
    hear(ctx: Context, told: EventRegistry[Name]): Promise<void>
  }
}[keyof EventRegistry]

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
}

/** A person as listed by administrators and shown in `assigned to`. */
export const Person = z
  .strictObject({
    id: z.uuid(),
    name: z.string().min(1).max(200),
    login: z.string().min(1).max(200),
    authorityId: AuthorityId,
    roles: z.array(Role).max(roles.length),
    disabled: z.boolean(),
  })
  .meta({ id: 'Person' })
export type Person = z.output<typeof Person>

/** Lower case, no spaces: `amara.okoye`. */
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9._@-]*[a-z0-9])?$/)
  .max(200)

/** Longer than any passphrase; bounds the work of one attempt. Whether it is strong enough is a rule besides. */
export const Password = z.string().min(1).max(200)

const RoleList = z.array(Role).max(roles.length)
const PersonParams = z.strictObject({ id: z.uuid() })
export const PersonInput = z.strictObject({ name: z.string().trim().min(1).max(200), login: Login, roles: RoleList })

export const Session = z
  .strictObject({ token: z.string().max(200), expiresAt: z.iso.datetime(), person: Person })
  .meta({ id: 'Session' })
export const PersonList = z
  .strictObject({ people: z.array(Person).max(200), next: z.string().max(200).nullable() })
  .meta({ id: 'PersonList' })
export const ResetLink = z.strictObject({ url: z.string().max(500), expiresAt: z.iso.datetime() }).meta({ id: 'ResetLink' })

/** People and sessions over HTTP. Programs sign in once and send the token as `Authorization: Bearer …`. */
export const accountsApi = {
  signIn: {
    method: 'POST',
    url: '/api/session',
    body: z.strictObject({ login: z.string().min(1).max(200), password: Password, label: z.string().max(100).optional() }),
    response: Session,
    public: true,
    summary: 'Sign in: gives a bearer token',
  },
  whoAmI: { method: 'GET', url: '/api/session', response: Person, summary: 'Who is signed in' },
  signOut: {
    method: 'DELETE',
    url: '/api/session',
    response: z.strictObject({ ended: z.boolean() }),
    summary: 'End this session or token',
  },
  changePassword: {
    method: 'POST',
    url: '/api/password',
    body: z.strictObject({ current: Password, next: Password }),
    response: z.strictObject({ changed: z.boolean() }),
    summary: 'Change one’s own password; ends all other sessions and tokens',
  },
  people: {
    method: 'GET',
    url: '/api/people',
    query: z.strictObject({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
    response: PersonList,
    summary: 'People of this authority (administrators, auditors)',
  },
  addPerson: {
    method: 'POST',
    url: '/api/people',
    body: PersonInput,
    response: Person,
    summary: 'Add a person (administrators)',
  },
  changeRoles: {
    method: 'PUT',
    url: '/api/people/:id/roles',
    params: PersonParams,
    body: z.strictObject({ roles: RoleList }),
    response: Person,
    summary: 'Change the roles of another person (administrators)',
  },
  disable: {
    method: 'POST',
    url: '/api/people/:id/disable',
    params: PersonParams,
    response: Person,
    summary: 'Disable a person and end all sessions at once (administrators)',
  },
  enable: {
    method: 'POST',
    url: '/api/people/:id/enable',
    params: PersonParams,
    response: Person,
    summary: 'Let a disabled person in again (administrators)',
  },
  handOutReset: {
    method: 'POST',
    url: '/api/people/:id/reset',
    params: PersonParams,
    response: ResetLink,
    summary: 'A link by which the person sets a password, once (administrators)',
  },
} as const satisfies Api

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
  }
}
