import { z } from 'zod'
import type { AuditContext } from '@comity/audit/contract'
import type { FileStore } from '@comity/files'
import type { App } from '@comity/http'
import type { Log } from '@comity/log'

/** Roles of a person within an authority (cooperation-law: who may do what; drafter ≠ approver is a rule besides). */
export const roles = ['case-officer', 'head', 'registrar', 'auditor', 'administrator'] as const
export const Role = z.enum(roles)
export type Role = z.output<typeof Role>

/** `xa.central-authority`: lower-case State code (ISO 3166-1 alpha-2, user-assigned codes in demos), a dot, a slug. */
export const AuthorityId = z.string().regex(/^[a-z]{2}\.[a-z0-9]+(?:-[a-z0-9]+)*$/).max(80).brand<'AuthorityId'>()
export type AuthorityId = z.output<typeof AuthorityId>

/** Who acts: a person of an authority, a peer node whose dossier is received, or the node itself (timers, start). */
export interface Actor {
  readonly kind: 'person' | 'peer' | 'system'
  readonly id: string
  readonly name: string
  /** The authority on whose behalf the actor acts; of a peer: the sending authority. Null only for the system. */
  readonly authorityId: AuthorityId | null
  readonly roles: readonly Role[]
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

/** The running node that compose.ts builds and hands to every module: the pool, not a transaction. */
export interface Node {
  readonly facts: NodeFacts
  readonly db: AuditContext['db']
  readonly world: AuditContext['world']
  readonly log: Log
  readonly files: FileStore
  /** The node's data folder (keys under `keys/`, 0700). */
  readonly folder: string
}

/** What an operation gets: per call, small; `db` is already the transaction. */
export interface Context extends AuditContext {
  readonly node: Node
  readonly actor: Actor
  readonly log: Log
}

/** What a module gives to compose.ts. */
export interface ModuleParts {
  readonly name: string
  /** Folder of the module's `NNNN-name.sql` files. */
  readonly migrations: URL
  /** Adds API routes and pages. */
  register(app: App, node: Node): void | Promise<void>
  /** Starts background work; the returned function stops it in order. */
  start?(node: Node): Promise<() => Promise<void>>
}

/** The signed-in person as pages and API see them. */
export interface Viewer {
  readonly actor: Actor
  /** Hidden field `_csrf` of every form; bound to the session. Empty for bearer tokens, which need none. */
  readonly csrf: string
  readonly sessionId: string
}

/** A person as listed by administrators and shown in `assigned to`. */
export const Person = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(200),
  login: z.string().min(1).max(200),
  authorityId: AuthorityId,
  roles: z.array(Role).max(roles.length),
  disabled: z.boolean(),
}).meta({ id: 'Person' })
export type Person = z.output<typeof Person>

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
