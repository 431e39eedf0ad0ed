import type { Context } from '@comity/accounts/contract'
import { asOne, changesBetween, goesOn, type Drafted } from '../rules/draft-history.ts'
import { forgetEdit, insertEdit, lastEdit, trimEdits, type KeptEdit } from './store-history.ts'

/** A person who goes on writing within this time is still at the same edit: a draft saves itself every few seconds. */
const PAUSE_MS = 10 * 60_000
/** However long somebody goes on, an hour's writing is one edit at most. */
const LONGEST_MS = 60 * 60_000

/** Writes down what a save changed, within the transaction of the save. */
export async function keepEdit(
  ctx: Context,
  {
    id,
    before,
    after,
  }: { readonly id: string; readonly before: Drafted; readonly after: Drafted & { readonly revision: number } },
): Promise<void> {
  const changes = changesBetween(before, after)
  if (changes.length === 0) return
  const edit = {
    revision: after.revision,
    beganAt: ctx.now,
    at: ctx.now,
    personId: ctx.actor.id,
    personName: ctx.actor.name,
    changes,
  }
  const last = await lastEdit(ctx.db, id)
  if (last === null || !isSameEdit(last, edit)) await insertEdit(ctx.db, id, edit)
  else {
    await forgetEdit(ctx.db, id, last.revision)
    const whole = asOne(last.changes, changes)
    if (whole.length > 0) await insertEdit(ctx.db, id, { ...edit, beganAt: last.beganAt, changes: whole })
  }
  await trimEdits(ctx.db, id)
}

function isSameEdit(last: KeptEdit, edit: KeptEdit): boolean {
  return (
    last.personId === edit.personId &&
    edit.at.getTime() - last.at.getTime() <= PAUSE_MS &&
    edit.at.getTime() - last.beganAt.getTime() <= LONGEST_MS &&
    goesOn(last.changes, edit.changes)
  )
}
