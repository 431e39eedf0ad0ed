import type { Visibility } from '../contract.ts'

/** Who reads: somebody of an authority, or a stranger (null). */
export interface Reader {
  /** The authority; null for strangers. */
  readonly authority: string | null
  /** Whether it is this node's own, which is of the network. A guest's may not be: to them the network's own is as closed as to a stranger. */
  readonly isMember: boolean
  /** The authority that publishes, on its own node: it reads what it signs. */
  readonly publisher: string | null
}

/** Whether a reader may see a detail of an authority: of its own everything. */
export function mayRead(visibility: Visibility, about: string, { authority, isMember, publisher }: Reader): boolean {
  if (visibility === 'public') return true
  if (authority === null) return false
  if (authority === about || authority === publisher) return true
  if (visibility === 'members') return isMember
  return visibility.readers.some((one) => one === authority)
}

/** Whether an authority of the network may have a part. */
export function mayReadPart(
  part: { readonly audience: string; readonly readers: readonly string[] },
  authority: string,
): boolean {
  return part.audience === 'named' ? part.readers.includes(authority) : part.audience === 'public' || part.audience === 'members'
}
