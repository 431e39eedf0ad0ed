import { errorWords } from './error-correction.ts'

/** A size of the code with error correction M: how its words are dealt out, and where its small rings stand. */
export interface Version {
  readonly number: number
  readonly errorWords: number
  /** Data words of each block. */
  readonly blocks: readonly number[]
  readonly positions: readonly number[]
}

// ISO/IEC 18004 tables 9 and E.1, level M, versions 1 to 9.
const versions: readonly Version[] = [
  { number: 1, errorWords: 10, blocks: [16], positions: [] },
  { number: 2, errorWords: 16, blocks: [28], positions: [6, 18] },
  { number: 3, errorWords: 26, blocks: [44], positions: [6, 22] },
  { number: 4, errorWords: 18, blocks: [32, 32], positions: [6, 26] },
  { number: 5, errorWords: 24, blocks: [43, 43], positions: [6, 30] },
  { number: 6, errorWords: 16, blocks: [27, 27, 27, 27], positions: [6, 34] },
  { number: 7, errorWords: 18, blocks: [31, 31, 31, 31], positions: [6, 22, 38] },
  { number: 8, errorWords: 22, blocks: [38, 38, 39, 39], positions: [6, 24, 42] },
  { number: 9, errorWords: 22, blocks: [36, 36, 36, 37, 37], positions: [6, 26, 46] },
]

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** Of mode and length; versions up to 9 count letters in nine bits. */
const HEAD_BITS = 4 + 9
/** What the largest of these versions holds. */
export const MAX_LETTERS = 262

const capacity = ({ blocks }: Version): number => blocks.reduce((sum, words) => sum + words, 0)
const bitsFor = (count: number): number => HEAD_BITS + Math.floor(count / 2) * 11 + (count % 2) * 6

/** The smallest version that holds so many letters; there is one for up to {@link MAX_LETTERS}. */
export function versionFor(count: number): Version {
  const found = versions.find((version) => capacity(version) * 8 >= bitsFor(count)) ?? versions.at(-1)
  return found ?? { number: 1, errorWords: 10, blocks: [16], positions: [] }
}

/** Data and error words of the text in the order in which they are drawn. */
export function codeWords(text: string, version: Version): number[] {
  const data = dataWords(text, capacity(version))
  let start = 0
  const blocks = version.blocks.map((length) => {
    const block = data.slice(start, start + length)
    start += length
    return block
  })
  const errors = blocks.map((block) => errorWords(block, version.errorWords))
  return [...interleaved(blocks), ...interleaved(errors)]
}

function interleaved(blocks: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...blocks.map((block) => block.length))
  return Array.from({ length: longest }, (_, at) => blocks.flatMap((block) => block[at] ?? [])).flat()
}

function dataWords(text: string, count: number): number[] {
  const valueOf = (letter: string | undefined): number => letters.indexOf(letter ?? '0')
  let bits = `0010${binary(text.length, 9)}`
  for (let at = 0; at < text.length; at += 2)
    bits += at + 1 < text.length ? binary(valueOf(text[at]) * 45 + valueOf(text[at + 1]), 11) : binary(valueOf(text[at]), 6)
  bits += '0'.repeat(Math.min(4, count * 8 - bits.length))
  bits += '0'.repeat((8 - (bits.length % 8)) % 8)
  const words = (bits.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 2))
  return [...words, ...Array.from({ length: count - words.length }, (_, at) => (at % 2 === 0 ? 0xec : 0x11))]
}

function binary(value: number, width: number): string {
  return value.toString(2).padStart(width, '0')
}
