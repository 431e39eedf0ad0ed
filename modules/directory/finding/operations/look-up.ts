import type { Node } from '@comity/accounts/contract'
import { standing } from '../../store.ts'
import type { Names, Visibility } from '../../contract.ts'
import type { Hit, Hits, LookUp } from '../contract.ts'
import { indexOf, search, type WordIndex } from '../rules/word-index.ts'
import { maySee, type Reader } from '../rules/visible.ts'
import { authorityNamesHeld, pointNamesHeld } from '../store-finding.ts'
import { allStates } from './find-authority.ts'
import { hiddenFrom } from './only-pinned.ts'

interface Thing {
  readonly kind: Hit['kind']
  readonly state: string
  readonly authority: Hit['authority']
  readonly contactPoint: string | null
  readonly names: Names
  readonly within: Names | null
  readonly visibility: Visibility
}

interface Book {
  readonly revision: number
  readonly things: readonly Thing[]
  readonly index: WordIndex
}

// One per running node, made anew when what is believed changes, and gone with the node.
const books = new WeakMap<Node, Promise<Book>>()

/** States, authorities and contact points that fit the words, the best first; of contact points only those that the reader may see. */
export async function lookUp(node: Node, reader: Reader, { query, state, limit }: LookUp): Promise<Hits> {
  const [{ things, index }, hidden] = await Promise.all([bookOf(node), hiddenFrom(node.db, reader)])
  const hits: Hit[] = []
  for (const { at, score } of inOrder(search(index, query), things)) {
    const thing = things[at]
    if (thing === undefined || (state !== undefined && thing.state !== state)) continue
    if (thing.authority !== null && hidden.has(thing.authority)) continue
    if (thing.kind === 'contact-point' && !maySee(reader, thing.visibility, thing.authority ?? '')) continue
    if (hits.length === limit) return { hits, more: true }
    const { visibility: _, ...shown } = thing
    hits.push({ ...shown, score: Math.round(score * 100) / 100 })
  }
  return { hits, more: false }
}

const rank = { state: 0, authority: 1, 'contact-point': 2 } as const

/** Of two that fit alike the larger one first: the State, then its authorities, then their desks. */
function inOrder(fits: ReturnType<typeof search>, things: readonly Thing[]): ReturnType<typeof search> {
  const place = (at: number): number => rank[things[at]?.kind ?? 'contact-point']
  return fits.sort((a, b) => b.score - a.score || place(a.at) - place(b.at) || a.at - b.at)
}

async function bookOf(node: Node): Promise<Book> {
  const { revision } = await standing(node.db)
  const known = books.get(node)
  if (known !== undefined) {
    const book = await known
    if (book.revision === revision) return book
  }
  const made = makeBook(node, revision)
  books.set(node, made)
  // A failed one must not stay.
  made.catch(() => books.delete(node))
  return made
}

async function makeBook(node: Node, revision: number): Promise<Book> {
  const [states, authorities, points] = await Promise.all([
    allStates(node.db),
    authorityNamesHeld(node.db),
    pointNamesHeld(node.db),
  ])
  const stateNames = new Map(states.map(({ code, names }) => [code, names]))
  const of = new Map(authorities.map((one) => [String(one.id), one]))
  const plain = { authority: null, contactPoint: null, visibility: 'public' as const }
  const things: Thing[] = [
    ...states.map(({ code, names }): Thing => ({ ...plain, kind: 'state', state: code, names, within: null })),
    ...authorities.map(({ id, state, names }): Thing => ({
      ...plain,
      kind: 'authority',
      state,
      authority: id,
      names,
      within: stateNames.get(state) ?? null,
    })),
    ...points.flatMap(({ authority, id, names, visibility }): Thing[] => {
      const whole = of.get(authority)
      if (whole === undefined) return []
      return [
        {
          kind: 'contact-point',
          state: whole.state,
          authority: whole.id,
          contactPoint: id,
          names,
          within: whole.names,
          visibility,
        },
      ]
    }),
  ]
  return { revision, things, index: indexOf(things.map((one) => textsOf(one, stateNames))) }
}

/** What a thing is found by: its names, and of an authority or a desk those of the State as well. */
function textsOf({ kind, state, authority, names, within }: Thing, stateNames: ReadonlyMap<string, Names>): string[] {
  const own = [...spoken(names), kind === 'state' ? state : (authority ?? '')]
  if (kind === 'state') return own
  const around = [...spoken(stateNames.get(state)), ...(kind === 'contact-point' ? spoken(within ?? undefined) : [])]
  return [...own, ...around]
}

function spoken(names: Names | undefined): string[] {
  return Object.values(names ?? {}).filter((name) => name !== undefined)
}
