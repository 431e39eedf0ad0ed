import assert from 'node:assert/strict'
import type { DraftContent } from '../contract.ts'

/** One item of UNCAC art. 46(15) that a draft lacks: `path` as in `content.facts`; `block` stops sending, `warn` does not. */
export interface Finding {
  readonly path: string
  readonly article: string
  readonly level: 'block' | 'warn'
  /** The signatory may send without it for a recorded reason (`acceptedGaps`). */
  readonly waivable: boolean
}

export function completenessOf(_content: DraftContent): Finding[] {
  assert.fail('not yet')
}
