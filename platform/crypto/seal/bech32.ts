import { ComityError } from '@comity/errors'
import type { Bytes } from '../bytes/bytes.ts'

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const
const checksumWords = 6

/** Bech32 (BIP 173) in lower case, without its limit of 90 characters, as the age format uses it. */
export function toBech32(prefix: string, bytes: Uint8Array): string {
  const words = regroup(bytes, 8, 5, 'pad')
  const check = polymod([...expand(prefix), ...words, 0, 0, 0, 0, 0, 0]) ^ 1
  const checksum = Array.from({ length: checksumWords }, (_, index) => (check >>> (5 * (checksumWords - 1 - index))) & 31)
  return `${prefix}1${[...words, ...checksum].map((word) => alphabet[word]).join('')}`
}

/** @throws ComityError `recipient-invalid` unless `text`, all lower case, is Bech32 with this prefix. */
export function fromBech32(prefix: string, text: string): Bytes {
  const words = Array.from(text.slice(prefix.length + 1), (character) => alphabet.indexOf(character))
  const sound =
    text.startsWith(`${prefix}1`) &&
    !words.includes(-1) &&
    words.length > checksumWords &&
    polymod([...expand(prefix), ...words]) === 1
  if (!sound) throw new ComityError('recipient-invalid')
  return Uint8Array.from(regroup(words.slice(0, -checksumWords), 5, 8, 'exact'))
}

function expand(prefix: string): number[] {
  const codes = Array.from(prefix, (character) => character.charCodeAt(0))
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)]
}

function polymod(words: readonly number[]): number {
  let check = 1
  for (const word of words) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ word
    generators.forEach((generator, index) => {
      if ((top >>> index) & 1) check ^= generator
    })
  }
  return check
}

function regroup(from: Iterable<number>, fromBits: number, toBits: number, end: 'pad' | 'exact'): number[] {
  const groups: number[] = []
  let bits = 0
  let pending = 0
  for (const value of from) {
    pending = (pending << fromBits) | value
    bits += fromBits
    while (bits >= toBits) {
      bits -= toBits
      groups.push((pending >>> bits) & (2 ** toBits - 1))
    }
    pending &= 2 ** bits - 1
  }
  if (end === 'pad' && bits > 0) groups.push((pending << (toBits - bits)) & (2 ** toBits - 1))
  // BIP 173: left-over bits are fewer than five, and zero.
  if (end === 'exact' && (bits >= fromBits || pending !== 0)) throw new ComityError('recipient-invalid')
  return groups
}
