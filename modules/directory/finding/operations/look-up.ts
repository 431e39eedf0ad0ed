import type { Node } from '@comity/accounts/contract'
import type { Hit, Hits, LookUp } from '../contract.ts'
import { search, type Fit } from '../rules/word-index.ts'
import { maySee, type Reader } from '../rules/visible.ts'
import { hiddenFrom } from './only-pinned.ts'
import { wordBook, type Thing } from './word-book.ts'

/** States, authorities and contact points that fit the words, the best first; of contact points only those that the reader may see. */
export async function lookUp(node: Node, reader: Reader, { query, state, limit }: LookUp): Promise<Hits> {
  const [{ things, index }, hidden] = await Promise.all([wordBook(node), hiddenFrom(node.db, reader)])
  const hits: Hit[] = []
  for (const { at, score } of inOrder(search(index, query), things)) {
    const thing = things[at] ?? null
    if (thing === null || (state !== undefined && thing.state !== state)) continue
    if (thing.authority !== null && hidden.has(thing.authority)) continue
    if (thing.kind === 'contact-point' && !maySee(reader, thing.visibility, thing.authority ?? '')) continue
    if (hits.length === limit) return { hits, more: true }
    const { visibility: _, ...shown } = thing
    hits.push({ ...shown, score: Math.round(score * 100) / 100 })
  }
  return { hits, more: false }
}

const rank = { state: 0, authority: 1, 'contact-point': 2 } as const

/** Of two that fit alike the larger one first: the State, then its authorities, then their desks; then by the State's code. */
function inOrder(fits: Fit[], things: readonly (Thing | null)[]): Fit[] {
  const place = (at: number): number => rank[things[at]?.kind ?? 'contact-point']
  const code = (at: number): string => things[at]?.state ?? ''
  return fits.sort(
    (a, b) =>
      b.score - a.score ||
      place(a.at) - place(b.at) ||
      (code(a.at) < code(b.at) ? -1 : code(a.at) > code(b.at) ? 1 : a.at - b.at),
  )
}
