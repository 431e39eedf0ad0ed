import { fold } from '../../rules/fold.ts'

/** Letters that no decomposition makes plain: `ø`, `ł`, the dotless `ı`, Persian forms of Arabic letters. */
const plain: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ک: 'ك',
  ی: 'ي',
  ؤ: 'و',
  ئ: 'ي',
}

/** Cyrillic and Greek letters as Latin ones, so that a name known in one script only is found when typed in another. */
const latin: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya',
    'і=i ї=i є=ye ґ=g ў=u ј=j љ=lj њ=nj ћ=c ђ=d џ=dz',
    'α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o',
  ].flatMap((line) => line.split(' ').map((pair) => pair.split('='))),
)

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu

/** Most words of one name or question; a long paste stays cheap. */
const MAX_WORDS = 40

/** The words of a text as they are compared: folded; Chinese, which has no spaces, as overlapping pairs; Arabic without its article. */
export function wordsIn(text: string): string[] {
  const folded = fold(text).replace(/./gu, (letter) => plain[letter] ?? letter)
  const words = folded.replace(HAN, (run) => ` ${pairsOf(run).join(' ')} `).split(/[^\p{L}\p{N}]+/u)
  return words
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
    .map(withoutArticle)
}

function pairsOf(run: string): string[] {
  const signs = Array.from(run)
  return signs.length === 1 ? signs : signs.slice(1).map((sign, at) => `${signs[at] ?? ''}${sign}`)
}

function withoutArticle(word: string): string {
  return /^(?:وال|ال|لل).{3,}/u.test(word) ? word.replace(/^(?:وال|ال|لل)/u, '') : word
}

/** A Cyrillic or Greek word in Latin letters; null for any other. */
export function inLatin(word: string): string | null {
  if (!/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)) return null
  return Array.from(word, (letter) => latin[letter] ?? letter).join('')
}

/** Whether a word is a pair of Chinese signs, of which one wrong sign spoils two. */
export function isPair(word: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)
}
