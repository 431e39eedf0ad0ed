import type { AppOptions } from '@comity/http'
import type { AuthorityId, Context, ModuleParts, Node, Person, Role } from './contract.ts'

export { inContext, peerActor, systemActor } from './context.ts'

export interface NewPerson {
  readonly name: string
  readonly login: string
  readonly roles: readonly Role[]
  readonly authorityId: AuthorityId
  /** Left out: nobody can sign in with a password until an administrator hands out a reset link. */
  readonly password?: string
}

/** Adds a person. @throws ComityError `not-allowed`, `login-taken`, `password-too-weak`. */
export declare function addPerson(ctx: Context, input: NewPerson): Promise<Person>

/** For `createApp`: who holds this token. */
export declare function authenticate(node: Node): AppOptions['authenticate']

/** The name of the session cookie: `__Host-…` when browsers come by HTTPS. */
export declare function sessionCookieName(node: Pick<Node, 'facts'>): string

/** One-click sign-in links for each person of a demo node; empty elsewhere. */
export declare function demoLinks(node: Node): Promise<{ readonly person: Person; readonly url: string }[]>

/** People of an authority by id, for `assigned to`. */
export declare function personById(db: Context['db'], id: string): Promise<Person | null>

export declare function accountsModule(): ModuleParts
