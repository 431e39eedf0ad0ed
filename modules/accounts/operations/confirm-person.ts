import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Context, Person } from '../contract.ts'
import { confirmReset, openResetOf } from '../reset-store.ts'
import { mayGive } from '../policy.ts'
import { personOf, setRoles } from '../store.ts'
import type { PersonRow } from '../store.ts'
import { hashOf, newCode } from '../tokens.ts'
import { loadPersonFor } from './load-person.ts'
import { mustFit } from './must-fit.ts'

/**
 * Lets through, as a second person, what another wished for somebody: roles, and a link to set a password. The code that the link
 * asks for is known to the confirming person only, so that nobody alone can enter in another's name.
 *
 * @throws ComityError `not-found`, `not-allowed`, `own-roles`; `second-person-needed` for whoever wished it; `roles-need-head` for who sees no case
 *   where the roles see some; `nothing-to-confirm`.
 */
export async function confirmPerson(ctx: Context, id: string): Promise<{ person: Person; code: string | null }> {
  const row = await loadPersonFor(ctx, 'confirm', id)
  const roles = await confirmRoles(ctx, row)
  const code = await confirmLink(ctx, id)
  if (roles === null && code === null) {
    if (row.proposed_roles !== null && row.proposed_by !== ctx.actor.id) throw new ComityError('roles-need-head')
    const waits = row.proposed_roles !== null || (await openResetOf(ctx.db, id, ctx.now)) !== undefined
    throw new ComityError(waits ? 'second-person-needed' : 'nothing-to-confirm')
  }
  await record(ctx, {
    act: 'person.confirmed',
    subject: { kind: 'person', id },
    details: { link: code !== null, ...(roles === null ? {} : { before: row.roles.join(' '), after: roles.join(' ') }) },
  })
  const person = personOf(row)
  return { person: roles === null ? person : { ...person, roles: [...roles], proposedRoles: null }, code }
}

async function confirmRoles(ctx: Context, row: PersonRow): Promise<readonly Person['roles'][number][] | null> {
  const person = personOf(row)
  const roles = person.proposedRoles
  if (roles === null || row.proposed_by === ctx.actor.id) return null
  if (!mayGive(ctx.actor, givenIn(person), person)) return null
  mustFit(roles)
  await setRoles(ctx.db, row.id, { roles, proposed: null })
  return roles
}

/** The roles that a person is to have and has not. */
export function givenIn({ roles, proposedRoles }: Pick<Person, 'roles' | 'proposedRoles'>): Person['roles'] {
  return (proposedRoles ?? []).filter((role) => !roles.includes(role))
}

async function confirmLink(ctx: Context, personId: string): Promise<string | null> {
  const open = await openResetOf(ctx.db, personId, ctx.now)
  if (!open || open.made_by === ctx.actor.id) return null
  const code = newCode(ctx.node.world.chance)
  const done = await confirmReset(ctx.db, { personId, madeBy: open.made_by, by: ctx.actor.id, codeHash: hashOf(code) })
  return done ? code : null
}
