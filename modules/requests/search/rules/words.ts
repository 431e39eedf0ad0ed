import { arabicStem } from './arabic-stem.ts'
import { folded } from './fold.ts'

/** Letters of one word in the index: what is longer is no word (encoded data in a text would fill the index). */
const MAX_WORD = 60

const word = /[\p{L}0-9]+/gu
const runs = /\p{Script=Han}+|[^\p{Script=Han}]+/gu
/** Russian surnames, which decline by gender and case, to the form that their stem is made of: Петровой as Петров. */
const surname = /^(\p{Script=Cyrillic}{2,}(?:ов|ев|ин|ын))(?:а|у|ы|е|ой|ым|ом|ых|ыми)$/u

const isAscii = /^\p{ASCII}*$/u
const han = /^\p{Script=Han}/u
const arabic = /^\p{Script=Arabic}+$/u

/**
 * The words of a text as the index has them, separated by spaces. Chinese has no spaces: each two neighbouring characters are a word, and the last
 * one alone, so that whatever stands there is found by any two of its characters in a row. Everything else is brought to its stem by the database.
 */
export function indexWords(text: string): string {
  const found = folded(text).match(word) ?? []
  if (isAscii.test(text)) return found.map((one) => one.slice(0, MAX_WORD)).join(' ')
  return found.flatMap(ofOneWord).join(' ')
}

/** What stands together without a break in a folded text: one word, and several where scripts change. */
export function ofOneWord(found: string): string[] {
  return (found.match(runs) ?? []).flatMap((run) => {
    if (han.test(run)) return [...pairsOf(run), Array.from(run).at(-1) ?? '']
    const cut = run.slice(0, MAX_WORD)
    return [arabic.test(run) ? arabicStem(cut) : cut.replace(surname, '$1')]
  })
}

/** Each two neighbouring characters. */
export function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`)
}
