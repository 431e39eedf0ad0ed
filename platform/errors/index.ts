/**
 * Every code that a refusal may carry, with its HTTP status. Each contract adds its own by declaration merging:
 * `declare module '@comity/errors' { interface ErrorRegistry { 'request-incomplete': 422 } }`, so the union of all codes is
 * closed, and the records `code → status` and `code → text` can be exhaustive. A code is never reused for another meaning.
 */
export interface ErrorRegistry {
  'bad-input': 400
  'not-signed-in': 401
  'not-allowed': 403
  'not-found': 404
  conflict: 409
  'too-large': 413
  'too-many-attempts': 429
  internal: 500
  unavailable: 503
}

/** A stable, documented code of a refusal. */
export type ErrorCode = keyof ErrorRegistry

/** What a refusal says beyond its code: `problems` go to the error summary of a form, `values` fill the text of the code. */
export interface Refusal {
  /** One entry for each field at fault: the path of the field in the input, and a code of the text that explains it. */
  readonly problems?: readonly Problem[]
  /** Values for the message of the code in the user's language. */
  readonly values?: Readonly<Record<string, string | number>>
  readonly cause?: unknown
}

/** One fault of one field: `path` as in `content.facts`, `message` a text in the user's language or a message key. */
export interface Problem {
  readonly path: string
  readonly message: string
}

/** A refusal: something a user, an administrator or a peer can act upon. Bugs are assertions, not refusals. */
export class ComityError extends Error {
  readonly code: ErrorCode
  readonly problems: readonly Problem[]
  readonly values: Readonly<Record<string, string | number>>

  constructor(code: ErrorCode, refusal: Refusal = {}) {
    super(describe(code, refusal), refusal.cause === undefined ? undefined : { cause: refusal.cause })
    this.name = 'ComityError'
    this.code = code
    this.problems = refusal.problems ?? []
    this.values = refusal.values ?? {}
  }
}

function describe(code: ErrorCode, refusal: Refusal): string {
  const parts = Object.entries(refusal.values ?? {}).map(([name, value]) => `${name}: ${value}`)
  const faults = (refusal.problems ?? []).map((problem) => `${problem.path}: ${problem.message}`)
  return [code, ...parts, ...faults].join('; ')
}
