import { arabicStem } from './arabic-stem.ts'
import { folded } from './fold.ts'

/** Letters of one word in the index: what is longer is no word (encoded data in a text would fill the index). */
const MAX_WORD = 60

const word = /[\p{L}0-9]+/gu
const runs = /\p{Script=Han}+|[^\p{Script=Han}]+/gu
const han = /^\p{Script=Han}/u
const arabic = /^\p{Script=Arabic}+$/u

/**
 * The words of a text as the index has them, separated by spaces. Chinese has no spaces: each two neighbouring characters are a word, and the last
 * one alone, so that whatever stands there is found by any two of its characters in a row. Everything else is brought to its stem by the database.
 */
export function indexWords(text: string): string {
  return (folded(text).match(word) ?? []).flatMap(ofOneWord).join(' ')
}

/** What stands together without a break in a folded text: one word, and several where scripts change. */
export function ofOneWord(found: string): string[] {
  return (found.match(runs) ?? []).flatMap((run) => {
    if (han.test(run)) return [...pairsOf(run), [...run].at(-1) ?? '']
    return [arabic.test(run) ? arabicStem(run.slice(0, MAX_WORD)) : run.slice(0, MAX_WORD)]
  })
}

/** Each two neighbouring characters. */
export function pairsOf(run: string): string[] {
  const characters = [...run]
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`)
}
