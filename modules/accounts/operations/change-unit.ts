import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Context, Person, Unit, UnitInput } from '../contract.ts'
import { isHeadOver, mayChangeUnits } from '../policy.ts'
import { widens } from '../rules/unit-moves.ts'
import { insertUnit, isUnitNameTaken, lockMembers, lockUnit, membersOfUnit, setUnitArchived, setUnitName } from '../unit-store.ts'

/** Adds a unit to one's own authority. @throws ComityError `not-allowed`, `unit-name-taken`. */
export async function addUnit(ctx: Context, input: UnitInput): Promise<Unit> {
  const { authorityId } = ctx.actor
  if (authorityId === null || (!mayChangeUnits(ctx.actor) && ctx.actor.kind !== 'system')) throw new ComityError('not-allowed')
  const unit: Unit = { id: ctx.node.world.chance.uuid(), authorityId, ...input, archived: false, members: 0 }
  if (await isUnitNameTaken(ctx.db, unit)) throw new ComityError('unit-name-taken')
  await insertUnit(ctx.db, unit, ctx.now)
  await record(ctx, { act: 'unit.added', subject: { kind: 'unit', id: unit.id }, details: { name: unit.name } })
  return unit
}

/** Gives a unit another name. @throws ComityError `not-found`, `not-allowed`, `unit-name-taken`. */
export async function renameUnit(ctx: Context, input: UnitInput & { readonly id: string }): Promise<Unit> {
  const { id, name, names } = input
  const unit = { ...(await loadUnit(ctx, id)), name, names }
  if (await isUnitNameTaken(ctx.db, unit)) throw new ComityError('unit-name-taken')
  await setUnitName(ctx.db, id, { name, names })
  await record(ctx, { act: 'unit.renamed', subject: { kind: 'unit', id }, details: { name } })
  return unit
}

/**
 * Archives a unit: nothing new is given to it, and its members hold nothing by it.
 *
 * @throws ComityError `not-found`, `not-allowed`; `members-need-head` where a member would then belong to no unit and be over all of them.
 */
export async function archiveUnit(ctx: Context, id: string): Promise<Unit> {
  const unit = await loadUnit(ctx, id)
  await lockMembers(ctx.db, id)
  const members = await membersOfUnit(ctx.db, id)
  if (members.some((person) => widens(person, rest(person, id)))) throw new ComityError('members-need-head')
  await setUnitArchived(ctx.db, id, ctx.now)
  await record(ctx, { act: 'unit.archived', subject: { kind: 'unit', id } })
  return { ...unit, archived: true }
}

/**
 * Uses an archived unit again: its members see by it what they saw, which the head of the office alone lets them.
 *
 * @throws ComityError `not-found`, `members-need-head`, `not-allowed`, `unit-name-taken`.
 */
export async function restoreUnit(ctx: Context, id: string): Promise<Unit> {
  const unit = await lockUnit(ctx.db, id)
  if (!unit || unit.authorityId !== ctx.actor.authorityId) throw new ComityError('not-found')
  if (!isHeadOver(ctx.actor, []) && ctx.actor.kind !== 'system')
    throw new ComityError(mayChangeUnits(ctx.actor) ? 'members-need-head' : 'not-allowed')
  if (await isUnitNameTaken(ctx.db, unit)) throw new ComityError('unit-name-taken')
  await setUnitArchived(ctx.db, id, null)
  await record(ctx, { act: 'unit.restored', subject: { kind: 'unit', id } })
  return { ...unit, archived: false }
}

/** Loads a unit of one's own authority to change it. @throws ComityError `not-found`, `not-allowed`. */
export async function loadUnit(ctx: Context, id: string): Promise<Unit> {
  const unit = await lockUnit(ctx.db, id)
  if (!unit || unit.authorityId !== ctx.actor.authorityId) throw new ComityError('not-found')
  if (!mayChangeUnits(ctx.actor) && ctx.actor.kind !== 'system') throw new ComityError('not-allowed')
  return unit
}

function rest({ units }: Person, id: string): string[] {
  return units.filter((unit) => unit !== id)
}
