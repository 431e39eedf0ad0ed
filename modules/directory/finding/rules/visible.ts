import type { AuthorityDetails, Visibility } from '../../contract.ts'
import { mayRead } from '../../rules/may-read.ts'

/**
 * Who reads: anybody at all; an authority of the network; or somebody of an authority that the network does not know, as a guest of
 * this node may be.
 */
export type Reader = { readonly kind: 'anybody' } | { readonly kind: 'member' | 'guest'; readonly authorityId: string }

/** Nobody in particular: what they may see is public. */
export const anybody: Reader = { kind: 'anybody' }

/** Whether a reader may see a detail of an authority. To a guest the network's own is as closed as to a stranger, but for what names their authority. */
export function maySee(reader: Reader, visibility: Visibility, about: string): boolean {
  const authority = reader.kind === 'anybody' ? null : reader.authorityId
  return mayRead(visibility, about, { authority, isMember: reader.kind === 'member', publisher: null })
}

/** What of an authority's details a reader may see. */
export function visibleDetails(reader: Reader, details: readonly AuthorityDetails[]): AuthorityDetails[] {
  return details.map(({ authority, contactPoints = [], designations = [], memberships, nomination }) => {
    const points = contactPoints.filter(({ visibility }) => maySee(reader, visibility, authority))
    const said = designations
      .map((one) => ({ ...one, details: one.details.filter(({ visibility }) => maySee(reader, visibility, authority)) }))
      .filter((one) => one.details.length > 0)
    return {
      authority,
      ...(points.length === 0 ? {} : { contactPoints: points }),
      ...(said.length === 0 ? {} : { designations: said }),
      ...(memberships === undefined ? {} : { memberships }),
      ...(nomination === undefined || !maySee(reader, nomination.visibility, authority) ? {} : { nomination }),
    }
  })
}
