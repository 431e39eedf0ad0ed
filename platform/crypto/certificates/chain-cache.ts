import type { Certificate } from './parse-certificate.ts'
import type { RevocationList } from './parse-crl.ts'

/** A chain whose signatures have been checked; times and use are asked each time anew. */
export interface CheckedChain {
  readonly leaf: Certificate
  readonly ca: Certificate
  readonly issued: boolean
  readonly list: RevocationList | null
  readonly listSigned: boolean
}

/** Chains seen lately, by the hashes of their parts: the oldest gives way, which bounds memory against a flood of certificates. */
export class ChainCache {
  readonly #capacity: number
  readonly #chains = new Map<string, CheckedChain>()

  constructor(capacity = 1000) {
    this.#capacity = capacity
  }

  get(key: string): CheckedChain | undefined {
    return this.#chains.get(key)
  }

  keep(key: string, chain: CheckedChain): CheckedChain {
    if (this.#chains.size >= this.#capacity) {
      for (const oldest of this.#chains.keys()) {
        this.#chains.delete(oldest)
        break
      }
    }
    this.#chains.set(key, chain)
    return chain
  }
}
