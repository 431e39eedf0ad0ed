import type { Actor, AuthorityId, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { sha256Hex } from '@comity/crypto'
import { packPouch as packDirectory } from '@comity/directory/server'
import { ComityError } from '@comity/errors'

import { mustHoldGoodKeys, runtimeOf, trustOf } from '../runtime.ts'
import { lineOf } from '../store/line-store.ts'
import { receiptsFor, waitingFor, type WaitingDossier } from '../store/waiting-store.ts'
import { MAX_POUCH_BYTES, MAX_POUCH_ITEMS, MAX_POUCH_SETTLED, POUCHES_AT_ONCE, type Pouch } from './contract.ts'
import { writePouch, type PackedItem } from './format.ts'
import { mustCarry } from './show-pouches.ts'
import { keepPouch, sealedOf, takeSettled } from './store-pouch.ts'

/** Room for index, headers, manifest and signature beside the items: about 600 bytes for each. */
const FRAME_BYTES = 16_000_000
const ROOM_BYTES = MAX_POUCH_BYTES - FRAME_BYTES
/** Dossiers looked through for one packing. */
const MOST_DOSSIERS = 50_000

/** What was made of a queue, and how many of its dossiers did not fit. */
export interface Packed {
  readonly pouches: Pouch[]
  readonly left: number
}

/**
 * Packs all that waits for an authority into as few files as hold it, to be carried there by hand: receipts first, then dossiers as they would be sent.
 * Everything goes on waiting for the line too: what arrives by both has one effect. The files stay in the node's file store under their hash.
 *
 * @throws ComityError `not-allowed`, `authority-unknown`, `directory-expired`, `own-key-revoked`; `pouch-paused` while the line is paused, `pouch-empty` where
 * nothing waits
 */
export async function packPouch(
  node: Node,
  actor: Actor,
  {
    to,
    directory,
    roomBytes = ROOM_BYTES,
  }: { readonly to: AuthorityId; readonly directory: boolean; readonly roomBytes?: number },
): Promise<Packed> {
  mustCarry(node, actor)
  await mustHoldGoodKeys(node)
  await trustOf(node, to, 'authority-unknown')
  // Who is paused is given nothing, by whichever road.
  if (((await lineOf(node.db, to))?.paused_at ?? null) !== null) throw new ComityError('pouch-paused', { values: { to } })
  const waiting = await waitingFor(node.db, to, MOST_DOSSIERS)
  const first: PackedItem[] = [
    ...(directory ? [{ kind: 'directory' as const, bytes: await packDirectory(node) }] : []),
    ...(await receiptsFor(node.db, to, MAX_POUCH_ITEMS / 2)).map((bytes) => ({ kind: 'receipt' as const, bytes })),
  ]
  const pouches: Pouch[] = []
  let left: readonly WaitingDossier[] = waiting
  do {
    const items = pouches.length === 0 ? first : []
    const before = left.length
    left = await addFitting(node, { items, roomBytes }, left)
    // One that was delivered meanwhile is in none; where nothing is left, one pouch may say no more than what is stored.
    if (items.length === 0 && left.length < before) continue
    const pouch = await packOne(node, actor, { to, items })
    if (pouch === null) break
    pouches.push(pouch)
  } while (left.length > 0 && pouches.length < POUCHES_AT_ONCE)
  if (pouches.length === 0) throw new ComityError('pouch-empty', { values: { to } })
  return { pouches, left: left.length }
}

/** Adds dossiers as long as they fit; gives those that do not. */
async function addFitting(
  node: Node,
  { items, roomBytes }: { readonly items: PackedItem[]; readonly roomBytes: number },
  from: readonly WaitingDossier[],
): Promise<readonly WaitingDossier[]> {
  let room = roomBytes - items.reduce((sum, { bytes }) => sum + bytes.length, 0)
  for (const [at, { sealedSha256, bytes }] of from.entries()) {
    if (bytes > room || items.length >= MAX_POUCH_ITEMS) return from.slice(at)
    const sealed = await sealedOf(node.db, sealedSha256)
    if (sealed === null) continue
    items.push({ kind: 'dossier', bytes: sealed })
    room -= bytes
  }
  return []
}

function packOne(
  node: Node,
  actor: Actor,
  { to, items }: { readonly to: AuthorityId; readonly items: readonly PackedItem[] },
): Promise<Pouch | null> {
  return inContext(node, actor, async (ctx) => {
    const settled = await takeSettled(ctx.db, to, MAX_POUCH_SETTLED)
    if (items.length === 0 && settled.length === 0) return null
    const from = node.facts.authorityId
    const about = { from, to, at: ctx.now.toISOString(), settled }
    const bytes = writePouch(about, items, { seal: runtimeOf(node).seal, at: ctx.now })
    const count = (kind: PackedItem['kind']): number => items.filter((item) => item.kind === kind).length
    const pouch: Pouch = {
      sha256: sha256Hex(bytes),
      direction: 'out',
      peer: to,
      at: ctx.now.toISOString(),
      by: actor.name,
      bytes: bytes.length,
      dossiers: count('dossier'),
      receipts: count('receipt'),
      directory: count('directory') > 0,
      refused: [],
    }
    await node.files.put(bytes)
    await keepPouch(ctx.db, pouch)
    await record(ctx, {
      act: 'pouch.packed',
      subject: { kind: 'pouch', id: pouch.sha256 },
      details: { to, dossiers: pouch.dossiers, receipts: pouch.receipts },
    })
    return pouch
  })
}
