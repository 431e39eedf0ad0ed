import type { Actor } from '@comity/accounts/contract'

/** Who reads: a `Viewer` is one. */
export interface Reader {
  readonly actor: Actor
}
