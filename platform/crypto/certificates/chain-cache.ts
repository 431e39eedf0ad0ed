import type { Certificate } from './parse-certificate.ts'
import type { TimeStamp } from '../time/time-stamp-token.ts'
import type { RevocationList } from './parse-crl.ts'

/** A chain whose signatures have been checked; times and use are asked each time anew. */
export interface CheckedChain {
  readonly leaf: Certificate
  readonly ca: Certificate
  readonly issued: boolean
  readonly list: RevocationList | null
  readonly listSigned: boolean
}

/** What was verified lately, by the hashes of its parts: the oldest gives way, which bounds memory against a flood. */
class Lately<Value> {
  readonly #capacity: number
  readonly #values = new Map<string, Value>()

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(key: string): Value | undefined {
    return this.#values.get(key)
  }

  keep(key: string, value: Value): Value {
    const [oldest] = this.#values.size >= this.#capacity ? this.#values.keys() : []
    if (oldest !== undefined) this.#values.delete(oldest)
    this.#values.set(key, value)
    return value
  }
}

/** Chains and time stamps verified lately; one of them serves many receipts, since a batch of receipts has one stamp. */
export class ChainCache extends Lately<CheckedChain> {
  readonly stamps: Lately<TimeStamp>

  constructor(capacity = 1000) {
    super(capacity)
    this.stamps = new Lately(capacity)
  }
}
