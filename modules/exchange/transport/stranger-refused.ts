import type { AuthorityId, Node } from '@comity/accounts/contract'
import { ComityError, type ErrorCode } from '@comity/errors'
import { tokenBuckets, type TokenBuckets } from '@comity/http'
import { recordRefusals } from '../store/inbox-store.ts'

/** Refusals of strangers that one address may cause at once, and then in each second: a flood must not fill the list of refusals. */
const STRANGERS = { burst: 30, perSecond: 0.2 }
/** Addresses remembered for that. */
const MAX_ADDRESSES = 10_000

export function strangersOf(node: Node): TokenBuckets {
  return tokenBuckets(STRANGERS, { nowMs: () => node.world.clock.monotonicMs(), maxKeys: MAX_ADDRESSES })
}

/** Keeps what was turned away, and why. */
export function refused(
  node: Node,
  {
    sender,
    code,
    sealedSha256,
  }: { readonly sender: AuthorityId | null; readonly code: ErrorCode; readonly sealedSha256: string | null },
): Promise<void> {
  return recordRefusals(node.db, [{ at: node.world.clock.now(), sender, sealed_sha256: sealedSha256, dossier_id: null, code }])
}

/**
 * Nobody known to answer with a receipt: recorded here, and said in plain HTTP there.
 *
 * @throws ComityError why the caller is not known, or `too-many-attempts`, unrecorded, where an address goes on.
 */
export async function strangerRefused(
  node: Node,
  strangers: TokenBuckets,
  {
    error,
    sealedSha256,
    address,
    sender = null,
  }: {
    readonly error: unknown
    readonly sealedSha256: string | null
    readonly address: string
    readonly sender?: AuthorityId | null
  },
): Promise<never> {
  if (!(error instanceof ComityError)) throw error
  const taken = strangers.take(address)
  if (!taken.ok) throw new ComityError('too-many-attempts', { values: { seconds: taken.retryAfterSeconds } })
  await refused(node, { sender, code: error.code, sealedSha256 })
  throw error
}
