import { concat, type Bytes } from '../bytes/bytes.ts'

/** Tags of X.690 that our profiles use. */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** The tag of context class: `[number]`, constructed or primitive. */
export function context(number: number, shape: 'constructed' | 'primitive' = 'constructed'): number {
  return 0x80 | (shape === 'constructed' ? 0x20 : 0) | number
}

/** Tag, length in its shortest form (X.690 §10.1), contents. */
export function der(tagByte: number, ...contents: readonly Uint8Array[]): Bytes {
  const length = contents.reduce((sum, part) => sum + part.length, 0)
  return concat(Uint8Array.of(tagByte, ...lengthBytes(length)), ...contents)
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return [0x80 | bytes.length, ...bytes]
}

export function sequence(...items: readonly Uint8Array[]): Bytes {
  return der(tag.sequence, ...items)
}

/** SET OF: ascending by encoding (X.690 §11.6). */
export function setOf(items: readonly Uint8Array[], tagByte: number = tag.set): Bytes {
  return der(tagByte, ...items.toSorted((a, b) => Buffer.compare(a, b)))
}

/** A positive INTEGER from its big-endian magnitude, in the fewest bytes (X.690 §8.3.2). */
export function integer(magnitude: Uint8Array): Bytes {
  let start = 0
  while (start < magnitude.length - 1 && magnitude[start] === 0) start += 1
  const digits = magnitude.subarray(start)
  const negative = digits.length === 0 || (digits[0] ?? 0) >= 0x80
  return negative ? der(tag.integer, Uint8Array.of(0), digits) : der(tag.integer, digits)
}

export function smallInteger(value: number): Bytes {
  return integer(Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value))
}

export function octetString(bytes: Uint8Array): Bytes {
  return der(tag.octetString, bytes)
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Bytes {
  return der(tag.bitString, Uint8Array.of(unusedBits), bytes)
}

export function boolean(value: boolean): Bytes {
  return der(tag.boolean, Uint8Array.of(value ? 0xff : 0))
}

export function utf8(text: string): Bytes {
  return der(tag.utf8String, new TextEncoder().encode(text))
}

/** OBJECT IDENTIFIER from its dotted form (X.690 §8.19). */
export function oid(dotted: string): Bytes {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt)
  return der(tag.oid, Uint8Array.from([first * 40n + second, ...rest].flatMap(base128)))
}

function base128(arc: bigint): number[] {
  const bytes = [Number(arc % 128n)]
  for (let rest = arc / 128n; rest > 0n; rest /= 128n) bytes.unshift(0x80 | Number(rest % 128n))
  return bytes
}

/** UTCTime before 2050, GeneralizedTime from then on (RFC 5280 §4.1.2.5), whole seconds. */
export function time(at: Date): Bytes {
  return at.getUTCFullYear() < 2050 ? der(tag.utcTime, ascii(timeDigits(at).slice(2))) : generalizedTime(at)
}

export function generalizedTime(at: Date): Bytes {
  return der(tag.generalizedTime, ascii(timeDigits(at)))
}

function timeDigits(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
