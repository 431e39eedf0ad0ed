import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { MAX_LETTER_BYTES, type Authority, type AuthorityEntry, type KeptLetter } from '../../contract.ts'
import { mayKeep, type WholeDirectory } from '../../rules/entry.ts'

/** The mark of the end stands in the last bytes of a whole PDF (ISO 32000-2 §7.5.5); readers look this far. */
const TAIL_BYTES = 1024

/** Whether bytes are a PDF from their first one on: one that hides behind another format's head is none. */
function isPdf(bytes: Uint8Array): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return /^%PDF-[12]\.\d/.test(all.toString('latin1', 0, 8)) && all.subarray(-TAIL_BYTES).includes('%%EOF')
}

/**
 * What an entry says of these bytes when it commits to them as its letter.
 *
 * @throws ComityError `too-large`, `letter-not-pdf`
 */
export function letterOf(bytes: Uint8Array): KeptLetter {
  if (bytes.byteLength > MAX_LETTER_BYTES) throw new ComityError('too-large')
  if (!isPdf(bytes)) throw new ComityError('letter-not-pdf')
  return { sha256: sha256Hex(bytes), bytes: bytes.byteLength, mediaType: 'application/pdf' }
}

/** Makes sure that bytes are the letter that somebody committed to. @throws ComityError `letter-differs`, `letter-not-pdf`, `too-large` */
export function mustBeLetter(bytes: Uint8Array, named: { readonly sha256: string; readonly bytes: number }): KeptLetter {
  if (bytes.byteLength !== named.bytes || sha256Hex(bytes) !== named.sha256) throw new ComityError('letter-differs')
  return letterOf(bytes)
}

/**
 * Makes sure that an entry does not dress up in another authority's letter: it would look nominated, and open the letter to its own
 * readers. Who keeps both entries may name one letter in both, as a ministry nominates several offices at once.
 *
 * @throws ComityError `letter-of-another`
 */
export function mustBeOwnLetter(
  { listings, authorities }: Pick<WholeDirectory, 'listings' | 'authorities'>,
  entry: AuthorityEntry,
  from: Pick<Authority, 'id' | 'kind' | 'state'>,
): void {
  const named = entry.nomination?.sha256
  if (named === undefined) return
  const withNode = new Set<string>(authorities.map(({ id }) => id))
  for (const { details } of listings.values())
    for (const { authority, nomination } of details)
      if (nomination?.sha256 === named && authority !== entry.id && !mayKeep(from, authority, withNode))
        throw new ComityError('letter-of-another', { values: { id: authority } })
}
