import { z } from 'zod'
import { AuthorityId, type Context } from '@comity/accounts/contract'
import type { Api } from '@comity/http'

export * from './peers-api.ts'
export * from './pouch/contract.ts'

export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)
/** A dossier's identity: SHA-256 of its signed manifest (`META-INF/ASiCManifest001.xml`), in lower-case hex. */
export const DossierId = Sha256Hex.brand<'DossierId'>()
export type DossierId = z.output<typeof DossierId>

/** Names of ETSI REM events as Comity says them (protocol/09-receipts). */
export const receiptEvents = ['submitted', 'relayed', 'delivered', 'opened', 'refused', 'expired'] as const
export const ReceiptEvent = z.enum(receiptEvents)
export type ReceiptEvent = z.output<typeof ReceiptEvent>

/**
 * The name of a file as people know it: no path, no leading dot, no control character, and no sign of direction that makes
 * `order<U+202E>fdp.exe` read as `orderexe.pdf` (protocol/08 section 4).
 */
export const FileName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^./\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}][^/\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u)

/** A file that travels inside a dossier; `bytes` are fetched by hash from the node's file store. */
export const Attachment = z
  .strictObject({
    name: FileName,
    mediaType: z
      .string()
      .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/)
      .max(100),
    bytes: z.number().int().nonnegative(),
    sha256: Sha256Hex,
  })
  .meta({ id: 'Attachment' })
export type Attachment = z.output<typeof Attachment>

/** What a module hands to `post`: everything else of the dossier is the exchange's own. */
export interface Letter {
  /** `request`, `acknowledgement`, `clarification-asked` …: a kind that some receiver on the other side declares. */
  readonly kind: string
  readonly addressee: AuthorityId
  /** The conversation: order is kept per (thread, sender, epoch). A uuid chosen by the first sender. */
  readonly thread: string
  /** JSON that the receiver's schema of this kind accepts; canonicalised (RFC 8785) into `dossier.json`. */
  readonly body: unknown
  readonly attachments: readonly Attachment[]
  /** A self-contained HTML rendition for human readers, in the container as `document.html`. */
  readonly document: string
  readonly language: string
  /** Sent before others and never held behind a missing number, as a withdrawal or a freeze. */
  readonly urgent?: true
}

export interface PostedDossier {
  readonly dossierId: DossierId
  readonly sequence: number
}

/** A dossier that has passed every check of arrival, in the order of its thread. */
export interface ReceivedDossier {
  readonly dossierId: DossierId
  readonly kind: string
  readonly sender: AuthorityId
  readonly addressee: AuthorityId
  readonly thread: string
  readonly sequence: number
  readonly createdAt: Date
  /** Checked by the receiver's own strict schema, not yet by the exchange. */
  readonly body: unknown
  /** Already in the node's file store. */
  readonly attachments: readonly Attachment[]
  readonly language: string
}

/** What a module does with dossiers of its kinds; runs in the transaction that stores the dossier. */
export interface Receiver {
  readonly kinds: readonly string[]
  /** @throws ComityError to refuse: the sender gets a signed `refused` receipt with that code. */
  receive(ctx: Context, dossier: ReceivedDossier): Promise<void>
  /** A receipt about one of our dossiers came in or was made here. */
  receipt(ctx: Context, news: ReceiptNews): Promise<void>
}

export interface ReceiptNews {
  readonly event: ReceiptEvent
  readonly dossierId: DossierId
  readonly thread: string
  readonly kind: string
  readonly issuer: AuthorityId
  readonly at: Date
  /** Why, when refused or expired. */
  readonly code: string | null
}

/** A dossier as lists and the API show it. */
export const DossierSummary = z
  .strictObject({
    dossierId: Sha256Hex,
    kind: z.string().max(60),
    direction: z.enum(['out', 'in']),
    sender: AuthorityId,
    addressee: AuthorityId,
    thread: z.uuid(),
    sequence: z.number().int().positive(),
    createdAt: z.iso.datetime(),
    bytes: z.number().int(),
    sealedSha256: Sha256Hex,
    state: z.enum(['queued', 'delivered', 'refused', 'expired', 'held', 'applied']),
    attempts: z.number().int(),
    nextAttemptAt: z.iso.datetime().nullable(),
    lastProblem: z.string().max(500).nullable(),
    receipts: z
      .array(
        z.strictObject({
          receiptId: Sha256Hex,
          event: ReceiptEvent,
          issuer: AuthorityId,
          at: z.iso.datetime(),
          code: z.string().max(80).nullable(),
        }),
      )
      .max(50),
  })
  .meta({ id: 'DossierSummary' })
export type DossierSummary = z.output<typeof DossierSummary>

/** Dossiers and receipts by the API; the files themselves are bytes: `/api/dossiers/:id/container`, `/sealed`, `/api/receipts/:id`. */
export const exchangeApi = {
  listDossiers: {
    method: 'GET',
    url: '/api/dossiers',
    query: z.strictObject({ thread: z.uuid() }),
    response: z.strictObject({ dossiers: z.array(DossierSummary).max(500) }),
    summary: 'Dossiers of one thread, both ways, with their receipts',
  },
  getDossier: {
    method: 'GET',
    url: '/api/dossiers/:id',
    params: z.strictObject({ id: Sha256Hex }),
    response: DossierSummary,
    summary: 'One dossier with its receipts',
  },
} as const satisfies Api

declare module '@comity/errors' {
  interface ErrorRegistry {
    'dossier-too-large': 413
    'dossier-unknown': 404
    'dossier-replayed': 409
    'dossier-schema': 422
    'dossier-wrong-addressee': 422
    'dossier-kind-unknown': 422
    'dossier-out-of-thread': 422
    'dossier-clock-skew': 422
    'sender-unknown': 422
    'receipt-invalid': 422
    /** The container lacks a file that its dossier.json names, has another, or the file differs. */
    'dossier-attachment-mismatch': 422
    'receipt-unknown': 404
    'peer-unreachable': 503
    /** The bytes that came do not have the hash that the peer announced. */
    'dossier-damaged': 422
    /** A signed request that may be made once came again. */
    'request-repeated': 409
    /** A peer asks for what waits for another. */
    'queue-of-another': 403
    /** Neither node takes connections, or none of the two would begin. */
    'line-impossible': 409
  }
}
