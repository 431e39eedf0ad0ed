import { record } from '@comity/audit/server'
import type { Context, Person, Role } from '../contract.ts'
import { personOf, setRoles } from '../store.ts'
import { loadPersonFor } from './load-person.ts'

/** Gives another person other roles, with effect from their next request. @throws ComityError `not-found`, `not-allowed`. */
export async function changeRoles(
  ctx: Context,
  input: { readonly id: string; readonly roles: readonly Role[] },
): Promise<Person> {
  const before = personOf(await loadPersonFor(ctx, 'change-roles', input.id))
  const roles = [...new Set(input.roles)]
  await setRoles(ctx.db, input.id, roles)
  await record(ctx, {
    act: 'person.roles-changed',
    subject: { kind: 'person', id: input.id },
    details: { before: before.roles.join(' '), after: roles.join(' ') },
  })
  return { ...before, roles }
}
