import type { KeyObject } from 'node:crypto'
import type { AuthorityId } from '@comity/accounts/contract'
import type { Authority } from './authority.ts'

export * from './api.ts'
export * from './authority.ts'
export * from './formats.ts'

/** What the exchange needs to reach and to trust another authority. */
export interface PeerFacts {
  readonly authority: Authority
  readonly directoryVersion: number
  /** After this instant the directory vouches for nothing: the grace after its freshness has run out. */
  readonly usableUntil: Date
}

/** A certificate with its private key, as the node uses it; the key never leaves the process. */
export interface KeyedCertificate {
  readonly certificateDer: Uint8Array<ArrayBuffer>
  readonly privateKey: KeyObject
}

/** The keys of the authority that this node serves, read from `<folder>/keys`. The CA's own key is not among them. */
export interface NodeKeys {
  readonly authorityId: AuthorityId
  readonly caCertificateDer: Uint8Array<ArrayBuffer>
  readonly caCertificatePem: string
  readonly seal: KeyedCertificate
  readonly transport: KeyedCertificate
  readonly timeStamp: KeyedCertificate
  /** age identity that opens what is sealed to {@link NodeKeys.sealRecipient}. */
  readonly sealIdentity: string
  readonly sealRecipient: string
}

declare module '@comity/errors' {
  interface ErrorRegistry {
    'authority-unknown': 404
    'directory-rollback': 422
    'directory-expired': 503
    'directory-signature-invalid': 422
    'directory-malformed': 422
    /** Files that are each genuine but do not belong together. */
    'directory-mismatch': 422
    'directory-unreachable': 503
    /** No root is pinned in `trust/root.json`, so no directory can be believed. */
    'directory-root-missing': 503
    /** A private key of this node, or of the secretariat, is not in its folder. */
    'directory-key-missing': 503
    'application-invalid': 422
    'proposal-unknown': 404
    /** The directory has moved on since the proposal was made. */
    'proposal-overtaken': 409
    /** Who proposed may not approve. */
    'proposal-own': 403
  }
}
