import { ComityError } from '@comity/errors'
import type { Encoding } from './table.ts'

export interface Decoded {
  readonly text: string
  readonly encoding: Encoding
}

/** The text of bytes whose encoding nobody told: byte order mark, UTF-16 by its zeros, UTF-8 if it is valid, then the likeliest of four. */
export function decode(bytes: Uint8Array, given?: Encoding): Decoded {
  const encoding = given ?? guess(bytes)
  try {
    return { text: new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes), encoding }
  } catch (cause) {
    throw new ComityError('table-unreadable', { cause })
  }
}

function guess(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  // Separators, digits and line ends of any script have a zero byte in UTF-16.
  if (odd > even && odd > sample.length / 5) return 'utf-16le'
  if (even > odd && even > sample.length / 5) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : likeliest(sample)
}

/** Enough to tell an encoding by. */
const SAMPLE_BYTES = 200_000

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

// The letters that make up most of any text in the language, as bytes of its code page.
const frequentRussian = new Set(bytesOf('оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфОЕАИНТСРВЛКМДПУЯГЗБЧЖШЮ', 0xc0, 'windows-1251'))
const frequentArabic = new Set(bytesOf('اليمنوتربدعسفهكقحجصشطخةىأء', 0xc0, 'windows-1256'))

function bytesOf(letters: string, from: number, encoding: Encoding): number[] {
  const decoder = new TextDecoder(encoding)
  return Array.from({ length: 256 - from }, (_, at) => from + at).filter((byte) =>
    letters.includes(decoder.decode(Uint8Array.of(byte))),
  )
}

/**
 * Among legacy encodings. In Latin scripts the accented letters stand alone among ASCII ones, in the others they come in runs;
 * then the share of common letters decides.
 */
function likeliest(bytes: Uint8Array): Encoding {
  const runs = runsOfHighBytes(bytes)
  const high = runs.reduce((sum, run) => sum + run.length, 0)
  const alone = runs.filter((run) => run.length === 1).length
  if (high === 0 || alone * 2 > high) return 'windows-1252'
  const shares = [
    ['gb18030', shareOfChinese(runs)],
    ['windows-1251', share(runs, (run) => [...run].filter((byte) => frequentRussian.has(byte)).length)],
    ['windows-1256', share(runs, (run) => [...run].filter((byte) => frequentArabic.has(byte)).length)],
  ] as const
  return shares.reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

function runsOfHighBytes(bytes: Uint8Array): Uint8Array[] {
  const runs: Uint8Array[] = []
  let start = -1
  for (let at = 0; at <= bytes.length; at += 1) {
    const high = (bytes[at] ?? 0) >= 0x80
    if (high && start < 0) start = at
    if (!high && start >= 0) {
      runs.push(bytes.subarray(start, at))
      start = -1
    }
  }
  return runs
}

function share(runs: readonly Uint8Array[], count: (run: Uint8Array) => number): number {
  const high = runs.reduce((sum, run) => sum + run.length, 0)
  return high === 0 ? 0 : runs.reduce((sum, run) => sum + count(run), 0) / high
}

// GB 2312 level 1, the everyday characters: lead byte B0–D7, trail byte A1–FE; punctuation A1–A3.
function shareOfChinese(runs: readonly Uint8Array[]): number {
  return share(runs, (run) => {
    let common = 0
    for (let at = 0; at + 1 < run.length; at += 2) {
      const lead = run[at] ?? 0
      const everyday = (lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)
      if (everyday && (run[at + 1] ?? 0) >= 0xa1) common += 2
    }
    return common
  })
}
