import { openContainer, sha256Hex, type OpenedContainer } from '@comity/crypto'
import { openTrustAnchor, type OpenedTrustAnchor } from '@comity/directory/server'
import type { Dossier } from '../format/dossier.ts'
import { openDossier, readDossier } from '../format/read-dossier.ts'
import { MAX_RECEIPT_BYTES, readProofJson, readReceiptJson, type Receipt, type TimeStampProof } from '../format/receipt.ts'
import { Notes } from './notes.ts'

/** A file as it was given. */
export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

interface Examined {
  readonly name: string
  readonly notes: Notes
}
export interface ExaminedDossier extends Examined {
  readonly kind: 'dossier'
  readonly content: { readonly id: string; readonly dossier: Dossier; readonly opened: OpenedContainer } | null
}
export interface ExaminedReceipt extends Examined {
  readonly kind: 'receipt'
  readonly content: {
    readonly id: string
    readonly receipt: Receipt
    readonly proof: TimeStampProof
    readonly opened: OpenedContainer
    readonly token: Uint8Array
  } | null
}
export interface ExaminedSealed extends Examined {
  readonly kind: 'sealed'
  readonly sha256: string
}
export interface ExaminedAnchor extends Examined {
  readonly kind: 'anchor'
  readonly content: OpenedTrustAnchor | null
}
export interface ExaminedOther extends Examined {
  readonly kind: 'unknown'
}
export type ExaminedFile = ExaminedDossier | ExaminedReceipt | ExaminedSealed | ExaminedAnchor | ExaminedOther

/** What the file says and whether it is whole in itself. Whom to believe is not asked here. */
export function examineFile({ name, bytes }: GivenFile): ExaminedFile {
  const notes = new Notes()
  const kind = kindOf(bytes)
  if (kind === 'dossier') return { kind, name, notes, content: notes.attempt(() => openedDossier(bytes)) }
  if (kind === 'receipt') return { kind, name, notes, content: notes.attempt(() => openedReceipt(bytes, notes)) }
  if (kind === 'anchor') return { kind, name, notes, content: notes.attempt(() => openTrustAnchor(bytes)) }
  if (kind === 'sealed') return { kind, name, notes, sha256: examineSealed(bytes, notes) }
  notes.problem('unknown-file')
  return { kind, name, notes }
}

/** Enough of the beginning to tell files apart: the names of the first two entries, or the first line. */
const BEGINNING = 4096

function kindOf(bytes: Uint8Array): ExaminedFile['kind'] {
  const text = Buffer.from(bytes.subarray(0, BEGINNING)).toString('latin1')
  if (text.startsWith('age-encryption.org/')) return 'sealed'
  if (text.startsWith('{"comity":"trust-anchor"') || text.includes('-----BEGIN CERTIFICATE-----')) return 'anchor'
  if (!text.includes('application/vnd.etsi.asic-e+zip') && !text.startsWith('PK')) return 'unknown'
  if (text.slice(0, 300).includes('receipt.json')) return 'receipt'
  return text.slice(0, 300).includes('dossier.json') ? 'dossier' : 'unknown'
}

function openedDossier(bytes: Uint8Array): NonNullable<ExaminedDossier['content']> {
  const { dossierId: id, dossier, opened } = readDossier(openDossier(bytes))
  return { id, dossier, opened }
}

// protocol/09 sections 2 and 4: one file, one signature, one stamp; anything more would be carried unexamined.
function openedReceipt(bytes: Uint8Array, notes: Notes): ExaminedReceipt['content'] {
  const opened = openContainer(bytes, { maxBytes: MAX_RECEIPT_BYTES, maxEntries: 8 })
  const json = opened.files.get('receipt.json')
  const { timeStamp } = opened
  if (json === undefined || opened.files.size !== 1 || opened.officer !== null)
    notes.problem('receipt-invalid', { reason: 'files' })
  if (timeStamp === null) notes.problem('timestamp-invalid', { reason: 'missing' })
  if (json === undefined || timeStamp === null) return null
  return {
    id: opened.manifestHash,
    receipt: readReceiptJson(json),
    proof: readProofJson(timeStamp.proof),
    opened,
    token: timeStamp.token,
  }
}

/** protocol/05: the header's last line, then at least a nonce and a segment's tag. */
const SEALED_HEADER =
  /^age-encryption\.org\/v1\n(?:-> mlkem768x25519 [A-Za-z0-9+/]+\n[A-Za-z0-9+/]+\n){1,20}--- [A-Za-z0-9+/]{43}\n/
const LONGEST_HEADER = 40_000
const SHORTEST_PAYLOAD = 32

function examineSealed(bytes: Uint8Array, notes: Notes): string {
  const header = SEALED_HEADER.exec(Buffer.from(bytes.subarray(0, LONGEST_HEADER)).toString('latin1'))
  if (header === null || bytes.length < header[0].length + SHORTEST_PAYLOAD) notes.problem('sealed-malformed')
  const sha256 = sha256Hex(bytes)
  notes.fact('sealed-sha256', sha256)
  notes.fact('bytes', String(bytes.length))
  notes.leaveOpen('open-sealed-content')
  return sha256
}
