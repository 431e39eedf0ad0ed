import type { AuthorityId, Node } from '@comity/accounts/contract'
import { type ChainCache, mustVerifyChain, type SealIdentity, unseal } from '@comity/crypto'
import { ComityError, type ErrorCode } from '@comity/errors'
import { openDossier, readDossier, type ReadDossier } from '../format/read-dossier.ts'
import { receiverOf, runtimeOf, trustOf } from '../runtime.ts'

/** Sealed bytes as they came, and the peer that the transport signature proved. */
export interface Arrival {
  readonly sealed: Uint8Array
  readonly sealedSha256: string
  readonly sender: AuthorityId
}

export type Examined =
  | { readonly ok: true; readonly arrival: Arrival; readonly container: Uint8Array; readonly read: ReadDossier }
  | { readonly ok: false; readonly arrival: Arrival; readonly code: ErrorCode; readonly read: ReadDossier | null }

/** A dossier dated further ahead than this is refused: its sender's clock cannot be believed about anything. */
const FURTHEST_FUTURE_MS = 48 * 3600_000

/** What an arrival is measured by. */
export interface ArrivalTerms {
  readonly identity: SealIdentity
  readonly addressee: string
  /** The CA that the directory lists for the peer, and its revocations. */
  readonly caDer: Uint8Array
  readonly crl: Uint8Array | undefined
  readonly at: Date
  readonly chains?: ChainCache
  takes(kind: string): boolean
}

/**
 * The checks of architecture §5 that need no thread, for a peer of the directory. A refusal is a result; only what is no fault of the
 * dossier (the directory has expired) is thrown, and the sender tries again.
 */
export async function examineArrival(node: Node, arrival: Arrival): Promise<Examined> {
  const runtime = runtimeOf(node)
  const { caDer, crl } = await trustOf(node, arrival.sender, 'sender-unknown')
  const { identity, chains } = runtime
  const takes = (kind: string): boolean => receiverOf(runtime, kind) !== undefined
  return examineSealed(arrival, {
    identity,
    addressee: node.facts.authorityId,
    caDer,
    crl,
    at: node.world.clock.now(),
    chains,
    takes,
  })
}

/** protocol/08 section 6, steps 3 to 8: unseal → canonical form → signature and chain → schema → addressee. */
export function examineSealed(arrival: Arrival, terms: ArrivalTerms): Examined {
  const { caDer, at } = terms
  let read: ReadDossier | null = null
  try {
    const container = unseal(arrival.sealed, terms.identity)
    const opened = openDossier(container)
    const crl = terms.crl === undefined ? {} : { crl: terms.crl }
    mustVerifyChain({ leafDer: opened.seal.signerCertificateDer, caDer, use: 'seal', at, ...crl }, terms.chains)
    read = readDossier(opened)
    const { dossier } = read
    if (dossier.sender !== arrival.sender) throw new ComityError('sender-unknown')
    if (dossier.addressee !== terms.addressee) throw new ComityError('dossier-wrong-addressee')
    if (Date.parse(dossier.createdAt) - at.getTime() > FURTHEST_FUTURE_MS) throw new ComityError('dossier-clock-skew')
    if (!terms.takes(dossier.kind)) throw new ComityError('dossier-kind-unknown')
    return { ok: true, arrival, container, read }
  } catch (error) {
    if (error instanceof ComityError) return { ok: false, arrival, code: error.code, read }
    throw error
  }
}
