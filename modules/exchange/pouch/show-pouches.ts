import type { Actor, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { may } from '../policy.ts'
import type { Pouch, Waiting } from './contract.ts'
import { latestPouches, pouchBySha256, waitingByPeer } from './store-pouch.ts'

/** @throws ComityError `not-allowed` */
export function mustCarry(node: Node, actor: Actor): void {
  if (!may(actor, 'carry', { ownAuthority: node.facts.authorityId, parties: null })) throw new ComityError('not-allowed')
}

/** Pouches of this node, the latest first, and for whom something waits. @throws ComityError `not-allowed` */
export async function listPouches(
  node: Node,
  actor: Actor,
  page: { readonly skip: number; readonly limit: number },
): Promise<{ pouches: Pouch[]; total: number; waiting: Waiting[] }> {
  mustCarry(node, actor)
  const [{ pouches, total }, waiting] = await Promise.all([latestPouches(node.db, page), waitingByPeer(node.db)])
  return { pouches, total, waiting }
}

/** @throws ComityError `not-allowed`, `pouch-unknown` */
export async function showPouch(node: Node, actor: Actor, sha256: string): Promise<Pouch> {
  mustCarry(node, actor)
  const pouch = await pouchBySha256(node.db, sha256)
  if (pouch === null) throw new ComityError('pouch-unknown')
  return pouch
}

/** The file of a pouch that was packed here; who took it is recorded. @throws ComityError `not-allowed`, `pouch-unknown` */
export async function pouchFile(node: Node, actor: Actor, sha256: string): Promise<{ pouch: Pouch; bytes: Uint8Array }> {
  const pouch = await showPouch(node, actor, sha256)
  if (pouch.direction === 'in') throw new ComityError('pouch-unknown')
  const bytes = await node.files.get(sha256)
  await inContext(node, actor, (ctx) => record(ctx, { act: 'pouch.saved', subject: { kind: 'pouch', id: sha256 } }))
  return { pouch, bytes }
}

/** The name under which the file of a pouch is saved: readable, and the same for everybody who has it. */
export function fileNameOf({ peer, at, sha256 }: Pouch): string {
  return `comity-pouch-${peer ?? 'file'}-${at.slice(0, 10)}-${sha256.slice(0, 8)}.asice`
}
