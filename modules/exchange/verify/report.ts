import type { VerifyText } from './messages.ts'

/** What a given file turned out to be. */
export type FileKind = 'dossier' | 'receipt' | 'sealed' | 'anchor' | 'unknown'

/** A sentence of the catalogue `messages/<lang>.json` with what is filled in. Instants are ISO 8601 in UTC. */
export interface Statement {
  readonly key: VerifyText
  readonly values: Readonly<Record<string, string>>
}

/** Everything that can be off with a file; each has its text `problem-<code>`. */
export const problemCodes = [
  'too-large',
  'container-malformed',
  'container-not-canonical',
  'manifest-malformed',
  'manifest-mismatch',
  'signature-malformed',
  'signature-invalid',
  'certificate-malformed',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-wrong-use',
  'certificate-revoked',
  'revocation-list-invalid',
  'timestamp-invalid',
  'json-malformed',
  'json-not-canonical',
  'dossier-schema',
  'dossier-attachment-mismatch',
  'receipt-invalid',
  'directory-malformed',
  'directory-signature-invalid',
  'no-anchor',
  'authority-not-in-anchor',
  'receipt-wrong-issuer',
  'receipt-other-dossier',
  'receipt-contradicts-dossier',
  'receipt-chain-broken',
  'receipts-contradict',
  'dossiers-contradict',
  'dossier-chain-broken',
  'time-contradiction',
  'sealed-malformed',
  'sealed-unmatched',
  'unknown-file',
  'malformed',
] as const
/** One of {@link problemCodes}. */
export type ProblemCode = (typeof problemCodes)[number]

/** One thing that is off. `values` say where: the other file, the time, the reason. */
export interface FileProblem {
  readonly code: ProblemCode
  readonly values: Readonly<Record<string, string>>
}

/** What is known of one file: what it says (`facts`), what is proven of it, what is not, and what is off. */
export interface FileReport {
  readonly name: string
  readonly kind: FileKind
  /** Nothing is off. True never means more than what `proven` says. */
  readonly ok: boolean
  readonly facts: readonly Fact[]
  readonly proven: readonly Statement[]
  readonly notProven: readonly Statement[]
  readonly problems: readonly FileProblem[]
}

/** Names of facts; each has its text `fact-<name>`. */
export const factNames = [
  'from',
  'to',
  'kind',
  'dossier-id',
  'thread',
  'sequence',
  'created-at',
  'sealed-at',
  'event',
  'issuer',
  'happened-at',
  'stamped-at',
  'code',
  'receipt-id',
  'receipt-number',
  'sealed-sha256',
  'bytes',
  'network',
  'version',
  'fingerprint',
] as const
/** One of {@link factNames}. */
export type FactName = (typeof factNames)[number]

/** One thing that a file says of itself. Instants are ISO 8601 in UTC. */
export interface Fact {
  readonly name: FactName
  readonly value: string
}
