import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { hashPassword } from '../hash-password.ts'
import type { AuthorityId, Context, Person, Role } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { insertPerson } from '../store.ts'
import { mustBeStrong } from './must-be-strong.ts'

export interface NewPerson {
  readonly name: string
  readonly login: string
  readonly roles: readonly Role[]
  readonly authorityId: AuthorityId
  /** Left out: nobody can sign in with a password until an administrator hands out a reset link. */
  readonly password?: string
}

/**
 * Adds a person.
 *
 * @throws ComityError `not-allowed`, `login-taken`, `password-too-weak`.
 */
export async function addPerson(ctx: Context, input: NewPerson): Promise<Person> {
  const { name, authorityId, password } = input
  const login = input.login.trim().toLowerCase()
  const person: Person = {
    id: ctx.node.world.chance.uuid(),
    name,
    login,
    authorityId,
    roles: [...new Set(input.roles)],
    disabled: false,
  }
  mustBeAllowed(ctx.actor, 'add', person)
  if (password !== undefined) mustBeStrong(password, person)
  const hash = password === undefined ? null : await hashPassword(password, ctx.node.world.chance)
  if (!(await insertPerson(ctx.db, person, { password: hash, createdAt: ctx.now }))) throw new ComityError('login-taken')
  await record(ctx, {
    act: 'person.added',
    subject: { kind: 'person', id: person.id },
    details: { roles: person.roles.join(' ') },
  })
  return person
}
