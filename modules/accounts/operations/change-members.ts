import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Context, Person, Unit } from '../contract.ts'
import { maxUnitsOfPerson } from '../contract.ts'
import { areSame, widens } from '../rules/unit-moves.ts'
import { personOf, setProposedUnits } from '../store.ts'
import { deleteMember, insertMember } from '../unit-store.ts'
import { loadUnit } from './change-unit.ts'
import { loadPersonFor } from './load-person.ts'

/** A person and a unit. */
export interface Membership {
  readonly unitId: string
  readonly personId: string
}

/**
 * Wishes that another person belong to a unit. Members see what is the unit's: so it waits for the head, and no administrator opens cases to
 * anybody alone. The node itself adds its first members at once.
 *
 * @throws ComityError `not-found`, `not-allowed`, `own-roles`; `conflict` for one in too many units.
 */
export async function addUnitMember(ctx: Context, { unitId, personId }: Membership): Promise<Person> {
  const unit = await loadUnit(ctx, unitId)
  const person = personOf(await loadPersonFor(ctx, 'change-units', personId))
  // A unit is a desk of its own authority; guests see what is passed on to them and nothing by a desk.
  if (person.authorityId !== unit.authorityId || unit.archived) throw new ComityError('not-found')
  const wished = [...new Set([...(person.proposedUnits ?? person.units), unitId])]
  if (wished.length > maxUnitsOfPerson) throw new ComityError('conflict')
  if (ctx.actor.kind !== 'system') return wish(ctx, person, { unitId, wished })
  await joinUnit(ctx, { unitId, personId })
  return { ...person, units: [...new Set([...person.units, unitId])] }
}

/**
 * Takes another person out of a unit, at once; or takes back what was wished. Where the person would then belong to none and be over all units, it
 * waits for the head.
 *
 * @throws ComityError `not-found`, `not-allowed`, `own-roles`.
 */
export async function removeUnitMember(ctx: Context, { unitId, personId }: Membership): Promise<Person> {
  const unit = await loadUnit(ctx, unitId)
  const person = personOf(await loadPersonFor(ctx, 'change-units', personId))
  const rest = (units: readonly string[]): string[] => units.filter((id) => id !== unitId)
  const isMember = person.units.includes(unitId)
  const isWished = person.proposedUnits?.includes(unitId) ?? false
  if (!isMember && !isWished && !unit.archived) throw new ComityError('not-found')
  const wished = rest(person.proposedUnits ?? person.units)
  if (!isMember && isWished) return wish(ctx, person, { unitId, wished })
  const after = rest(person.units)
  if (ctx.actor.kind !== 'system' && widens(person, after)) return wish(ctx, person, { unitId, wished })
  await leaveUnit(ctx, { unitId, personId })
  if (person.proposedUnits === null || (!isWished && !areSame(wished, after))) return { ...person, units: after }
  return wish(ctx, { ...person, units: after }, { unitId, wished })
}

/** Keeps what is wished; where that is what is, nothing waits any more. */
async function wish(
  ctx: Context,
  person: Person,
  { unitId, wished }: { readonly unitId: Unit['id']; readonly wished: readonly string[] },
): Promise<Person> {
  const proposedUnits = areSame(wished, person.units) ? null : [...wished]
  if (proposedUnits !== null || person.proposedUnits !== null) {
    const units = proposedUnits === null ? null : { units: proposedUnits, by: ctx.actor.id, at: ctx.now }
    await setProposedUnits(ctx.db, person.id, units)
    await record(ctx, {
      act: wished.includes(unitId) ? 'unit.member-wished' : 'unit.member-unwished',
      subject: { kind: 'unit', id: unitId },
      details: { person: person.id },
    })
  }
  return { ...person, proposedUnits }
}

/** Makes somebody a member, as was let through. */
export async function joinUnit(ctx: Context, { unitId, personId }: Membership): Promise<void> {
  await insertMember(ctx.db, unitId, personId)
  await record(ctx, { act: 'unit.member-added', subject: { kind: 'unit', id: unitId }, details: { person: personId } })
}

/** Ends a membership. @throws ComityError `not-found` where there is none. */
export async function leaveUnit(ctx: Context, { unitId, personId }: Membership): Promise<void> {
  if (!(await deleteMember(ctx.db, unitId, personId))) throw new ComityError('not-found')
  await record(ctx, { act: 'unit.member-removed', subject: { kind: 'unit', id: unitId }, details: { person: personId } })
}
