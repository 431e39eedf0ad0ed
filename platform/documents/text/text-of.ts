import { readingRoom } from '../worker/shops.ts'

/** What can be read of a file, and why not more, in a few words for the log; `problem` is null when all was read. */
export interface FileText {
  readonly text: string
  readonly problem: string | null
}

/** Bytes of a file that is looked into for its text; a larger one is found by its name only. */
const MAX_BYTES = 30_000_000

/** A file made to be read for ever. */
const TIMEOUT_MS = 30_000

/**
 * The text of a file for the search, at most a million characters: PDF, DOCX, XLSX, ODT, ODS, plain text, CSV; '' for images and
 * for what cannot be read. Never throws for what is in the file: a broken or hostile one gives '' and a problem. Read one after
 * another in a thread of its own, bounded in time and memory.
 */
export async function textOf(bytes: Uint8Array, mediaType: string): Promise<FileText> {
  if (mediaType.startsWith('image/')) return { text: '', problem: null }
  if (bytes.byteLength > MAX_BYTES) return { text: '', problem: 'too large' }
  try {
    return await readingRoom.run('readText', { bytes, mediaType }, { timeoutMs: TIMEOUT_MS, failure: 'document-not-made' })
  } catch {
    return { text: '', problem: 'took too much time or memory' }
  }
}
