import assert from 'node:assert/strict'

/** Bounds the stack that a hostile nesting can use. */
export const maxJsonDepth = 32

/**
 * The one text of a JSON value (RFC 8785, JCS): keys in the order of their UTF-16 code units, no white space, ECMAScript
 * numbers and strings. `undefined` members are left out. Anything that JSON cannot say (NaN, bigint, Date, a lone
 * surrogate, an integer past 2^53 − 1, a depth over 32) is a bug of the caller and fails an assertion.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0)
}

function write(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeString(value)
  if (typeof value === 'number') return writeNumber(value)
  assert(typeof value === 'object', 'only JSON values have a canonical form')
  assert(depth < maxJsonDepth, 'nested too deep for a canonical form')
  if (Array.isArray(value)) return `[${value.map((item: unknown) => write(item, depth + 1)).join(',')}]`
  return writeObject(value, depth)
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  assert(prototype === Object.prototype || prototype === null, 'only plain objects have a canonical form')
  const members = new Map<string, unknown>(Object.entries(value))
  const texts: string[] = []
  // RFC 8785 §3.2.3: sorted by UTF-16 code units, which is what sort() does.
  for (const key of [...members.keys()].sort()) {
    const member = members.get(key)
    if (member !== undefined) texts.push(`${writeString(key)}:${write(member, depth + 1)}`)
  }
  return `{${texts.join(',')}}`
}

function writeString(text: string): string {
  assert(text.isWellFormed(), 'a lone surrogate has no UTF-8')
  return JSON.stringify(text)
}

function writeNumber(value: number): string {
  assert(Number.isFinite(value), 'not a JSON number')
  assert(!Number.isInteger(value) || Number.isSafeInteger(value), 'an integer past 2^53 − 1 is not exact')
  return JSON.stringify(value)
}
