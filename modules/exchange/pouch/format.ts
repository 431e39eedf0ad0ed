import {
  canonicalJson,
  openContainer,
  parseCanonicalJson,
  sha256Hex,
  signContainer,
  type ContainerEntry,
  type OpenedContainer,
  type SignerKey,
} from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { MAX_RECEIPT_BYTES, type Receipt, readReceiptJson } from '../format/receipt.ts'
import { MAX_POUCH_BYTES, MAX_POUCH_ITEMS, PouchIndex, type PouchItem } from './contract.ts'

const INDEX = 'pouch.json'
/** Beside the items: the index, manifest and signature. */
const OTHER_ENTRIES = 6

/** A file that goes into a pouch. */
export interface PackedItem {
  readonly kind: PouchItem['kind']
  readonly bytes: Uint8Array
}

/** One signed file of all these (protocol/11): an ASiC-E container like any dossier, that any ZIP program opens. */
export function writePouch(
  about: Omit<PouchIndex, 'comity' | 'pouch' | 'items'>,
  items: readonly PackedItem[],
  terms: { readonly seal: SignerKey; readonly at: Date },
): Uint8Array<ArrayBuffer> {
  const files = items.map(({ kind, bytes }, at): ContainerEntry => ({ name: pathOf(kind, at), bytes }))
  const index: PouchIndex = {
    comity: 1,
    pouch: 1,
    ...about,
    items: items.map(({ kind, bytes }, at) => ({
      path: pathOf(kind, at),
      kind,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
    })),
  }
  const first = { name: INDEX, bytes: new TextEncoder().encode(canonicalJson(index)) }
  return signContainer({ files: [first, ...files], ...terms }).bytes
}

const places = { dossier: ['dossiers', 'age'], receipt: ['receipts', 'asice'], directory: ['directory', 'json'] } as const

function pathOf(kind: PouchItem['kind'], at: number): string {
  const [folder, ending] = places[kind]
  return `${folder}/${String(at + 1).padStart(5, '0')}.${ending}`
}

export interface ReadPouch {
  readonly index: PouchIndex
  readonly opened: OpenedContainer
  /** As the index lists them. */
  readonly items: readonly (PouchItem & { readonly content: Uint8Array })[]
}

/**
 * Opens a pouch: canonical form, signature, and that the index names the files that are there. Whom to believe is for the caller.
 *
 * @throws ComityError `pouch-malformed`, or a code of the container and its signature
 */
export function readPouch(bytes: Uint8Array): ReadPouch {
  const opened = openContainer(bytes, { maxBytes: MAX_POUCH_BYTES, maxEntries: MAX_POUCH_ITEMS + OTHER_ENTRIES })
  const json = opened.files.get(INDEX)
  if (json === undefined) throw malformed('pouch.json is missing')
  const index = indexOf(json)
  const named = [INDEX, ...index.items.map(({ path }) => path)]
  if ([...opened.files.keys()].join('\n') !== named.join('\n')) throw malformed('the index names other files')
  const items = index.items.map((item) => ({ ...item, content: contentOf(item, opened.files) }))
  return { index, opened, items }
}

function indexOf(json: Uint8Array): PouchIndex {
  const parsed = PouchIndex.safeParse(parseCanonicalJson(json, { maxDepth: 4, maxBytes: 8_000_000 }))
  if (!parsed.success) throw malformed(parsed.error.issues[0]?.path.join('.') ?? 'index')
  return parsed.data
}

function contentOf(item: PouchItem, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const content = files.get(item.path)
  const fits = content !== undefined && content.length === item.bytes && sha256Hex(content) === item.sha256
  if (!fits) throw malformed(item.path)
  return content
}

export function malformed(reason: string): ComityError {
  return new ComityError('pouch-malformed', { values: { reason } })
}

/** A receipt taken apart, not checked: see `checkReceipt`. @throws ComityError `pouch-malformed`, `receipt-invalid`, or a code of the container */
export function openReceipt(container: Uint8Array): { readonly receiptId: string; readonly receipt: Receipt } {
  const { files, manifestHash } = openContainer(container, { maxBytes: MAX_RECEIPT_BYTES, maxEntries: 8 })
  const json = files.get('receipt.json')
  if (json === undefined) throw malformed('receipt.json')
  return { receiptId: manifestHash, receipt: readReceiptJson(json) }
}

/** What a file that was carried here is, by how it begins. */
export function kindOfCarried(bytes: Uint8Array): 'pouch' | 'dossier' | 'receipt' | 'directory' | null {
  const text = Buffer.from(bytes.subarray(0, 300)).toString('latin1')
  if (text.startsWith('age-encryption.org/')) return 'dossier'
  if (text.startsWith('{')) return 'directory'
  if (!text.startsWith('PK')) return null
  if (text.includes(INDEX)) return 'pouch'
  return text.includes('receipt.json') ? 'receipt' : null
}
