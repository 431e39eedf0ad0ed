import { folded } from './fold.ts'
import { ofOneWord, pairsOf } from './words.ts'

/** Words of one search: more narrow nothing and cost. */
const MAX_TERMS = 12

/** A search as the store takes it: each term a word or a phrase in the index's words, with a star at the end for whatever begins so. */
export interface ReadQuery {
  readonly terms: readonly string[]
  /** The same with the last word as a beginning: asked where the words themselves find little; null where it is no word that grows. */
  readonly wider: readonly string[] | null
}

const quoted = /["“”„«»「」]([^"“”„«»「」]*)["“”„«»「」]|([^\s"“”„«»「」]+)/gu

/**
 * Reads what was typed: words that must all be there, `"words in a row"`, and the last word also as a beginning. What is joined by a hyphen, slash
 * or apostrophe is a row of words, as references are. Null where no letter or digit is asked for.
 */
export function readQuery(typed: string): ReadQuery | null {
  const parts = [...typed.matchAll(quoted)].map(([, phrase, word]) => ({
    text: phrase ?? word ?? '',
    isPhrase: phrase !== undefined,
  }))
  const terms = parts.flatMap(({ text, isPhrase }) => (isPhrase ? phraseTerms(text) : wordTerms(text))).slice(0, MAX_TERMS)
  const last = terms.at(-1)
  if (last === undefined) return null
  const grows = parts.at(-1)?.isPhrase === false && /[\p{L}0-9]$/u.test(typed) && /(?:^| )[^ ]{3,}$/u.test(last)
  return { terms, wider: grows && !last.endsWith('*') ? [...terms.slice(0, -1), `${last}*`] : null }
}

/** The words that a reader's eye looks for in a text that was found: folded, those in a row too. */
export function lookedFor(typed: string): string[] {
  return folded(typed).match(/[\p{L}0-9]+/gu) ?? []
}

/** What stands between two spaces: one term, in a row where something joins it; Chinese word by word. */
function wordTerms(text: string): string[] {
  const words = folded(text).match(/[\p{L}0-9]+/gu) ?? []
  if (words.some((word) => /\p{Script=Han}/u.test(word))) return words.flatMap(scripts)
  return words.length === 0 ? [] : [words.flatMap(ofOneWord).join(' ')]
}

function phraseTerms(text: string): string[] {
  const all = (folded(text).match(/[\p{L}0-9]+/gu) ?? []).flatMap((word) => word.match(runs) ?? [])
  const last = all.at(-1)
  if (last === undefined) return []
  // In the text that last run may go on: its last character need not stand alone there.
  return [[...all.slice(0, -1).flatMap(ofOneWord), ...(chinese.test(last) ? [hanTerm(last)] : ofOneWord(last))].join(' ')]
}

const runs = /\p{Script=Han}+|[^\p{Script=Han}]+/gu
const chinese = /^\p{Script=Han}/u

function scripts(word: string): string[] {
  return (word.match(runs) ?? []).flatMap((run) => (chinese.test(run) ? hanWords(run).map(hanTerm) : ofOneWord(run)))
}

/** A word of Chinese as the pairs of its characters in a row; one character is a beginning: of a pair, or the last of its run. */
function hanTerm(word: string): string {
  const pairs = pairsOf(word)
  return pairs.length === 0 ? `${word}*` : pairs.join(' ')
}

/** Words of a run of Chinese; characters that are no word, as of names, stay together. */
function hanWords(run: string): string[] {
  const words: string[] = []
  let isName = false
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(run)) {
    const isSingle = Array.from(segment).length === 1
    if (isSingle && isName) words.push(`${words.pop() ?? ''}${segment}`)
    else words.push(segment)
    isName = isSingle
  }
  return words
}
