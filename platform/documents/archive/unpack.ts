import { unzipSync } from 'fflate'

/** A file that is a ZIP of parts, as office documents are. Null if it is none, is damaged, or would unpack to more than allowed. */
export function unpack(bytes: Uint8Array, { maxBytes, wanted }: UnpackLimits): Record<string, Uint8Array> | null {
  let total = 0
  let parts = 0
  try {
    // What a part says of its size is all the room it gets: one that lies is cut off there, not believed.
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        parts += 1
        if (parts > MAX_PARTS) throw new RangeError('too many parts')
        if (!wanted(name)) return false
        total += originalSize
        if (total > maxBytes) throw new RangeError('unpacks to too much')
        return true
      },
    })
  } catch {
    return null
  }
}

export interface UnpackLimits {
  /** Of the wanted parts together, unpacked (zip bomb). */
  readonly maxBytes: number
  readonly wanted: (name: string) => boolean
}

/** Parts of an archive: a million empty ones cost time too. */
const MAX_PARTS = 5_000

/** XML with a document type may name other files or grow without end: no office program writes one. */
export function declaresEntities(xml: Uint8Array): boolean {
  return Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength).includes('<!DOCTYPE') || Buffer.from(xml).includes('<!ENTITY')
}
