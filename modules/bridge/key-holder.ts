import { createHash } from 'node:crypto'
import { AuthorityId } from '@comity/accounts/contract'
import type { Actor, Node } from '@comity/accounts/contract'
import { unitById } from '@comity/accounts/server'
import type { KeyHolder } from '@comity/accounts/server'
import type { Db } from '@comity/database'
import { machineState } from './rules/machine-state.ts'
import { machineByKey, machineOfFolder, updateMachine } from './store/machine-store.ts'
import type { MachineRow } from './store/machine-store.ts'

/** What is kept of a key. No salt: 256 random bits are not guessed. */
export function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** The last use is noted this often: a busy program must not write at each call. */
const NOTE_EVERY_MS = 60_000

/** Finds the machine account behind a key: confirmed, not revoked, in time, and of a unit that is in use. */
export const keyHolder: KeyHolder = async (node, key) => {
  const row = await machineByKey(node.db, hashOf(key))
  const now = node.world.clock.now()
  const actor = row ? await actorOf(node.db, row, now) : null
  if (!row || actor === null) return null
  if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() > NOTE_EVERY_MS)
    await updateMachine(node.db, row.id, { last_used_at: now })
  return { actor, csrf: '', sessionId: row.id }
}

/** In whose name the shared folder of this node acts; null while nobody has given it a key that works. */
export async function folderActor(node: Node): Promise<Actor | null> {
  const row = await machineOfFolder(node.db, node.facts.authorityId)
  return row ? actorOf(node.db, row, node.world.clock.now()) : null
}

async function actorOf(db: Db, row: MachineRow, now: Date): Promise<Actor | null> {
  if (machineState(row, now) !== 'active') return null
  const unit = row.unit_id === null ? null : await unitById(db, row.unit_id)
  if (unit?.archived) return null
  return {
    kind: 'machine',
    id: row.id,
    // Wherever the name stands it must not pass for a person's.
    name: `${row.name} (API)`,
    authorityId: AuthorityId.parse(row.authority_id),
    roles: [],
    acts: row.acts,
    units: row.unit_id === null ? [] : [row.unit_id],
  }
}
