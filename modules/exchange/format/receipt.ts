import { canonicalJson, parseCanonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { AuthorityId } from '@comity/accounts/contract'
import { z } from 'zod'
import { DossierId, ReceiptEvent, Sha256Hex } from '../contract.ts'
import { COMITY_VERSION } from './dossier.ts'

/** A receipt container with its stamp is about 6 KB. */
export const MAX_RECEIPT_BYTES = 65_536

/**
 * `receipt.json`, protocol/09 section 2. What the issuer could not learn of a dossier (it did not open, or its signature does not
 * hold) is null: only the hash of the sealed bytes is certain then.
 */
export const Receipt = z
  .strictObject({
    comity: z.literal(COMITY_VERSION),
    event: ReceiptEvent,
    dossierId: DossierId.nullable(),
    sealedSha256: Sha256Hex,
    thread: z.uuid().nullable(),
    kind: z.string().max(60).nullable(),
    sender: AuthorityId,
    addressee: AuthorityId,
    issuer: AuthorityId,
    at: z.iso.datetime({ precision: 3 }),
    code: z
      .string()
      .regex(/^[a-z0-9-]{1,80}$/)
      .nullable(),
    sequence: z.number().int().positive(),
    previousReceipt: Sha256Hex.nullable(),
  })
  .meta({ id: 'Receipt', title: 'receipt.json' })
export type Receipt = z.output<typeof Receipt>

/** `META-INF/timestamp001.json`, protocol/09 section 4: where this receipt's signature stands in the tree that the token stamps. */
export const TimeStampProof = z
  .strictObject({
    index: z.number().int().nonnegative(),
    size: z.number().int().positive().max(1_000_000),
    path: z.array(Sha256Hex).max(20),
    root: Sha256Hex,
  })
  .meta({ id: 'TimeStampProof', title: 'META-INF/timestamp001.json' })
export type TimeStampProof = z.output<typeof TimeStampProof>

const SMALL = { maxBytes: 16_384, maxDepth: 4 } as const

export function receiptJson(receipt: Receipt): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(Receipt.parse(receipt)))
}

export function proofJson(proof: TimeStampProof): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(TimeStampProof.parse(proof)))
}

/** @throws ComityError `receipt-invalid`; `json-…` of the parser. */
export function readReceiptJson(bytes: Uint8Array): Receipt {
  const read = Receipt.safeParse(parseCanonicalJson(bytes, SMALL))
  if (!read.success) throw new ComityError('receipt-invalid', { values: { reason: 'schema' } })
  const { event, code, dossierId } = read.data
  // Section 2: a reason is given for a refusal and for nothing else; only what was refused may have remained unknown.
  const refused = event === 'refused'
  if ((code !== null) !== refused || (dossierId === null && !refused))
    throw new ComityError('receipt-invalid', { values: { reason: 'event' } })
  return read.data
}

/** @throws ComityError `timestamp-invalid`; `json-…` of the parser. */
export function readProofJson(bytes: Uint8Array): TimeStampProof {
  const read = TimeStampProof.safeParse(parseCanonicalJson(bytes, SMALL))
  if (read.success) return read.data
  throw new ComityError('timestamp-invalid')
}
