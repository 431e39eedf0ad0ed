import assert from 'node:assert/strict'
import type { AuthorityId, Node } from '@comity/accounts/contract'
import {
  certificateFromPem,
  ChainCache,
  parseCertificate,
  parseSealIdentity,
  parseSealRecipient,
  type SealIdentity,
  type SealRecipient,
  type SignerKey,
} from '@comity/crypto'
import type { Authority } from '@comity/directory/contract'
import { loadNodeKeys, ownRevocations, peerOf } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import type { Receiver } from './contract.ts'
import { crlFromPem } from './format/crl-from-pem.ts'

/** What the exchange keeps in memory of one running node. */
export interface Runtime {
  readonly seal: SignerKey
  readonly transport: SignerKey
  readonly timeStamp: SignerKey
  readonly identity: SealIdentity
  readonly chains: ChainCache
  readonly receivers: readonly Receiver[]
  /** What is read of a peer's entry once for each version of the directory. */
  readonly trusted: Map<string, PeerTrust>
  /** Tells the worker that something may be due. */
  wake: () => void
  /** Tells whoever fetches from peers the same. */
  wakeFetcher: () => void
  readonly lines: LineMemory
}

/** What a process remembers of its lines, so that not every dossier writes to their rows. */
export interface LineMemory {
  /** When the row of a peer last said what happened again, by what happened. */
  readonly noted: Map<string, number>
  /** What is being fetched of each peer, as far as it came: a cut line goes on where it was cut. */
  readonly partial: Map<string, { readonly sealedSha256: string; readonly parts: Uint8Array[]; bytes: number }>
  held: { readonly lookedMs: number; readonly peers: readonly string[] }
}

/** A peer's entry in the directory, taken apart. */
export interface PeerTrust {
  readonly authority: Authority
  readonly directoryVersion: number
  readonly caDer: Uint8Array
  readonly crl: Uint8Array | undefined
  readonly recipient: SealRecipient
}

/** One for each running node, and gone with it: two nodes in one process share nothing. */
const runtimes = new WeakMap<object, Runtime>()

/** Loads the node's keys, once, when the module is registered. */
export async function startRuntime(node: Node, receivers: readonly Receiver[]): Promise<Runtime> {
  const keys = await loadNodeKeys(node)
  const signer = (key: { certificateDer: Uint8Array; privateKey: SignerKey['privateKey'] }): SignerKey => ({
    ...key,
    chainDer: [keys.caCertificateDer],
  })
  const runtime: Runtime = {
    seal: signer(keys.seal),
    transport: signer(keys.transport),
    timeStamp: signer(keys.timeStamp),
    identity: parseSealIdentity(keys.sealIdentity),
    chains: new ChainCache(),
    receivers,
    trusted: new Map(),
    wake: () => undefined,
    wakeFetcher: () => undefined,
    lines: { noted: new Map(), partial: new Map(), held: { lookedMs: Number.NEGATIVE_INFINITY, peers: [] } },
  }
  runtimes.set(node.facts, runtime)
  return runtime
}

export function runtimeOf(node: Node): Runtime {
  const runtime = runtimes.get(node.facts)
  assert(runtime, 'the exchange module is registered before it is used')
  return runtime
}

/** Inside a transaction give its `db`. @throws ComityError `sender-unknown` or `authority-unknown` as asked; `directory-expired`. */
export async function trustOf(
  node: Node,
  id: AuthorityId,
  unknown: 'sender-unknown' | 'authority-unknown',
  db = node.db,
): Promise<PeerTrust> {
  const facts = await peerOf(node, id, db)
  if (facts === null) throw new ComityError(unknown, { values: { authority: id } })
  const { trusted } = runtimeOf(node)
  const known = trusted.get(id)
  // The same entry is the same object for as long as nothing that is believed of it changes.
  if (known !== undefined && known.authority === facts.authority) return known
  const { authority, directoryVersion } = facts
  const trust: PeerTrust = {
    authority,
    directoryVersion,
    caDer: certificateFromPem(authority.caCertificate),
    crl: authority.crl === undefined ? undefined : crlFromPem(authority.crl),
    recipient: parseSealRecipient(authority.sealRecipient),
  }
  trusted.set(id, trust)
  return trust
}

/**
 * Before anything is signed: none of this node's keys may be on its own authority's list. Peers would refuse what it signed, and
 * whoever holds the key besides could have signed the same.
 *
 * @throws ComityError `own-key-revoked`
 */
export async function mustHoldGoodKeys(node: Node, db = node.db): Promise<void> {
  const revoked = await ownRevocations(node, db)
  if (revoked.size === 0) return
  const { seal, transport, timeStamp } = runtimeOf(node)
  for (const { certificateDer } of [seal, transport, timeStamp])
    if (revoked.has(parseCertificate(certificateDer).serial)) throw new ComityError('own-key-revoked')
}

/** The module that declares this kind, if any. */
export function receiverOf(runtime: Runtime, kind: string): Receiver | undefined {
  return runtime.receivers.find((receiver) => receiver.kinds.includes(kind))
}
