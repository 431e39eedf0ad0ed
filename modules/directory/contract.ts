import type { KeyObject } from 'node:crypto'
import type { AuthorityId } from '@comity/accounts/contract'
import type { Authority } from './authority.ts'

export * from './api.ts'
export * from './authority.ts'
export * from './content-api.ts'
export * from './contract/index.ts'
export * from './finding/api.ts'
export * from './finding/contract.ts'
export * from './finding/needs.ts'
export * from './formats.ts'
export * from './further-api.ts'
export * from './trust-api.ts'
export * from './warning-kinds.ts'

/** What the exchange needs to reach and to trust another authority. */
export interface PeerFacts {
  readonly authority: Authority
  /** 0 where only a pin names it. */
  readonly directoryVersion: number
  /** After this instant the directory vouches for nothing: the grace after its freshness has run out. A pin has no end. */
  readonly usableUntil: Date
  /** Of all that this node believes; two facts of one revision belong together. */
  readonly revision: number
  /** Two persons of this office compared its key with the authority itself. */
  readonly pinned: boolean
  /** The fingerprint that the directory lists instead of the pinned one; null where both agree. */
  readonly differs: string | null
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
    /** The contents lack signatures, and no further key for them is on this machine. */
    'contents-signature-missing': 409
    /** The file is about something else than what is asked for. */
    'signature-for-another': 422
    'root-plan-invalid': 422
    /** After it the directory could never be changed again. */
    'root-would-lock-out': 422
    'passphrase-too-short': 422
    'confirmation-wrong': 422
    'key-locked': 422
    'key-of-no-role': 422
    /** Older than the list that is known, or it takes back a revocation. */
    'revocation-older': 409
    /** The key with which this node would sign is on its own authority's list. */
    'own-key-revoked': 409
    'name-confusable': 422
    'pin-unknown': 404
    'pin-decided': 409
    'pin-own': 403
    'fingerprint-differs': 422
    /** A statement about an entry that its authority did not seal, or that is too old. */
    'statement-invalid': 422
    /** An authority speaks for another's entry. */
    'entry-not-own': 403
    /** Not later than what the authority said of the entry before. */
    'statement-older': 409
    /** The entry contradicts itself or names what nobody knows. */
    'entry-invalid': 422
    /** The bytes are not a PDF, whatever the file is called. */
    'letter-not-pdf': 422
    /** The letter that the entry names is not on this node yet. */
    'letter-missing': 409
    /** An entry names a letter that nominates another authority. */
    'letter-of-another': 422
    /** The bytes are not those that the entry commits to. */
    'letter-differs': 422
    'suggestion-unknown': 404
    'suggestion-decided': 409
    /** A table of statuses in which rows do not hold. */
    'import-invalid': 422
  }
}
