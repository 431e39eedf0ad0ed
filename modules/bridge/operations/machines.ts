import { AuthorityId } from '@comity/accounts/contract'
import type { Actor, Context, Person } from '@comity/accounts/contract'
import { keyPrefix, peopleWithRole, unitById } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { MachineAct } from '@comity/requests/contract'
import { MAX_KEY_DAYS } from '../contract.ts'
import type { CreateMachine, ListedMachine, Machine, NewMachine } from '../contract.ts'
import { hashOf } from '../key-holder.ts'
import { mayConfirm, officeFor } from '../policy.ts'
import { isToReview, machineState } from '../rules/machine-state.ts'
import {
  insertMachine,
  machineById,
  machineForUpdate,
  machineOfFolder,
  machinesOf,
  updateMachine,
} from '../store/machine-store.ts'
import { markWrittenDue } from '../store/folder-store.ts'
import type { MachineRow } from '../store/machine-store.ts'

const DAY_MS = 86_400_000
const HINT_CHARACTERS = 11

/** Machine accounts of the office, newest first. @throws ComityError `not-allowed`. */
export async function listMachines(db: Db, actor: Actor, now: Date): Promise<ListedMachine[]> {
  const office = officeFor(actor, 'see')
  const rows = await machinesOf(db, office)
  const heads = await headsOf(db, office)
  return rows.map((row) => ({ ...machineFrom(row, now), toReview: isToReview(row, { heads, now }) }))
}

function headsOf(db: Db, office: string): Promise<Person[]> {
  return peopleWithRole(db, AuthorityId.parse(office), 'head')
}

/** The account of the program that asks. @throws ComityError `machine-not-found` for a person. */
export async function ownMachine(db: Db, actor: Actor, now: Date): Promise<Machine> {
  const row =
    actor.kind === 'machine' && actor.authorityId !== null ? await machineById(db, actor.authorityId, actor.id) : undefined
  if (!row) throw new ComityError('machine-not-found')
  return machineFrom(row, now)
}

/**
 * Makes a machine account. Its key is shown this once and works when a second person, a head, has confirmed it: otherwise administrators, who see
 * no case, would have given themselves a way to all of them.
 *
 * @throws ComityError `not-allowed`; `bad-input` for a unit of another office, or a last day past or too far; `conflict` where another account has
 *   the shared folder.
 */
export async function createMachine(ctx: Context, input: CreateMachine): Promise<NewMachine> {
  const authorityId = officeFor(ctx.actor, 'change')
  await mustBeOwnUnit(ctx, input.unitId)
  const expiresAt = new Date(`${input.expiresOn}T23:59:59.999Z`)
  const days = (expiresAt.getTime() - ctx.now.getTime()) / DAY_MS
  if (days < 0 || days > MAX_KEY_DAYS)
    throw new ComityError('bad-input', { problems: [{ path: 'expiresOn', message: days < 0 ? 'in-the-past' : 'too-far' }] })
  if (input.folder && (await machineOfFolder(ctx.db, authorityId)))
    throw new ComityError('conflict', { problems: [{ path: 'folder', message: 'taken' }] })
  const key = `${keyPrefix}${Buffer.from(ctx.world.chance.bytes(32)).toString('base64url')}`
  const row: MachineRow = {
    id: ctx.world.chance.uuid(),
    authority_id: authorityId,
    name: input.name,
    unit_id: input.unitId,
    acts: [...new Set(input.acts)],
    folder: input.folder,
    key_hash: hashOf(key),
    key_hint: key.slice(0, HINT_CHARACTERS),
    created_by: ctx.actor.id,
    created_by_name: ctx.actor.name,
    created_at: ctx.now,
    confirmed_by: null,
    confirmed_by_name: null,
    confirmed_at: null,
    expires_at: expiresAt,
    revoked_at: null,
    last_used_at: null,
  }
  await insertMachine(ctx.db, row)
  return { machine: await recorded(ctx, 'created', row), key }
}

/**
 * Lets a key work, as a second person and the head of what it will see; also one that works already because of somebody who is no such head today.
 *
 * @throws ComityError `machine-not-found`, `not-allowed`, `second-person-needed`, `head-needed`, `nothing-to-confirm`.
 */
export async function confirmMachine(ctx: Context, id: string): Promise<Machine> {
  const row = await load(ctx, id)
  const waits = machineState(row, ctx.now) === 'waiting'
  if (!waits && !isToReview(row, { heads: await headsOf(ctx.db, row.authority_id), now: ctx.now }))
    throw new ComityError('nothing-to-confirm')
  if (row.created_by === ctx.actor.id) throw new ComityError('second-person-needed')
  if (!mayConfirm(ctx.actor, row.unit_id)) throw new ComityError('head-needed')
  const change = { confirmed_by: ctx.actor.id, confirmed_by_name: ctx.actor.name, confirmed_at: ctx.now }
  await updateMachine(ctx.db, id, change)
  if (row.folder) await markWrittenDue(ctx.db, { authorityId: row.authority_id, at: ctx.now })
  return recorded(ctx, 'confirmed', { ...row, ...change })
}

/** Ends a key at once and for good. @throws ComityError `machine-not-found`, `not-allowed`. */
export async function revokeMachine(ctx: Context, id: string): Promise<Machine> {
  const row = await load(ctx, id)
  if (row.revoked_at !== null) return machineFrom(row, ctx.now)
  await updateMachine(ctx.db, id, { revoked_at: ctx.now })
  return recorded(ctx, 'revoked', { ...row, revoked_at: ctx.now })
}

/** @throws ComityError `bad-input` for a unit that is not the office's own or is archived. */
export async function mustBeOwnUnit(ctx: Context, unitId: string | null): Promise<void> {
  if (unitId === null) return
  const unit = await unitById(ctx.db, unitId)
  if (!unit || unit.archived || unit.authorityId !== ctx.actor.authorityId)
    throw new ComityError('bad-input', { problems: [{ path: 'unitId', message: 'unit-unknown' }] })
}

async function load(ctx: Context, id: string): Promise<MachineRow> {
  const row = await machineForUpdate(ctx.db, officeFor(ctx.actor, 'change'), id)
  if (!row) throw new ComityError('machine-not-found')
  return row
}

async function recorded(ctx: Context, act: string, row: MachineRow): Promise<Machine> {
  await record(ctx, {
    act: `machine.${act}`,
    subject: { kind: 'machine', id: row.id },
    details: {
      name: row.name,
      unit: row.unit_id,
      acts: row.acts.join(' '),
      folder: row.folder,
      until: row.expires_at.toISOString(),
    },
  })
  return machineFrom(row, ctx.now)
}

function machineFrom(row: MachineRow, now: Date): Machine {
  return {
    id: row.id,
    name: row.name,
    unitId: row.unit_id,
    acts: row.acts.map((act) => MachineAct.parse(act)),
    folder: row.folder,
    state: machineState(row, now),
    keyHint: row.key_hint,
    createdBy: row.created_by,
    createdByName: row.created_by_name,
    confirmedByName: row.confirmed_by_name,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}
