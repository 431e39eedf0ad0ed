import path from 'node:path'
import { AuthorityId, type Actor, type Context, type Node } from '@comity/accounts/contract'
import { inContext, peerActor } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { certificateFromPem, crlToPem, mustBeListOf, parseCrl, sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { MAX_LIST_BYTES } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { addList, latestList, oweDeliveries } from '../revocation-store.ts'
import { caSha256Of, derOfList, listedRevocations } from '../rules/effective.ts'
import { judgeList } from '../rules/make-revocation-list.ts'
import { authorityInForce, noteRevision, putEntry, standingForUpdate } from '../store.ts'
import { keysIn, readCertificate } from './key-folder.ts'
import { forgetPeers } from './peer-facts.ts'

/** What came of a list: `known` when it is the one in force already. */
export type TakenList = 'taken' | 'known'

/**
 * Puts an authority's revocation list in force, whoever brings it: only the authority's own CA can have signed it. Own lists are
 * told to every peer.
 *
 * @throws ComityError `authority-unknown`, `revocation-list-invalid`, `revocation-older` when a later one is known or a revocation is
 * taken back
 */
export async function takeRevocation(node: Node, authorityId: string, list: Uint8Array): Promise<TakenList> {
  const id = AuthorityId.parse(authorityId)
  return take(node, peerActor(id), { id, list })
}

/** The same for the node's own authority, by one person: there is no time to look for a second one. @throws also `not-allowed` */
export async function revokeOwn(node: Node, actor: Actor, list: Uint8Array): Promise<TakenList> {
  mustMay(actor, 'revoke', { publisher: null, proposedBy: null, own: node.facts.authorityId })
  return take(node, actor, { id: node.facts.authorityId, list })
}

async function take(node: Node, actor: Actor, given: { id: AuthorityId; list: Uint8Array }): Promise<TakenList> {
  const der = derOf(given.list)
  const ownCa = given.id === node.facts.authorityId ? await ownCaDer(node) : null
  const taken = await inContext(node, actor, (ctx) => store(ctx, { id: given.id, der, ownCa }))
  // What the running process remembers of the authority is gone with this very call.
  forgetPeers(node)
  return taken
}

interface Offered {
  readonly id: AuthorityId
  readonly der: Uint8Array<ArrayBuffer>
  readonly ownCa: Uint8Array<ArrayBuffer> | null
}

async function store(ctx: Context, { id, der, ownCa }: Offered): Promise<TakenList> {
  const caDer = ownCa ?? caOf((await authorityInForce(ctx.db, id))?.authority.caCertificate, id)
  // Before anything is locked: whoever sends rubbish must not make others wait.
  mustBeListOf(caDer, der)
  if (crlToPem(der).length > MAX_LIST_BYTES) throw new ComityError('revocation-list-invalid')
  await standingForUpdate(ctx.db)
  const facts = await authorityInForce(ctx.db, id)
  const caSha256 = sha256Hex(caDer)
  const sha256 = sha256Hex(der)
  const held = await latestList(ctx.db, id, caSha256)
  if (held?.sha256 === sha256) return 'known'
  const known = held === undefined ? (facts === null ? null : listedRevocations(facts.authority)) : parseCrl(held.list)
  const list = judgeList(der, { caDer, known, at: ctx.now })
  await addList(ctx.db, {
    sha256,
    authority_id: id,
    ca_sha256: caSha256,
    this_update: list.thisUpdate,
    next_update: list.nextUpdate,
    revoked: list.revoked.size,
    list: der,
    received_at: ctx.now,
  })
  // One row, not all of them: a revocation must not wait for a large directory.
  if (facts !== null && caSha256Of(facts.authority) === caSha256)
    await putEntry(ctx.db, { ...facts.authority, crl: crlToPem(der) })
  await noteRevision(ctx.db)
  if (ownCa !== null) await oweDeliveries(ctx.db, sha256, { authorityId: id, at: ctx.now })
  await record(ctx, {
    act: 'directory.revocation-taken',
    subject: { kind: 'authority', id },
    details: { revoked: list.revoked.size, from: list.thisUpdate.toISOString(), until: list.nextUpdate.toISOString() },
  })
  return 'taken'
}

function caOf(pem: string | undefined, id: string): Uint8Array<ArrayBuffer> {
  if (pem === undefined) throw new ComityError('authority-unknown', { values: { id } })
  return certificateFromPem(pem)
}

function ownCaDer(node: Node): Promise<Uint8Array<ArrayBuffer>> {
  return readCertificate(node.world, path.join(keysIn(node.folder), 'ca.crt'))
}

/** PEM or DER, as openssl writes either. */
function derOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 11))
  return text === '-----BEGIN ' ? derOfList(new TextDecoder('latin1').decode(bytes)) : Uint8Array.from(bytes)
}
