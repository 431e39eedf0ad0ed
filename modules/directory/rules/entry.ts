import type { AuthorityId } from '@comity/accounts/contract'
import { canonicalJson, sha256Hex } from '@comity/crypto'
import type {
  Authority,
  AuthorityDetails,
  AuthorityEntry,
  ContactPoint,
  Designation,
  ListedAuthority,
  Register,
  State,
  Visibility,
} from '../contract.ts'
import type { StateListing } from './read-parts.ts'
import { referenceFacts } from './reference.ts'
import { gathered } from './split-parts.ts'

/** Everything that the directory says, put together to be changed. */
export interface WholeDirectory {
  readonly states: readonly State[]
  readonly authorities: readonly Authority[]
  readonly listings: ReadonlyMap<string, StateListing>
  readonly register: Register
}

/** What is said of a State that nobody has said anything of. */
export function emptyListing(state: string): StateListing {
  return { state, facts: referenceFacts(state), listed: [], details: [] }
}

/** An authority's entry as a whole: what stands in the contents and in every part that is here. */
export function entryFrom(authority: Authority | ListedAuthority, details: readonly AuthorityDetails[]): AuthorityEntry {
  const [own] = gathered(details.filter((one) => one.authority === authority.id))
  const added = new Map(own?.designations?.map((one) => [one.designation, one.details]))
  const { id, state, kind, names, address, email, phone } = authority
  const website = 'website' in authority ? authority.website : undefined
  return {
    id,
    state,
    kind,
    names,
    address,
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(website === undefined ? {} : { website }),
    designations: authority.designations.map((one) => {
      const more = one.id === undefined ? undefined : added.get(one.id)
      return more === undefined ? one : { ...one, details: more }
    }),
    contactPoints: own?.contactPoints ?? [],
    memberships: own?.memberships ?? [],
    ...(own?.nomination === undefined ? {} : { nomination: own.nomination }),
  }
}

/** The entry that a directory has of an authority; null where it lists none. */
export function entryIn(whole: WholeDirectory, id: string): AuthorityEntry | null {
  const listing = whole.listings.get(id.slice(0, 2).toUpperCase())
  const found = whole.authorities.find((one) => one.id === id) ?? listing?.listed.find((one) => one.id === id)
  return found === undefined ? null : entryFrom(found, listing?.details ?? [])
}

/** What an author says that they saw. */
export function entryHash(entry: AuthorityEntry | null): string | null {
  return entry === null ? null : sha256Hex(Buffer.from(canonicalJson(entry)))
}

/**
 * Whether an authority may speak for an entry: for its own; a central authority also for those of its State that have no node and so
 * cannot speak for themselves. `withNode` are the authorities that have one.
 */
export function mayKeep(from: Pick<Authority, 'id' | 'kind' | 'state'>, about: string, withNode: ReadonlySet<string>): boolean {
  if (from.id === about) return true
  return from.kind === 'central-authority' && about.startsWith(`${from.state.toLowerCase()}.`) && !withNode.has(about)
}

interface Saying {
  readonly from: AuthorityId
  /** The day on which it was said: from then on the entry counts as confirmed. */
  readonly on: string
}

/** The directory with an entry as its authority wants it. Keys, node and revocations stay as they are. */
export function withEntry(whole: WholeDirectory, entry: AuthorityEntry, { from, on }: Saying): WholeDirectory {
  const listing = whole.listings.get(entry.state) ?? emptyListing(entry.state)
  const readable = readableBy(entry, from)
  const { contactPoints, memberships, nomination, designations, website, ...about } = readable
  const core = { ...about, designations: designations.map(withoutDetails), confirmedOn: on }
  const onNetwork = whole.authorities.find((one) => one.id === entry.id)
  const details = [...listing.details.filter((one) => one.authority !== entry.id), detailsOf(readable, on)]
  const others = listing.listed.filter((one) => one.id !== entry.id)
  const listed = onNetwork === undefined ? [...others, { ...core, ...(website === undefined ? {} : { website }) }] : others
  const listings = new Map(whole.listings).set(entry.state, { ...listing, listed, details })
  if (onNetwork === undefined) return { ...whole, listings }
  const { caCertificate, sealRecipient, nodeOrigin, hostedBy, crl } = onNetwork
  const kept = { caCertificate, sealRecipient, nodeOrigin, hostedBy, ...(crl === undefined ? {} : { crl }) }
  const authorities = whole.authorities.map((one) => (one.id === entry.id ? { ...core, ...kept } : one))
  return { ...whole, authorities, listings }
}

function withoutDetails({ details, ...rest }: Designation): Designation {
  return details === undefined ? rest : { ...rest }
}

function detailsOf(entry: AuthorityEntry, on: string): AuthorityDetails {
  const designations = entry.designations.flatMap(({ id, details }) =>
    id === undefined || details === undefined ? [] : [{ designation: id, details }],
  )
  const contactPoints = entry.contactPoints.map((one): ContactPoint => ({ ...one, confirmedOn: on }))
  return {
    authority: entry.id,
    ...(contactPoints.length === 0 ? {} : { contactPoints }),
    ...(designations.length === 0 ? {} : { designations }),
    ...(entry.memberships.length === 0 ? {} : { memberships: entry.memberships }),
    ...(entry.nomination === undefined ? {} : { nomination: entry.nomination }),
  }
}

/** Whoever keeps an entry reads it: else what is for named readers would be lost to them with the next change. */
function readableBy(entry: AuthorityEntry, from: AuthorityId): AuthorityEntry {
  const widened = (visibility: Visibility): Visibility =>
    typeof visibility === 'string' ? visibility : { readers: [...new Set([...visibility.readers, entry.id, from])].sort() }
  return {
    ...entry,
    designations: entry.designations.map((one): Designation =>
      one.details === undefined
        ? one
        : { ...one, details: one.details.map((detail) => ({ ...detail, visibility: widened(detail.visibility) })) },
    ),
    contactPoints: entry.contactPoints.map((one) => ({ ...one, visibility: widened(one.visibility) })),
    ...(entry.nomination === undefined
      ? {}
      : { nomination: { ...entry.nomination, visibility: widened(entry.nomination.visibility) } }),
  }
}
