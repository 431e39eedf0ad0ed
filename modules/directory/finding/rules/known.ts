import type {
  Authority,
  AuthorityDetails,
  ContactPoint,
  Designation,
  Instrument,
  ListedAuthority,
  Membership,
  Names,
  Network,
  StateFacts,
} from '../../contract.ts'
import { maySee, visibleDetails, type Reader } from './visible.ts'

/** An authority with what its reader may see of it. */
export interface KnownAuthority {
  readonly authority: Authority | ListedAuthority
  readonly onNetwork: boolean
  readonly points: readonly ContactPoint[]
  readonly memberships: readonly Membership[]
  /** Each with the details that the reader may see put into it. */
  readonly designations: readonly Designation[]
}

/** A State or territory as far as it is known; `facts` null: nothing is. */
export interface KnownState {
  readonly code: string
  readonly names: Names
  readonly listed: boolean
  readonly facts: StateFacts | null
}

/** All that a question is answered from. */
export interface Known {
  readonly own: KnownState
  readonly state: KnownState
  /** Authorities of the State, of the State whose territory it is, and whoever is designated for it. */
  readonly authorities: readonly KnownAuthority[]
  readonly secretariats: readonly KnownAuthority[]
  readonly instruments: readonly Instrument[]
  readonly networks: readonly Network[]
}

/** Puts together what a reader may see of an authority. */
export function knownTo(
  reader: Reader,
  { authority, details }: { readonly authority: Authority | ListedAuthority; readonly details: readonly AuthorityDetails[] },
): KnownAuthority {
  const seen = visibleDetails(reader, details)
  const said = seen.flatMap(({ designations = [] }) => designations)
  return {
    authority,
    onNetwork: 'nodeOrigin' in authority,
    points: seen.flatMap(({ contactPoints = [] }) => contactPoints),
    memberships: seen.flatMap(({ memberships = [] }) => memberships),
    designations: authority.designations.map(({ details: inline = [], ...one }) => ({
      ...one,
      details: [
        ...inline.filter(({ visibility }) => maySee(reader, visibility, authority.id)),
        ...said.filter(({ designation }) => designation === one.id).flatMap((each) => each.details),
      ],
    })),
  }
}
