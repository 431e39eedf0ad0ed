import { ComityError } from '@comity/errors'
import { press } from '../worker/shops.ts'
import type { PrintedDocument } from './model.ts'

/** Characters of one document: some 1,000 pages, a minute of the press. */
const MAX_CHARACTERS = 3_000_000

/**
 * A document as PDF/UA-1 or PDF/A-2a: tagged, with its fonts, in Latin, Cyrillic, Greek, Arabic and Chinese script; characters of
 * other scripts appear by their number (`[U+0E01]`). One at a time, in a thread of its own; deterministic.
 *
 * @throws ComityError `document-too-large`, `document-not-made`.
 */
export async function pdfOf(document: PrintedDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { createdAt, ...content } = document
  const job = { content, createdAtSeconds: Math.floor(createdAt.getTime() / 1000) }
  if (JSON.stringify(content).length > MAX_CHARACTERS) throw new ComityError('document-too-large')
  return press.run('print', job, { timeoutMs: 120_000, failure: 'document-not-made' })
}
