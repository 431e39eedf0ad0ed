import { ComityError } from '@comity/errors'
import { sameBytes } from '../bytes/bytes.ts'
import { canonicalJson, maxJsonDepth } from './canonical-json.ts'
import { JsonReader } from './json-reader.ts'

export interface JsonLimits {
  /** Bounds memory: a parsed value takes a multiple of its text. */
  readonly maxBytes: number
  /** Bounds the stack; at most 32. */
  readonly maxDepth: number
}

const defaultLimits: JsonLimits = { maxBytes: 4 * 1024 * 1024, maxDepth: maxJsonDepth }

/**
 * Reads I-JSON (RFC 7493) and nothing looser: UTF-8 without a byte order mark, no key twice, no `__proto__`, no lone
 * surrogate, no integer past 2^53 − 1 and no number that overflows.
 *
 * @throws ComityError `json-malformed` with the reason and the offset in characters, or `too-large`.
 */
export function parseStrictJson(bytes: Uint8Array, limits: JsonLimits = defaultLimits): unknown {
  if (bytes.length > limits.maxBytes) throw new ComityError('too-large', { values: { maxBytes: limits.maxBytes } })
  return new JsonReader(decode(bytes), Math.min(limits.maxDepth, maxJsonDepth)).readDocument()
}

/**
 * Reads strict JSON that is also in its one canonical form (RFC 8785).
 *
 * @throws ComityError `json-malformed`, `too-large`, or `json-not-canonical` when encoding it again gives other bytes.
 */
export function parseCanonicalJson(bytes: Uint8Array, limits: JsonLimits = defaultLimits): unknown {
  const value = parseStrictJson(bytes, limits)
  if (!sameBytes(new TextEncoder().encode(canonicalJson(value)), bytes)) throw new ComityError('json-not-canonical')
  return value
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new ComityError('json-malformed', { values: { reason: 'not UTF-8' }, cause })
  }
}
