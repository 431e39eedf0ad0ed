import { ComityError } from '@comity/errors'

const space = /[ \t\n\r]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// RFC 8259 §7: control characters must be escaped.
// oxlint-disable-next-line no-control-regex
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const words = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** A reader of one JSON document that refuses what JSON.parse forgives (RFC 7493). */
export class JsonReader {
  readonly #text: string
  readonly #maxDepth: number
  #at = 0

  constructor(text: string, maxDepth: number) {
    this.#text = text
    this.#maxDepth = maxDepth
  }

  readDocument(): unknown {
    const value = this.#readValue(0)
    this.#skipSpace()
    if (this.#at !== this.#text.length) this.#refuse('text after the value')
    return value
  }

  #readValue(depth: number): unknown {
    this.#skipSpace()
    const first = this.#text[this.#at]
    if (first === '"') return this.#readString()
    if (first === '{' || first === '[') {
      if (depth >= this.#maxDepth) this.#refuse('too deep')
      this.#at += 1
      return first === '{' ? this.#readObject(depth) : this.#readArray(depth)
    }
    for (const [word, value] of words) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
    }
    return this.#readNumber()
  }

  #readObject(depth: number): Record<string, unknown> {
    const members: Record<string, unknown> = {}
    if (this.#takes('}')) return members
    do {
      this.#skipSpace()
      const key = this.#readString()
      // A key that code would take for the prototype is an attack, never data.
      if (key === '__proto__') this.#refuse('forbidden key')
      if (Object.hasOwn(members, key)) this.#refuse('duplicate key')
      if (!this.#takes(':')) this.#refuse('expected a colon')
      members[key] = this.#readValue(depth + 1)
    } while (this.#takes(','))
    if (!this.#takes('}')) this.#refuse('expected } or a comma')
    return members
  }

  #readArray(depth: number): unknown[] {
    const items: unknown[] = []
    if (this.#takes(']')) return items
    do items.push(this.#readValue(depth + 1))
    while (this.#takes(','))
    if (!this.#takes(']')) this.#refuse('expected ] or a comma')
    return items
  }

  #readString(): string {
    const token = this.#match(string, 'expected a string')
    const text: unknown = token.includes('\\') ? JSON.parse(token) : token.slice(1, -1)
    if (typeof text !== 'string' || !text.isWellFormed()) this.#refuse('lone surrogate')
    return text
  }

  #readNumber(): number {
    const value = Number(this.#match(number, 'expected a value'))
    if (!Number.isFinite(value)) this.#refuse('number overflows')
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) this.#refuse('integer is not exact')
    return value
  }

  #takes(character: string): boolean {
    this.#skipSpace()
    if (this.#text[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  #skipSpace(): void {
    space.lastIndex = this.#at
    space.test(this.#text)
    this.#at = space.lastIndex
  }

  #match(pattern: RegExp, otherwise: string): string {
    pattern.lastIndex = this.#at
    const token = pattern.exec(this.#text)?.[0]
    if (token === undefined) return this.#refuse(otherwise)
    this.#at += token.length
    return token
  }

  #refuse(reason: string): never {
    throw new ComityError('json-malformed', { values: { reason, offset: this.#at } })
  }
}
