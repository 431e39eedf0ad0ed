import type { AuditAct, AuditContext } from '../contract.ts'
import { commitmentOf, SALT_BYTES } from '../rules/commitment.ts'
import { insertEntry } from '../store.ts'

/**
 * Records one act in the transaction of the operation that did it: both are kept, or neither. Exactly one for each operation.
 * The commitment is made here; its place in the chain is given after the commit by `linkEntries`, so that no act waits for another.
 */
export async function record(ctx: AuditContext, act: AuditAct): Promise<void> {
  const salt = ctx.world.chance.bytes(SALT_BYTES)
  const { id, name, authorityId, deputyFor = [] } = ctx.actor
  const details = deputyFor.length === 0 ? (act.details ?? {}) : { ...act.details, deputyFor: deputyFor.join(' ') }
  const commitment = commitmentOf(salt, { ...act, details, at: ctx.now, actor: { id, name, authorityId } })
  await insertEntry(ctx.db, {
    at: ctx.now,
    actor_id: id,
    actor_name: name,
    authority_id: authorityId,
    act: act.act,
    subject_kind: act.subject.kind,
    subject_id: act.subject.id,
    details: JSON.stringify(details),
    salt: Buffer.from(salt),
    commitment: Buffer.from(commitment),
  })
}
