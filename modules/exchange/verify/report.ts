/** One sentence of a report: a key of this module's `messages` and the values that fill it. */
export interface Statement {
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
}

/** What an offline verification found. */
export interface VerifyReport {
  readonly kind: 'dossier' | 'receipt' | 'sealed' | 'anchor' | 'unknown'
  /** False when anything is off: an empty `problems` and nothing else makes it true. */
  readonly ok: boolean
  readonly proven: readonly Statement[]
  /** What a reader might believe and this file does not show. */
  readonly notProven: readonly Statement[]
  /** Codes, as in the errors of the product, or `verify-…`. */
  readonly problems: readonly string[]
}

/** A file as the command line hands it over. */
export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface VerifyQuestion extends GivenFile {
  /** A trust anchor file or PEM certificates; without it nobody's identity is proven. */
  readonly anchor: Uint8Array | null
  /** The instant for which certificates are judged where no time stamp says it. */
  readonly at: Date
  /** Other files given beside it: receipts, dossiers, sealed bytes, to be matched with it. */
  readonly others: readonly GivenFile[]
}

export const say = (key: string, values: Statement['values'] = {}): Statement => ({ key: `verify.${key}`, values })
