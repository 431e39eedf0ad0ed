import type { ErrorCode } from '@comity/errors'
import { ComityError } from '@comity/errors'
import { tag } from './write-der.ts'

/** One element: its whole encoding and its contents, both windows into the input. */
export interface Element {
  readonly tag: number
  readonly whole: Uint8Array
  readonly contents: Uint8Array
}

/** A reader of definite, shortest-length DER (X.690 §10.1). Every refusal carries the code of the format that is being read. */
export class DerReader {
  readonly #bytes: Uint8Array
  readonly #code: ErrorCode
  #at = 0

  constructor(bytes: Uint8Array, code: ErrorCode) {
    this.#bytes = bytes
    this.#code = code
  }

  get done(): boolean {
    return this.#at === this.#bytes.length
  }

  /** The tag that comes next, or -1 at the end. */
  get next(): number {
    return this.#bytes[this.#at] ?? -1
  }

  /** The next element, which must carry `tagByte` unless none is named. */
  read(tagByte?: number): Element {
    const start = this.#at
    const found = this.#byte()
    if (tagByte !== undefined && found !== tagByte) this.refuse(`expected tag ${tagByte}, found ${found}`)
    if ((found & 0x1f) === 0x1f) this.refuse('tags above 30 are not used')
    const length = this.#length()
    if (length > this.#bytes.length - this.#at) this.refuse('an element is longer than its surroundings')
    const contents = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return { tag: found, contents, whole: this.#bytes.subarray(start, this.#at) }
  }

  /** A reader of the contents of the next element. */
  enter(tagByte: number): DerReader {
    return new DerReader(this.read(tagByte).contents, this.#code)
  }

  /** The next element if it carries `tagByte`, else null and nothing is read. */
  optional(tagByte: number): Element | null {
    return this.next === tagByte ? this.read(tagByte) : null
  }

  /** Every element up to the end. */
  rest(): Element[] {
    const elements: Element[] = []
    while (!this.done) elements.push(this.read())
    return elements
  }

  end(): void {
    if (!this.done) this.refuse('more elements than the profile has')
  }

  /** The next INTEGER must be positive; its magnitude without the sign byte. */
  positiveInteger(): Uint8Array {
    const { contents } = this.read(tag.integer)
    const [first = 0x80, second = 0x80] = contents
    if (first >= 0x80 || (first === 0 && contents.length > 1 && second < 0x80))
      this.refuse('expected a positive integer in its shortest form')
    return first === 0 && contents.length > 1 ? contents.subarray(1) : contents
  }

  time(): Date {
    const element = this.read()
    const digits = new TextDecoder('latin1').decode(element.contents)
    const short = element.tag === tag.utcTime
    if (!short && element.tag !== tag.generalizedTime) this.refuse('expected a time')
    const full = short ? (Number(digits.slice(0, 2)) < 50 ? '20' : '19') + digits : digits
    const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full)
    if (parts === null) return this.refuse('expected a time in whole seconds of UTC')
    const [, year, month, day, hour, minute, second] = parts
    const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
    if (Number.isNaN(at.getTime())) this.refuse('no such time')
    return at
  }

  refuse(reason: string): never {
    throw new ComityError(this.#code, { values: { reason } })
  }

  #byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) return this.refuse('ends too early')
    this.#at += 1
    return byte
  }

  #length(): number {
    const first = this.#byte()
    if (first < 0x80) return first
    const count = first & 0x7f
    if (count === 0 || count > 4) this.refuse('a length is indefinite or too large')
    let length = 0
    for (let index = 0; index < count; index += 1) length = length * 256 + this.#byte()
    if (length < 0x80 || length < 256 ** (count - 1)) this.refuse('a length is not in its shortest form')
    return length
  }
}
