import { distance, slipsOf } from './distance.ts'
import { inLatin, isPair, wordsIn } from './words.ts'

/** Things under the words of their names: each thing by its number. Things come and go; a number is never given again. */
export interface WordIndex {
  /** Numbers given so far. */
  size: number
  readonly gone: Set<number>
  readonly postings: Map<string, number[]>
  /** The words by each run of three letters in them, for misspelt ones. */
  readonly runs: Map<string, string[]>
}

/** A thing that fits, and how well: 1 where every word does letter by letter. */
export interface Fit {
  readonly at: number
  readonly score: number
}

/** An index of nothing. */
export function emptyIndex(): WordIndex {
  return { size: 0, gone: new Set(), postings: new Map(), runs: new Map() }
}

/** Adds things by the words of their texts. @returns the number of the first; the others follow it */
export function addTexts(index: WordIndex, texts: readonly (readonly string[])[]): number {
  const first = index.size
  index.size += texts.length
  // Of one State many names are the same.
  const wordsOf = new Map<string, readonly string[]>()
  texts.forEach((own, at) => {
    for (const word of new Set(own.flatMap((text) => remembered(wordsOf, text)))) addWord(index, word, first + at)
  })
  return first
}

function remembered(known: Map<string, readonly string[]>, text: string): readonly string[] {
  const before = known.get(text)
  if (before !== undefined) return before
  const words = wordsIn(text)
    .flatMap((word) => [word, ...(inLatin(word) ?? '').split(' ')])
    .filter((word) => word !== '')
  known.set(text, words)
  return words
}

function addWord({ postings, runs }: WordIndex, word: string, at: number): void {
  const list = postings.get(word)
  if (list !== undefined) {
    list.push(at)
    return
  }
  postings.set(word, [at])
  for (const run of new Set(runsOf(word))) {
    const words = runs.get(run)
    if (words === undefined) runs.set(run, [word])
    else words.push(word)
  }
}

/** Takes things out: they are found no more. */
export function removeTexts({ gone }: WordIndex, { first, count }: { readonly first: number; readonly count: number }): void {
  for (let at = first; at < first + count; at++) gone.add(at)
}

/** Runs of three letters, with the ends marked so that how a word begins counts. */
function runsOf(word: string): string[] {
  const marked = ` ${word} `
  return marked.length < 4 ? [marked] : Array.from({ length: marked.length - 2 }, (_, at) => marked.slice(at, at + 3))
}

/** Most words of a question. */
const MAX_ASKED = 8
/** Of Chinese pairs so many must be there; one wrong sign spoils two of them. */
const PAIRS_NEEDED = 0.5
/** Where a word fits letter by letter, what is only alike by two slips is not meant. */
const NEAR_THE_BEST = 0.65

/** The things that fit all words of a question, the best first. Words may be misspelt, begun only, or in another script. */
export function search(index: WordIndex, question: string): Fit[] {
  const words = [...new Set(wordsIn(question))].slice(0, MAX_ASKED * 2)
  const pairs = words.filter(isPair)
  const asked = words.filter((word) => !isPair(word)).slice(0, MAX_ASKED)
  if (words.length === 0) return []
  const scores = new Float32Array(index.size)
  const counts = new Uint8Array(index.size)
  for (const word of asked) addBest(index, formsOf(index, word), { scores, counts })
  const needed = asked.length
  const pairCounts = new Uint8Array(index.size)
  for (const pair of pairs) for (const at of index.postings.get(pair) ?? []) pairCounts[at] = (pairCounts[at] ?? 0) + 1
  const fits: Fit[] = []
  for (let at = 0; at < index.size; at++) {
    if ((counts[at] ?? 0) < needed) continue
    const share = pairs.length === 0 ? 1 : (pairCounts[at] ?? 0) / pairs.length
    if (share < PAIRS_NEEDED || index.gone.has(at)) continue
    const parts = asked.length + (pairs.length > 0 ? 1 : 0)
    fits.push({ at, score: ((scores[at] ?? 0) + (pairs.length > 0 ? share : 0)) / parts })
  }
  fits.sort((a, b) => b.score - a.score || a.at - b.at)
  const least = (fits[0]?.score ?? 0) * NEAR_THE_BEST
  return fits.filter(({ score }) => score >= least)
}

function addBest(
  { size, postings }: WordIndex,
  forms: ReadonlyMap<string, number>,
  { scores, counts }: { readonly scores: Float32Array; readonly counts: Uint8Array },
): void {
  const best = new Float32Array(size)
  for (const [word, score] of forms) for (const at of postings.get(word) ?? []) if (score > (best[at] ?? 0)) best[at] = score
  for (let at = 0; at < size; at++) {
    const score = best[at] ?? 0
    if (score === 0) continue
    scores[at] = (scores[at] ?? 0) + score
    counts[at] = (counts[at] ?? 0) + 1
  }
}

/** Words of the index that a word of the question may mean, with how sure that is. */
function formsOf(index: WordIndex, word: string): Map<string, number> {
  const forms = new Map<string, number>()
  for (const written of new Set([word, inLatin(word) ?? word])) {
    for (const other of nearWords(index, written)) {
      const score = nearness(written, other)
      if (score > (forms.get(other) ?? 0)) forms.set(other, score)
    }
  }
  return forms
}

/** Words that have enough runs in common with one to be worth comparing letter by letter. */
function nearWords({ postings, runs }: WordIndex, word: string): string[] {
  const own = runsOf(word)
  const met = new Map<string, number>()
  for (const run of own) for (const other of runs.get(run) ?? []) met.set(other, (met.get(other) ?? 0) + 1)
  // A slip spoils at most three runs, and a swap of neighbours four.
  const needed = Math.max(own.length < 6 ? 1 : 2, own.length - 4 * Math.max(1, slipsOf(word)))
  const near = [...met].filter(([, count]) => count >= needed).map(([other]) => other)
  return postings.has(word) ? [word, ...near] : near
}

/** 1 for the same word, less for one that only begins so, holds it or is misspelt; 0 where it is another. */
function nearness(asked: string, word: string): number {
  if (asked === word) return 1
  if (word.startsWith(asked)) return asked.length < 3 ? 0.6 : 0.9
  if (asked.length >= 4 && word.includes(asked)) return 0.7
  const slips = slipsOf(asked)
  if (slips === 0) return 0
  const whole = distance(asked, word, slips)
  if (whole <= slips) return 0.85 - 0.15 * whole
  // Begun and misspelt at once.
  if (asked.length < 5 || word.length <= asked.length || word[0] !== asked[0]) return 0
  return distance(asked, word.slice(0, asked.length), 1) <= 1 ? 0.6 : 0
}
