import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Context, Person } from '../contract.ts'
import { confirmReset, openResetOf } from '../reset-store.ts'
import { isHeadOver, mayGive, mayLetIn, mayMove } from '../policy.ts'
import { seesCases } from '../rules/role-pairs.ts'
import { endSessions } from '../session-store.ts'
import { personOf, setProposedUnits, setRoles, voidPassword } from '../store.ts'
import type { PersonRow } from '../store.ts'
import { hashOf, newCode } from '../tokens.ts'
import { unitsOfAuthority } from '../unit-store.ts'
import { joinUnit, leaveUnit } from './change-members.ts'
import { loadPersonFor } from './load-person.ts'
import { mustFit } from './must-fit.ts'

/** What a second person let through. */
export interface Confirmation {
  readonly person: Person
  /** The code of a link, for the person themselves. */
  readonly code: string | null
  /** The present password works no more: no head had let through the link by which it was set, and the account now sees cases. */
  readonly passwordVoid: boolean
}

/**
 * Lets through, as a second person, what another wished for somebody: roles, units, and a link to set a password. The code that the link
 * asks for is known to the confirming person only, so that nobody alone can enter in another's name.
 *
 * @throws ComityError `not-found`, `not-allowed`, `own-roles`; `second-person-needed` for whoever wished it; `roles-need-head`, `members-need-head`,
 *   `link-needs-head` for who is not the head where it takes one; `nothing-to-confirm`.
 */
export async function confirmPerson(ctx: Context, id: string): Promise<Confirmation> {
  const row = await loadPersonFor(ctx, 'confirm', id)
  const link = await openResetOf(ctx.db, id, ctx.now)
  const before = personOf(row)
  const roles = await confirmRoles(ctx, row)
  const units = await confirmUnits(ctx, row)
  const code = await confirmLink(ctx, before, link?.made_by)
  if (roles === null && units === null && code === null) throw refusal(ctx, row, link?.made_by)
  const passwordVoid = roles !== null && row.password_unseen && seesCases(roles)
  if (passwordVoid) await closeAccount(ctx, id)
  await record(ctx, {
    act: 'person.confirmed',
    subject: { kind: 'person', id },
    details: { link: code !== null, ...(roles === null ? {} : { before: row.roles.join(' '), after: roles.join(' ') }) },
  })
  const person = {
    ...before,
    ...(roles === null ? {} : { roles: [...roles], proposedRoles: null }),
    ...(units === null ? {} : { units: [...units], proposedUnits: null }),
  }
  return { person, code, passwordVoid }
}

/** Why nothing was let through. */
function refusal(ctx: Context, row: PersonRow, linkBy: string | undefined): ComityError {
  const isOthers = (by: string | null | undefined): boolean => by !== null && by !== undefined && by !== ctx.actor.id
  if (isOthers(row.proposed_by)) return new ComityError('roles-need-head')
  if (isOthers(row.units_by)) return new ComityError('members-need-head')
  if (isOthers(linkBy)) return new ComityError('link-needs-head')
  const waits = row.proposed_by !== null || row.units_by !== null || linkBy !== undefined
  return new ComityError(waits ? 'second-person-needed' : 'nothing-to-confirm')
}

async function confirmRoles(ctx: Context, row: PersonRow): Promise<Person['roles'] | null> {
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

async function confirmUnits(ctx: Context, row: PersonRow): Promise<Person['units'] | null> {
  const { id: personId, units, proposedUnits, authorityId } = personOf(row)
  if (proposedUnits === null || row.units_by === ctx.actor.id) return null
  // A unit that was archived since takes nobody in, and what it held is no longer seen.
  const open = new Set((await unitsOfAuthority(ctx.db, authorityId)).flatMap((unit) => (unit.archived ? [] : [unit.id])))
  const after = proposedUnits.filter((id) => open.has(id))
  if (!mayMove(ctx.actor, { units }, after)) return null
  for (const unitId of after.filter((id) => !units.includes(id))) await joinUnit(ctx, { unitId, personId })
  for (const unitId of units.filter((id) => !after.includes(id))) await leaveUnit(ctx, { unitId, personId })
  await setProposedUnits(ctx.db, personId, null)
  return after
}

async function confirmLink(ctx: Context, person: Person, madeBy: string | undefined): Promise<string | null> {
  if (madeBy === undefined || madeBy === ctx.actor.id || !mayLetIn(ctx.actor, person)) return null
  const code = newCode(ctx.node.world.chance)
  const isHead = isHeadOver(ctx.actor, person.units)
  const done = await confirmReset(ctx.db, { personId: person.id, madeBy, by: ctx.actor.id, codeHash: hashOf(code), isHead })
  return done ? code : null
}

/** Whoever set the password of an account before it saw cases does not enter it afterwards. */
async function closeAccount(ctx: Context, id: string): Promise<void> {
  await voidPassword(ctx.db, id)
  await endSessions(ctx.db, id, { at: ctx.now })
  await record(ctx, { act: 'person.password-voided', subject: { kind: 'person', id } })
}
