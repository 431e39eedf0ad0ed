import { AuthorityId } from '@comity/accounts/contract'
import { canonicalJson, parseCanonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { z } from 'zod'
import { Sha256Hex } from '../contract.ts'
import { COMITY_VERSION, MAX_SEALED_BYTES } from './dossier.ts'
import { MAX_RECEIPT_BYTES } from './receipt.ts'

/** What this node says it runs, for the administrators of its peers. */
export const SOFTWARE = 'comity 0.1.0'

/** Receipts in one call, and dossiers named in one answer: bounds both bodies, and the time that one call holds the asked node. */
export const RECEIPTS_AT_ONCE = 32
export const NAMED_AT_ONCE = 32
/** Bytes of a dossier in one answer: a line of 16 kB/s brings a part within the time that a call may last. */
export const PART_BYTES = 900_000
/** Of the body of a call for what waits: its receipts at their usual size, with room. */
export const MAX_ASK_BYTES = 700_000
/** Receipts that an answer carries are left to the next one beyond this, so that it fits what a caller reads. */
export const ANSWER_RECEIPT_BYTES = 500_000

const Software = z.string().regex(/^[\w .+/-]{1,80}$/)
const ReceiptText = z.base64().max(Math.ceil(MAX_RECEIPT_BYTES / 3) * 4)

/** Of any of these bodies, asked or answered. */
const MAX_BODY_BYTES = 1_000_000

/** Whose queue is asked for: always the asker's own, said so that nobody can be made to ask for another's. */
const asked = { comity: z.literal(COMITY_VERSION), asker: AuthorityId }

/** `POST /exchange/ping` (protocol/10 section 12). */
export const PingAsk = z.strictObject({ ...asked, software: Software, listens: z.boolean() })

const answered = {
  comity: z.literal(COMITY_VERSION),
  authority: AuthorityId,
  /** When it was made, by the clock of the asked node. */
  at: z.iso.datetime({ precision: 3 }),
  software: Software,
}

/** What every signed answer says. */
export interface PeerAnswer {
  readonly comity: number
  readonly authority: AuthorityId
  readonly at: string
  readonly software: string
}

/** The signed answer to a ping; `waiting` is what waits there for the asker. */
export const PingAnswer = z.strictObject({ ...answered, listens: z.boolean(), waiting: z.number().int().nonnegative() })
export type PingAnswer = z.output<typeof PingAnswer>

/** `POST /exchange/waiting` (protocol/10 section 9): what waits for me? Receipts for what was fetched before go with it. */
export const WaitingAsk = z.strictObject({
  ...asked,
  software: Software,
  receipts: z.array(ReceiptText).max(RECEIPTS_AT_ONCE),
  /** Receipts of the asked node that the asker has stored. */
  settled: z.array(Sha256Hex).max(RECEIPTS_AT_ONCE),
})
export type WaitingAsk = z.output<typeof WaitingAsk>

export const WaitingAnswer = z.strictObject({
  ...answered,
  /** The asked node holds its queue back for now. */
  paused: z.boolean(),
  /** Why each receipt of the call was not taken, in their order; null where it was. */
  outcomes: z.array(z.string().max(80).nullable()).max(RECEIPTS_AT_ONCE),
  waiting: z
    .array(
      z.strictObject({ sealedSha256: Sha256Hex, bytes: z.number().int().positive().max(MAX_SEALED_BYTES), urgent: z.boolean() }),
    )
    .max(NAMED_AT_ONCE),
  /** About dossiers of the asker: opened, or refused late. */
  receipts: z.array(ReceiptText).max(RECEIPTS_AT_ONCE),
  /** The asked authority's latest revocation list, PEM. */
  crl: z.string().max(20_000).nullable(),
})
export type WaitingAnswer = z.output<typeof WaitingAnswer>

/** `POST /exchange/part`: the bytes of one dossier from an offset. */
export const PartAsk = z.strictObject({
  ...asked,
  sealedSha256: Sha256Hex,
  from: z.number().int().nonnegative().max(MAX_SEALED_BYTES),
})

/** Deeper than any of these bodies (parser under a hostile peer). */
const MAX_DEPTH = 4

/** @throws ComityError `bad-input` for what is not canonical JSON of this form. */
export function readBody<S extends z.ZodType>(schema: S, bytes: Uint8Array): z.output<S> {
  const read = schema.safeParse(jsonOf(bytes))
  if (!read.success) throw new ComityError('bad-input')
  return read.data
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return parseCanonicalJson(bytes, { maxBytes: MAX_BODY_BYTES, maxDepth: MAX_DEPTH })
  } catch (cause) {
    if (cause instanceof ComityError) throw new ComityError('bad-input', { cause })
    throw cause
  }
}

/** Canonical JSON (RFC 8785), so that a body has one spelling. */
export function bodyBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(value))
}
