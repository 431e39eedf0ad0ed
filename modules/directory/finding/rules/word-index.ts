import { distance, slipsOf } from './distance.ts'
import { inLatin, isPair, wordsIn } from './words.ts'

/** Things under the words of their names: each thing by its number. */
export interface WordIndex {
  readonly size: number
  readonly postings: ReadonlyMap<string, Uint32Array>
  /** The words by each run of three letters in them, for misspelt ones. */
  readonly runs: ReadonlyMap<string, readonly string[]>
}

/** A thing that fits, and how well: 1 where every word does letter by letter. */
export interface Fit {
  readonly at: number
  readonly score: number
}

/** Indexes things by the words of their texts. */
export function indexOf(texts: readonly (readonly string[])[]): WordIndex {
  const lists = new Map<string, number[]>()
  texts.forEach((own, at) => {
    const words = new Set(own.flatMap(wordsIn).flatMap((word) => [word, ...(inLatin(word) ?? '').split(' ')]))
    for (const word of words) {
      if (word === '') continue
      const list = lists.get(word)
      if (list === undefined) lists.set(word, [at])
      else list.push(at)
    }
  })
  const runs = new Map<string, string[]>()
  for (const word of lists.keys())
    for (const run of new Set(runsOf(word))) {
      const list = runs.get(run)
      if (list === undefined) runs.set(run, [word])
      else list.push(word)
    }
  return {
    size: texts.length,
    postings: new Map([...lists].map(([word, list]) => [word, Uint32Array.from(list)])),
    runs,
  }
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
    if (share < PAIRS_NEEDED) continue
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
