import type { Context, Node } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { canonicalJson, sha256Hex } from '@comity/crypto'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { z } from 'zod'
import { DirectoryConflict, FurtherDirectory, type FurtherProposal } from '../contract.ts'
import {
  addFurther,
  changeFurther,
  followsNetwork,
  forgetFirstKnown,
  furtherForUpdate,
  latestFurther,
  type StoredFurther,
} from '../further-store.ts'
import { mustMay } from '../must-may.ts'
import { isNodeOrigin } from '../rules/application.ts'
import { isFingerprint } from '../rules/fingerprint-words.ts'
import { readRoot } from '../rules/read-root.ts'
import { standingForUpdate } from '../store.ts'
import { forgetPeers } from './peer-facts.ts'
import { rebuildRows } from './rebuild-rows.ts'

/** How many are listed; older ones are in the audit record. */
const SHOWN = 100

/** The further directories of this node, the latest first. */
export async function listFurther(db: Db): Promise<FurtherDirectory[]> {
  return (await latestFurther(db, SHOWN)).map(shown)
}

/**
 * Proposes to follow a further directory: one person compared its root's fingerprint (SHA-256 of `root.json`) with that secretariat.
 *
 * @throws ComityError `not-allowed`, `fingerprint-differs`, `conflict` for a network that is followed already, `bad-input`, as `readRoot`
 */
export async function proposeFurther(ctx: Context, given: FurtherProposal): Promise<FurtherDirectory> {
  mayDecide(ctx)
  const root = new TextEncoder().encode(canonicalJson(given.root))
  const { network } = readRoot(root).signed
  const fingerprint = sha256Hex(root)
  if (!isFingerprint(given.fingerprint, fingerprint)) throw new ComityError('fingerprint-differs')
  if (!isNodeOrigin(given.origin)) throw new ComityError('bad-input', { problems: [{ path: 'origin', message: given.origin }] })
  const home = await standingForUpdate(ctx.db)
  if (home.network === network || (await followsNetwork(ctx.db, network)))
    throw new ComityError('conflict', { values: { id: network } })
  const id = ctx.world.chance.uuid()
  await addFurther(ctx.db, {
    id,
    network,
    origin: given.origin,
    root,
    fingerprint,
    compared: given.compared,
    proposed_by: ctx.actor.id,
    proposed_by_name: ctx.actor.name,
    proposed_at: ctx.now,
  })
  return told(ctx, 'directory.network-proposed', id)
}

/** A second person confirms: what is proposed is followed, what is to be left is left. @throws ComityError `not-found`, `conflict`, `proposal-own` */
export async function confirmFurther(ctx: Context, id: string): Promise<FurtherDirectory> {
  const row = await open(ctx, id, ['proposed', 'leaving'])
  const { id: by, name } = ctx.actor
  const joins = row.state === 'proposed'
  if ((joins ? row.proposed_by : row.leaving_by) === by) throw new ComityError('proposal-own')
  if (joins) await changeFurther(ctx.db, id, { state: 'followed', decided_by: by, decided_by_name: name, decided_at: ctx.now })
  else {
    await changeFurther(ctx.db, id, { state: 'left', left_by: by, left_by_name: name, left_at: ctx.now })
    await forgetFirstKnown(ctx.db, id)
    await rebuildRows(ctx.db, null, null)
    ctx.afterCommit(() => forgetPeers(ctx.node))
  }
  return told(ctx, joins ? 'directory.network-joined' : 'directory.network-left', id)
}

/** Rejects what is proposed; keeps what was to be left. @throws ComityError as `confirmFurther` */
export async function rejectFurther(ctx: Context, id: string): Promise<FurtherDirectory> {
  const row = await open(ctx, id, ['proposed', 'leaving'])
  const { id: by, name } = ctx.actor
  if (row.state === 'proposed')
    await changeFurther(ctx.db, id, { state: 'rejected', decided_by: by, decided_by_name: name, decided_at: ctx.now })
  else await changeFurther(ctx.db, id, { state: 'followed', leaving_by: null, leaving_by_name: null })
  return told(ctx, row.state === 'proposed' ? 'directory.network-rejected' : 'directory.network-kept', id)
}

/** Proposes to leave a directory. @throws ComityError as `confirmFurther` */
export async function leaveFurther(ctx: Context, id: string): Promise<FurtherDirectory> {
  await open(ctx, id, ['followed'])
  await changeFurther(ctx.db, id, { state: 'leaving', leaving_by: ctx.actor.id, leaving_by_name: ctx.actor.name })
  return told(ctx, 'directory.network-leaving', id)
}

/** Whoever may see pinned keys may see whom else this node believes. @throws ComityError `not-allowed` */
export function maySeeFurther(node: Node, actor: Context['actor']): void {
  mustMay(actor, 'see-pins', { publisher: null, proposedBy: null, own: node.facts.authorityId })
}

function mayDecide(ctx: Context): void {
  mustMay(ctx.actor, 'pin', { publisher: null, proposedBy: null, own: ctx.node.facts.authorityId })
}

async function open(ctx: Context, id: string, states: readonly string[]): Promise<StoredFurther> {
  mayDecide(ctx)
  await standingForUpdate(ctx.db)
  const row = await furtherForUpdate(ctx.db, id)
  if (row === undefined) throw new ComityError('not-found')
  if (!states.includes(row.state)) throw new ComityError('conflict', { values: { id } })
  return row
}

async function told(ctx: Context, act: string, id: string): Promise<FurtherDirectory> {
  const row = await furtherForUpdate(ctx.db, id)
  if (row === undefined) throw new ComityError('not-found')
  const details = { network: row.network, fingerprint: row.fingerprint }
  await record(ctx, { act, subject: { kind: 'directory-network', id }, details })
  return shown(row)
}

function shown(row: StoredFurther): FurtherDirectory {
  return FurtherDirectory.parse({
    id: row.id,
    network: row.network,
    origin: row.origin,
    fingerprint: row.fingerprint,
    compared: row.compared,
    state: row.state,
    proposedByName: row.proposed_by_name,
    decidedByName: row.decided_by_name,
    awaits: row.state === 'proposed' ? row.proposed_by : row.state === 'leaving' ? row.leaving_by : null,
    version: row.version,
    validUntil: row.valid_until?.toISOString() ?? null,
    usableUntil: row.usable_until?.toISOString() ?? null,
    checkedAt: row.checked_at?.toISOString() ?? null,
    problem: row.problem,
    conflicts: z.array(DirectoryConflict).parse(row.conflicts),
  })
}
