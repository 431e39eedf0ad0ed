import type { AuthorityId } from '@comity/accounts/contract'
import { canonicalJson, sha256Hex } from '@comity/crypto'
import type {
  Audience,
  AuthorityDetails,
  MembersPart,
  NamedReadersPart,
  Part,
  PartName,
  PublicPart,
  Register,
  Visibility,
} from '../contract.ts'
import type { CommittedPart, StateListing } from './read-parts.ts'

/** A part with its bytes, as it is kept and served. */
export interface MadePart {
  readonly part: CommittedPart
  readonly bytes: Uint8Array
}

/** What contents say of the parts, and the parts themselves. */
export interface MadeParts {
  readonly names: readonly PartName[]
  readonly made: readonly MadePart[]
}

interface Making {
  /** The parts in force: one that would say the same keeps its salt, and so its hash, and is not fetched again. */
  readonly before: readonly Part[]
  /** Thirty-two random bytes in hexadecimal. */
  readonly newSalt: () => string
}

/** Splits what is known into the parts of the directory: each detail into the file of exactly its audience (protocol 07 §15). */
export function splitParts(listings: readonly StateListing[], register: Register, making: Making): MadeParts {
  const first = madePart('register', 'public', { part: 'register', ...register })
  const states = listings.toSorted((a, b) => (a.state < b.state ? -1 : 1)).flatMap((listing) => partsOf(listing, making))
  const made = [first, ...states]
  const names = made.flatMap(({ part: { of, audience, sha256, bytes } }): PartName[] =>
    audience === 'named' ? [] : [{ of, audience, sha256, bytes }],
  )
  return { names, made }
}

function partsOf({ state, facts, listed, details }: StateListing, making: Making): MadePart[] {
  const spread = Map.groupBy(details.flatMap(onePerDetail), ({ visibility }) => keyOf(visibility))
  const detailsFor = (key: string): AuthorityDetails[] => gathered((spread.get(key) ?? []).map((one) => one.details))
  const everybody: PublicPart = {
    part: 'public',
    state,
    facts,
    listed: listed.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    details: detailsFor('public'),
  }
  const groups = [...spread.keys()].filter((key) => key !== 'public' && key !== 'members').sort()
  const named = groups.map((key) => {
    const readers = readersIn(spread.get(key)?.[0]?.visibility)
    const part = { part: 'named' as const, state, readers, details: detailsFor(key) }
    return { readers, made: madePart(state, 'named', withSalt(part, making), readers) }
  })
  const forMembers = detailsFor('members')
  if (forMembers.length === 0 && named.length === 0) return [madePart(state, 'public', everybody)]
  const members = {
    part: 'members' as const,
    state,
    details: forMembers,
    named: named.map(({ readers, made: { part } }) => ({ sha256: part.sha256, bytes: part.bytes, readers })),
  }
  return [
    madePart(state, 'public', everybody),
    madePart(state, 'members', withSalt(members, making)),
    ...named.map(({ made }) => made),
  ]
}

function madePart(of: string, audience: Audience, part: Part, readers: readonly string[] = []): MadePart {
  const bytes = new TextEncoder().encode(canonicalJson(part))
  return { part: { of, audience, sha256: sha256Hex(bytes), bytes: bytes.byteLength, readers }, bytes }
}

function withSalt(
  part: Omit<MembersPart, 'salt'> | Omit<NamedReadersPart, 'salt'>,
  { before, newSalt }: Making,
): MembersPart | NamedReadersPart {
  const salts = before.flatMap((one) => ('salt' in one && one.state === part.state && one.part === part.part ? [one] : []))
  const same = salts.find(({ salt, ...rest }) => canonicalJson({ ...part, salt }) === canonicalJson({ ...rest, salt }))
  return { ...part, salt: same?.salt ?? newSalt() }
}

interface OneDetail {
  readonly visibility: Visibility
  readonly details: AuthorityDetails
}

/** Each thing that is said of an authority by itself, with who may read it. */
function onePerDetail({
  authority,
  contactPoints = [],
  designations = [],
  memberships,
  nomination,
}: AuthorityDetails): OneDetail[] {
  return [
    ...contactPoints.map((one) => {
      const visibility = inOrder(one.visibility)
      return { visibility, details: { authority, contactPoints: [{ ...one, visibility }] } }
    }),
    ...designations.flatMap(({ designation, details }) =>
      details.map((one) => {
        const visibility = inOrder(one.visibility)
        return { visibility, details: { authority, designations: [{ designation, details: [{ ...one, visibility }] }] } }
      }),
    ),
    ...(memberships === undefined ? [] : [{ visibility: 'public' as const, details: { authority, memberships } }]),
    ...(nomination === undefined
      ? []
      : [
          {
            visibility: inOrder(nomination.visibility),
            details: { authority, nomination: { ...nomination, visibility: inOrder(nomination.visibility) } },
          },
        ]),
  ]
}

/** Whatever the order in which readers are named, they are the same readers. */
function inOrder(visibility: Visibility): Visibility {
  return typeof visibility === 'string' ? visibility : { readers: [...new Set(visibility.readers)].sort() }
}

function keyOf(visibility: Visibility): string {
  return typeof visibility === 'string' ? visibility : `readers ${visibility.readers.join(' ')}`
}

function readersIn(visibility: Visibility | undefined): AuthorityId[] {
  return visibility === undefined || typeof visibility === 'string' ? [] : visibility.readers
}

/** All that is said of one authority in one item, authorities in their order. */
export function gathered(details: readonly AuthorityDetails[]): AuthorityDetails[] {
  const of = Map.groupBy(details, ({ authority }) => authority)
  return [...of.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([authority, some]) => gatheredOf(authority, some))
}

function gatheredOf(authority: AuthorityId, some: readonly AuthorityDetails[]): AuthorityDetails {
  const contactPoints = some.flatMap((one) => one.contactPoints ?? [])
  const byDesignation = Map.groupBy(
    some.flatMap((one) => one.designations ?? []),
    ({ designation }) => designation,
  )
  const designations = [...byDesignation.entries()].map(([designation, all]) => ({
    designation,
    details: all.flatMap((one) => one.details),
  }))
  const memberships = some.flatMap((one) => one.memberships ?? [])
  const nomination = some.find((one) => one.nomination !== undefined)?.nomination
  return {
    authority,
    ...(contactPoints.length === 0 ? {} : { contactPoints }),
    ...(designations.length === 0 ? {} : { designations }),
    ...(memberships.length === 0 ? {} : { memberships }),
    ...(nomination === undefined ? {} : { nomination }),
  }
}
