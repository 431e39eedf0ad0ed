import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { hashPassword } from '../hash-password.ts'
import type { AuthorityId, Context, Person, Role } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { insertPerson } from '../store.ts'
import { mustBeStrong } from './must-be-strong.ts'
import { mustBeHome, mustFit } from './must-fit.ts'

export interface NewPerson {
  readonly name: string
  readonly login: string
  readonly roles: readonly Role[]
  /** Another authority of the same State makes the person a guest, whose only role is `executing-officer`. */
  readonly authorityId: AuthorityId
  /** Of a guest's authority, for pages to show; its id unless given. */
  readonly authorityName?: string
  /** Left out: nobody can sign in with a password until an administrator hands out a reset link. */
  readonly password?: string
}

/**
 * Adds a person. Roles hold at once when the node itself adds its first people; else once a second person confirms them.
 *
 * @throws ComityError `not-allowed`, `login-taken`, `password-too-weak`, `roles-incompatible`, `guest-not-possible`.
 */
export async function addPerson(ctx: Context, input: NewPerson): Promise<Person> {
  const { password } = input
  const person = personFrom(ctx, input)
  mustBeHome(ctx.node, input)
  mustBeAllowed(ctx.actor, 'add', person)
  mustFit(input.roles)
  if (password !== undefined) mustBeStrong(password, person)
  const hash = password === undefined ? null : await hashPassword(password, ctx.node.world.chance)
  const proposedBy = person.proposedRoles === null ? null : ctx.actor.id
  if (!(await insertPerson(ctx.db, person, { password: hash, proposedBy, createdAt: ctx.now })))
    throw new ComityError('login-taken')
  await record(ctx, {
    act: 'person.added',
    subject: { kind: 'person', id: person.id },
    details: {
      roles: (person.proposedRoles ?? person.roles).join(' '),
      ...(person.authorityName === null ? {} : { guestOf: person.authorityId }),
    },
  })
  return person
}

function personFrom(ctx: Context, input: NewPerson): Person {
  const roles = [...new Set(input.roles)]
  const atOnce = ctx.actor.kind === 'system' || roles.length === 0
  const isGuest = input.authorityId !== ctx.node.facts.authorityId
  return {
    id: ctx.node.world.chance.uuid(),
    name: input.name,
    login: input.login.trim().toLowerCase(),
    authorityId: input.authorityId,
    authorityName: isGuest ? (input.authorityName ?? input.authorityId) : null,
    roles: atOnce ? roles : [],
    proposedRoles: atOnce ? null : roles,
    units: [],
    proposedUnits: null,
    email: null,
    language: null,
    timeZone: null,
    disabled: false,
  }
}
