import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Context, Unit } from '../contract.ts'
import { maxUnitsOfPerson } from '../contract.ts'
import { personOf } from '../store.ts'
import { deleteMember, insertMember, unitRow } from '../unit-store.ts'
import { loadUnit } from './change-unit.ts'
import { loadPersonFor } from './load-person.ts'

/** A person and a unit. */
export interface Membership {
  readonly unitId: string
  readonly personId: string
}

/** Adds another person to a unit. @throws ComityError `not-found`, `not-allowed`, `own-roles`; `conflict` for one in too many units. */
export async function addUnitMember(ctx: Context, { unitId, personId }: Membership): Promise<Unit> {
  const unit = await loadUnit(ctx, unitId)
  const person = personOf(await loadPersonFor(ctx, 'change-units', personId))
  // A unit is a desk of its own authority; guests see what is passed on to them and nothing by a desk.
  if (person.authorityId !== unit.authorityId || unit.archived) throw new ComityError('not-found')
  if (person.units.length >= maxUnitsOfPerson) throw new ComityError('conflict')
  await insertMember(ctx.db, unitId, personId)
  await record(ctx, { act: 'unit.member-added', subject: { kind: 'unit', id: unitId }, details: { person: personId } })
  return (await unitRow(ctx.db, unitId)) ?? unit
}

/** Takes another person out of a unit. @throws ComityError `not-found`, `not-allowed`, `own-roles`. */
export async function removeUnitMember(ctx: Context, { unitId, personId }: Membership): Promise<Unit> {
  const unit = await loadUnit(ctx, unitId)
  await loadPersonFor(ctx, 'change-units', personId)
  if (!(await deleteMember(ctx.db, unitId, personId))) throw new ComityError('not-found')
  await record(ctx, { act: 'unit.member-removed', subject: { kind: 'unit', id: unitId }, details: { person: personId } })
  return (await unitRow(ctx.db, unitId)) ?? unit
}
