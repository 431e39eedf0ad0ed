import type { TranslatedPassage } from '../../contract.ts'

/** Passages that stand on one page: those of one part of the request, as many as a form can carry there and back. */
export interface Chunk {
  readonly part: string
  /** Which page of the part. */
  readonly at: number
  readonly passages: readonly TranslatedPassage[]
}

const MOST_PASSAGES = 40
/** Characters of authentic text; what is typed beside it, and what it was before, go along in the form. */
const MOST_CHARACTERS = 15_000

/** The pages of a translation in the order of the request. Their borders follow from the authentic text alone, so that saving moves none. */
export function chunksOf(passages: readonly TranslatedPassage[]): Chunk[] {
  const chunks: { part: string; at: number; passages: TranslatedPassage[]; characters: number }[] = []
  for (const passage of passages) {
    const last = chunks.at(-1)
    const fits =
      last?.part === passage.part &&
      last.passages.length < MOST_PASSAGES &&
      last.characters + passage.text.length <= MOST_CHARACTERS
    if (last !== undefined && fits) {
      last.passages.push(passage)
      last.characters += passage.text.length
    } else {
      const at = last?.part === passage.part ? last.at + 1 : 0
      chunks.push({ part: passage.part, at, passages: [passage], characters: passage.text.length })
    }
  }
  return chunks
}

/** Where a page of a translation is. */
export function chunkHref(requestId: string, language: string, { part, at }: Pick<Chunk, 'part' | 'at'>): string {
  return `/requests/${requestId}/translations/${language}/${part}/${at}`
}
