import type { AuthorityId, Node } from '@comity/accounts/contract'
import { mustVerifyChain, unseal } from '@comity/crypto'
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

/**
 * The checks of architecture §5 that need no thread: unseal → canonical form → signature and chain → schema → addressee. A refusal is
 * a result; only what is no fault of the dossier (the directory has expired) is thrown, and the sender tries again.
 */
export async function examineArrival(node: Node, arrival: Arrival): Promise<Examined> {
  const runtime = runtimeOf(node)
  const trust = await trustOf(node, arrival.sender, 'sender-unknown')
  let read: ReadDossier | null = null
  try {
    const container = unseal(arrival.sealed, runtime.identity)
    const opened = openDossier(container)
    const crl = trust.crl === undefined ? {} : { crl: trust.crl }
    mustVerifyChain({ leafDer: opened.seal.signerCertificateDer, caDer: trust.caDer, use: 'seal', at: node.world.clock.now(), ...crl }, runtime.chains)
    read = readDossier(opened)
    const { dossier } = read
    if (dossier.sender !== arrival.sender) throw new ComityError('sender-unknown')
    if (dossier.addressee !== node.facts.authorityId) throw new ComityError('dossier-wrong-addressee')
    if (Date.parse(dossier.createdAt) - node.world.clock.now().getTime() > FURTHEST_FUTURE_MS) throw new ComityError('dossier-clock-skew')
    if (!receiverOf(runtime, dossier.kind)) throw new ComityError('dossier-kind-unknown')
    return { ok: true, arrival, container, read }
  } catch (error) {
    if (error instanceof ComityError) return { ok: false, arrival, code: error.code, read }
    throw error
  }
}
