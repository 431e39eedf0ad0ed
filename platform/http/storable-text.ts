import { ComityError } from '@comity/errors'

/**
 * What a caller gave must be text that can be kept and signed: PostgreSQL has no U+0000, and half of a surrogate pair is no
 * character at all (RFC 7493 section 2.1). JSON and form encoding let both through. Bytes are not looked into.
 *
 * @throws ComityError `bad-input`, naming the first place.
 */
export function mustBeStorable(given: unknown): void {
  // A list of its own instead of recursion: a body may be nested deeper than the stack.
  const waiting: { readonly path: string; readonly value: unknown }[] = [{ path: '', value: given }]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { path, value } = one
    if (typeof value === 'string' && !isStorable(value)) throw refused(path)
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue
    for (const [name, member] of Object.entries(value)) {
      if (!isStorable(name)) throw refused(path)
      waiting.push({ path: path === '' ? name : `${path}.${name}`.slice(0, LONGEST_PATH), value: member })
    }
  }
}

const LONGEST_PATH = 200

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function refused(path: string): ComityError {
  return new ComityError('bad-input', { problems: [{ path, message: 'text' }] })
}
