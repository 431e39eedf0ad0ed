import { canonicalJson, parseCanonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { AuthorityId } from '@comity/accounts/contract'
import { z } from 'zod'
import { DossierId, FileName, Sha256Hex } from '../contract.ts'

/** protocol/08 section 2: the version of the wire. A receiver refuses any other. */
export const COMITY_VERSION = 1
/** protocol/08 section 2: ECDSA P-256 with SHA-256 in CAdES-B, age with ML-KEM-768 + X25519. There is no negotiation, so no downgrade. */
export const SUITE = 'comity-1-p256-mlkem768x25519'

/** 25 MB of attachments (architecture §3) and what stands around them; a larger file travels as an evidence reference. */
export const MAX_DOSSIER_BYTES = 30_000_000
/** age adds a header of about 1.7 KB and 16 bytes for each 64 KiB. */
export const MAX_SEALED_BYTES = MAX_DOSSIER_BYTES + 100_000
export const MAX_ATTACHMENTS = 50
/** dossier.json alone: bounds what a hostile sender makes the parser do. */
export const MAX_DOSSIER_JSON = { maxBytes: 2_000_000, maxDepth: 32 } as const

const Kind = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)

export const DossierAttachment = z.strictObject({
  path: z.string().regex(/^attachments\/[0-9]{3}\.[a-z0-9]{1,8}$/),
  name: FileName,
  mediaType: z
    .string()
    .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/)
    .max(100),
  bytes: z.number().int().nonnegative().max(MAX_DOSSIER_BYTES),
  sha256: Sha256Hex,
})
export type DossierAttachment = z.output<typeof DossierAttachment>

/** JSON may say U+0000; text in PostgreSQL may not, and in many programs ends there. The depth is bounded by the parser. */
function hasNoNul(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, member]) => hasNoNul(name) && hasNoNul(member))
}

/** `dossier.json`, protocol/08 section 3. Canonical JSON (RFC 8785); anything it does not name is refused. */
export const Dossier = z
  .strictObject({
    comity: z.literal(COMITY_VERSION),
    suite: z.literal(SUITE),
    kind: Kind,
    sender: AuthorityId,
    addressee: AuthorityId,
    // One spelling of a thread: two would be two threads to one reader and one to another.
    thread: z.uuid().lowercase(),
    epoch: z.number().int().min(1).max(1_000_000),
    sequence: z.number().int().min(1).max(1_000_000_000),
    previous: DossierId.nullable(),
    priority: z.enum(['ordinary', 'urgent']),
    createdAt: z.iso.datetime({ precision: 3 }),
    directoryVersion: z.number().int().nonnegative(),
    language: z.string().regex(/^[a-z]{2}$/),
    attachments: z.array(DossierAttachment).max(MAX_ATTACHMENTS),
    body: z.record(z.string(), z.unknown()).refine(hasNoNul),
  })
  .meta({ id: 'Dossier', title: 'dossier.json' })
export type Dossier = z.output<typeof Dossier>

/** The bytes of `dossier.json`. */
export function dossierJson(dossier: Dossier): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(Dossier.parse(dossier)))
}

/** @throws ComityError `dossier-schema`; `json-malformed` and `json-not-canonical` of the parser. */
export function readDossierJson(bytes: Uint8Array): Dossier {
  const read = Dossier.safeParse(parseCanonicalJson(bytes, MAX_DOSSIER_JSON))
  if (read.success) return read.data
  throw new ComityError('dossier-schema', { values: { path: read.error.issues[0]?.path.join('.') ?? '' } })
}
