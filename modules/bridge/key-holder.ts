import { hash } from 'node:crypto'
import { AuthorityId } from '@comity/accounts/contract'
import type { Actor, Node } from '@comity/accounts/contract'
import { memory, unitById } from '@comity/accounts/server'
import type { KeyHolder } from '@comity/accounts/server'
import type { Db } from '@comity/database'
import { machineState } from './rules/machine-state.ts'
import { machineByKey, machineOfFolder, updateMachine } from './store/machine-store.ts'
import type { MachineRow } from './store/machine-store.ts'

/** What is kept of a key. No salt: 256 random bits are not guessed. */
export function hashOf(key: string): Buffer {
  return hash('sha256', key, 'buffer')
}

/** The last use is noted this often: a busy program must not write at each call. */
const NOTE_EVERY_MS = 60_000

/** Finds the machine account behind a key: confirmed, not revoked, in time, and of a unit that is in use. Each app has one of its own. */
export function keyHolder(): KeyHolder {
  const machines = memory<{ readonly row: MachineRow; readonly ofUnit: boolean }>()
  return async (node, key) => {
    const hashed = hashOf(key)
    const keptAs = hashed.toString('base64')
    const known = await machines.recall(node, keptAs, async () => {
      const row = await machineByKey(node.db, hashed)
      return row && { row, ofUnit: await isOfUnitInUse(node.db, row) }
    })
    const now = node.world.clock.now()
    if (!known || !known.ofUnit || machineState(known.row, now) !== 'active') return null
    const { row } = known
    if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() > NOTE_EVERY_MS) {
      machines.forget(keptAs)
      await updateMachine(node.db, row.id, { last_used_at: now })
    }
    return { actor: actorOf(row), csrf: '', sessionId: row.id }
  }
}

/** In whose name the shared folder of this node acts; null while nobody has given it a key that works. */
export async function folderActor(node: Node): Promise<Actor | null> {
  const row = await machineOfFolder(node.db, node.facts.authorityId)
  if (!row || machineState(row, node.world.clock.now()) !== 'active') return null
  return (await isOfUnitInUse(node.db, row)) ? actorOf(row) : null
}

async function isOfUnitInUse(db: Db, { unit_id }: MachineRow): Promise<boolean> {
  const unit = unit_id === null ? null : await unitById(db, unit_id)
  return unit?.archived !== true
}

function actorOf(row: MachineRow): Actor {
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
