import { record } from '@comity/audit/server'
import type { Context, Person, Role } from '../contract.ts'
import { personOf, setRoles } from '../store.ts'
import { loadPersonFor } from './load-person.ts'
import { mustBeHome, mustFit } from './must-fit.ts'

/**
 * Wishes other roles for another person. What is taken away ends with their next request; what is given waits for a second person,
 * so that no administrator makes a signatory alone.
 *
 * @throws ComityError `not-found`, `not-allowed`, `own-roles`, `roles-incompatible`, `guest-not-possible`.
 */
export async function changeRoles(
  ctx: Context,
  input: { readonly id: string; readonly roles: readonly Role[] },
): Promise<Person> {
  const before = personOf(await loadPersonFor(ctx, 'change-roles', input.id))
  const wished = [...new Set(input.roles)]
  mustFit(wished)
  mustBeHome(ctx.node, { authorityId: before.authorityId, roles: wished })
  const given = wished.filter((role) => !before.roles.includes(role))
  const atOnce = ctx.actor.kind === 'system' || given.length === 0
  const roles = atOnce ? wished : before.roles.filter((role) => wished.includes(role))
  await setRoles(ctx.db, input.id, { roles, proposed: atOnce ? null : { roles: wished, by: ctx.actor.id, at: ctx.now } })
  await record(ctx, {
    act: atOnce ? 'person.roles-changed' : 'person.roles-proposed',
    subject: { kind: 'person', id: input.id },
    details: { before: before.roles.join(' '), after: wished.join(' ') },
  })
  return { ...before, roles, proposedRoles: atOnce ? null : wished }
}
