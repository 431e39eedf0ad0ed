import type { Node } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import type { Names, Visibility } from '../../contract.ts'
import { standing } from '../../store.ts'
import type { Hit } from '../contract.ts'
import { addTexts, emptyIndex, removeTexts, type WordIndex } from '../rules/word-index.ts'
import { authorityNamesOf, pointNamesOf, stateRevisions } from '../store-finding.ts'
import { allStates } from './find-authority.ts'
import type { KnownState } from '../rules/known.ts'

/** A State, an authority or a contact point, as it is looked for. */
export interface Thing {
  readonly kind: Hit['kind']
  readonly state: string
  readonly authority: Hit['authority']
  readonly contactPoint: string | null
  readonly names: Names
  readonly within: Names | null
  readonly visibility: Visibility
}

/** All things under the words of their names. */
export interface WordBook {
  /** Of what is believed, up to which it was last brought. */
  revision: number
  /** By the numbers of the index; of those gone null. */
  readonly things: (Thing | null)[]
  readonly index: WordIndex
  /** By State: with which revision its things were read, and which numbers are theirs. */
  readonly states: Map<string, Range>
}

interface Range {
  readonly revision: number
  readonly first: number
  readonly count: number
}

interface Keeping {
  book: WordBook | null
  making: Promise<WordBook> | null
}

// One per running node, and gone with it.
const kept = new WeakMap<Node, Keeping>()

/**
 * The book as it stands: what came since is brought into it beside, State by State, while the old one serves. Only while there is none yet
 * is it waited for.
 */
export async function wordBook(node: Node): Promise<WordBook> {
  const keeping = keepingOf(node)
  const { revision } = await standing(node.db)
  const { book } = keeping
  if (book?.revision === revision) return book
  const making = refreshWords(node)
  if (book === null) return making
  // Whoever asks next tries again.
  making.catch((error: unknown) => node.log.warn({ error }, 'the words of the directory could not be brought up to date'))
  return book
}

/** Brings the book up to what is believed now, once at a time. */
export function refreshWords(node: Node): Promise<WordBook> {
  const keeping = keepingOf(node)
  keeping.making ??= brought(node, keeping.book)
    .then((book) => {
      keeping.book = book
      return book
    })
    .finally(() => {
      keeping.making = null
    })
  return keeping.making
}

function keepingOf(node: Node): Keeping {
  const keeping = kept.get(node) ?? { book: null, making: null }
  kept.set(node, keeping)
  return keeping
}

async function brought(node: Node, old: WordBook | null): Promise<WordBook> {
  const { revision } = await standing(node.db)
  // Numbers are not given twice: a book that is half empty is written anew.
  const book = old !== null && old.index.gone.size * 2 <= old.index.size ? old : emptyBook()
  const revisions = await stateRevisions(node.db)
  const states = await allStates(node.db)
  const codes = new Set(states.map(({ code }) => code))
  for (const code of book.states.keys()) if (!codes.has(code)) removeState(book, code)
  for (const state of states) {
    const own = revisions.get(state.code) ?? -1
    if (book.states.get(state.code)?.revision === own) continue
    // Each State is read by itself: between two of them other requests are answered.
    const things = await thingsOf(node.db, state)
    removeState(book, state.code)
    addState(book, state, { things, revision: own })
  }
  book.revision = revision
  return book
}

function emptyBook(): WordBook {
  return { revision: -1, things: [], index: emptyIndex(), states: new Map() }
}

function removeState(book: WordBook, code: string): void {
  const range = book.states.get(code)
  if (range === undefined) return
  removeTexts(book.index, range)
  book.things.fill(null, range.first, range.first + range.count)
  book.states.delete(code)
}

function addState(
  book: WordBook,
  { code, names }: KnownState,
  { things, revision }: { readonly things: readonly Thing[]; readonly revision: number },
): void {
  const first = addTexts(
    book.index,
    things.map((one) => textsOf(one, names)),
  )
  book.things.push(...things)
  book.states.set(code, { revision, first, count: things.length })
}

async function thingsOf(db: Db, { code, names, listed }: KnownState): Promise<Thing[]> {
  const plain = { state: code, authority: null, contactPoint: null, visibility: 'public' as const }
  const itself: Thing = { ...plain, kind: 'state', names, within: null }
  if (!listed) return [itself]
  const authorities = await authorityNamesOf(db, code)
  const of = new Map(authorities.map((one) => [String(one.id), one]))
  const points = await pointNamesOf(db, code)
  return [
    itself,
    ...authorities.map((one): Thing => ({ ...plain, kind: 'authority', authority: one.id, names: one.names, within: names })),
    ...points.flatMap(({ authority, id, names: own, visibility }): Thing[] => {
      const whole = of.get(authority)
      if (whole === undefined) return []
      return [
        {
          kind: 'contact-point',
          state: code,
          authority: whole.id,
          contactPoint: id,
          names: own,
          within: whole.names,
          visibility,
        },
      ]
    }),
  ]
}

/** What a thing is found by: its names, and of an authority or a desk those of the State as well. */
function textsOf({ kind, state, authority, names, within }: Thing, stateNames: Names): string[] {
  const own = [...spoken(names), kind === 'state' ? state : (authority ?? '')]
  if (kind === 'state') return own
  return [...own, ...spoken(stateNames), ...(kind === 'contact-point' && within !== null ? spoken(within) : [])]
}

function spoken(names: Names): string[] {
  return Object.values(names).filter((name) => name !== undefined)
}
