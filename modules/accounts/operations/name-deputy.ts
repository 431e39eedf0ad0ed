import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { absencesSince, endAbsenceOf, insertAbsence } from '../absence-store.ts'
import type { Absence, AbsenceInput, Context } from '../contract.ts'
import { dayIn, mayStandIn } from '../rules/deputising.ts'
import { personOf, personRow } from '../store.ts'
import { loadPersonFor } from './load-person.ts'

/**
 * Names who holds a person's place from day to day. The deputy acts with the person's roles besides their own, except those that go
 * with the person, and every such act is recorded as done in their place. A deputy's own deputy does not inherit it.
 *
 * @throws ComityError `not-found`, `not-allowed`; `deputy-not-possible` for the person themself, whoever names, another authority's or a
 *   disabled person, somebody whose roles do not go with these, or days that are over; `absence-overlaps`.
 */
export async function nameDeputy(ctx: Context, input: AbsenceInput & { readonly id: string }): Promise<Absence> {
  const person = personOf(await loadPersonFor(ctx, 'name-deputy', input.id))
  const row = await personRow(ctx.db, input.deputyId)
  const deputy = row ? personOf(row) : null
  const { fromOn, untilOn } = input
  const today = dayIn(ctx.now, person.timeZone)
  if (deputy === null || !mayStandIn(deputy, person, ctx.actor.id) || untilOn < fromOn || untilOn < today)
    throw new ComityError('deputy-not-possible')
  const open = await absencesSince(ctx.db, person.id, today)
  if (open.some((other) => other.fromOn <= untilOn && fromOn <= other.untilOn)) throw new ComityError('absence-overlaps')
  const id = ctx.node.world.chance.uuid()
  const absence = {
    id,
    personId: person.id,
    personName: person.name,
    deputyId: deputy.id,
    deputyName: deputy.name,
    fromOn,
    untilOn,
  }
  await insertAbsence(ctx.db, absence, { by: ctx.actor.id, at: ctx.now })
  await record(ctx, {
    act: 'person.deputy-named',
    subject: { kind: 'person', id: person.id },
    details: { deputy: deputy.id, fromOn, untilOn },
  })
  return absence
}

/** Ends an absence at once, also one that has not begun. @throws ComityError `not-found`, `not-allowed`. */
export async function endAbsence(ctx: Context, input: { readonly id: string; readonly absenceId: string }): Promise<void> {
  await loadPersonFor(ctx, 'name-deputy', input.id)
  const ended = await endAbsenceOf(ctx.db, { id: input.absenceId, personId: input.id, at: ctx.now })
  if (!ended) throw new ComityError('not-found')
  await record(ctx, {
    act: 'person.absence-ended',
    subject: { kind: 'person', id: input.id },
    details: { absence: input.absenceId },
  })
}
