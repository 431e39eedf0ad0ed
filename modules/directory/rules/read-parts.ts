import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import {
  Part,
  audienceOf,
  partLimits,
  type Audience,
  type AuthorityDetails,
  type Contents,
  type ListedAuthority,
  type Register,
  type StateFacts,
  type Visibility,
} from '../contract.ts'
import { mustDiffer } from './read-contents.ts'
import { malformed, readFileOf } from './signed-file.ts'

/** What this node knows of a State: all that it may read, put together. */
export interface StateListing {
  readonly state: string
  readonly facts: StateFacts
  readonly listed: readonly ListedAuthority[]
  /** One for each audience and authority; the visibility stands in each detail. */
  readonly details: readonly AuthorityDetails[]
}

/** A part that the contents commit to, directly or through a members' file. */
export interface CommittedPart {
  readonly of: string
  readonly audience: Audience
  readonly sha256: string
  readonly bytes: number
  /** Who may read it; empty where the audience says it all. */
  readonly readers: readonly string[]
}

/** The parts of a directory as far as they are at hand. */
export interface ReadParts {
  readonly register: Register
  readonly states: ReadonlyMap<string, StateListing>
  readonly held: readonly CommittedPart[]
  /** The same, as read. */
  readonly parts: readonly Part[]
  /** Committed to, but not here: for members or for named readers. */
  readonly missing: readonly CommittedPart[]
}

const nothing: ReadParts = { register: { networks: [], instruments: [] }, states: new Map(), held: [], parts: [], missing: [] }

/**
 * Reads the parts that signed contents commit to (protocol 07 §15). Only what has the announced hash and length counts, so a part of
 * another version, another State or another audience cannot take its place. With `only`, no more than the register and these States are
 * read: what the contents say of the others stands here already.
 *
 * @throws ComityError `directory-mismatch` where a public part is not among them; `directory-malformed`
 */
export function readParts(
  contents: Contents,
  offered: readonly Uint8Array[],
  only: ReadonlySet<string> | null = null,
): ReadParts {
  if (contents.parts === undefined) return nothing
  const names = partsToRead(contents, only)
  const bytesOf = new Map(offered.map((bytes) => [sha256Hex(bytes), bytes]))
  const known = names.flatMap((name) => read(name, bytesOf) ?? [])
  const lost = names.find(({ audience, sha256 }) => audience === 'public' && !bytesOf.has(sha256))
  if (lost !== undefined) throw new ComityError('directory-mismatch', { values: { file: lost.of, reason: 'part-missing' } })
  const inner = known.flatMap(({ name, part }) =>
    part.part === 'members' ? part.named.map((one): CommittedPart => ({ ...one, of: name.of, audience: 'named' })) : [],
  )
  const all = [...known, ...inner.flatMap((name) => read(name, bytesOf) ?? [])]
  return {
    register: all.flatMap(({ part }) => (part.part === 'register' ? [part] : []))[0] ?? nothing.register,
    states: listingsOf(
      contents,
      all.map(({ part }) => part),
    ),
    held: all.map(({ name }) => name),
    parts: all.map(({ part }) => part),
    missing: [...names, ...inner].filter(({ sha256 }) => !bytesOf.has(sha256)),
  }
}

/** The parts that contents name themselves, of all States or of these. @throws ComityError `directory-malformed` */
export function partsToRead(contents: Contents, only: ReadonlySet<string> | null): CommittedPart[] {
  return readPartNames(contents).filter(({ of }) => only === null || of === 'register' || only.has(of))
}

/** What contents announce, before any of it is fetched. @throws ComityError `directory-malformed` where that contradicts itself */
function readPartNames(contents: Contents): CommittedPart[] {
  const names = (contents.parts ?? []).map((name): CommittedPart => ({ ...name, readers: [] }))
  mustBeAnnouncedOnce(names, contents)
  return names
}

function mustBeAnnouncedOnce(names: readonly CommittedPart[], contents: Contents): void {
  const codes = new Set(contents.states.map(({ code }) => code))
  const keys = new Set(names.map(({ of, audience }) => `${of} ${audience}`))
  if (keys.size !== names.length) throw malformed('contents', 'parts')
  for (const { of, audience } of names) {
    if (of === 'register' ? audience !== 'public' : !codes.has(of)) throw malformed('contents', `parts.${of}`)
    // A members' file without the public one would hang in the air.
    if (!keys.has(`${of} public`)) throw malformed('contents', `parts.${of}`)
  }
  if (names.reduce((sum, { bytes }) => sum + bytes, 0) > partLimits.allBytes) throw malformed('contents', 'parts')
}

interface KnownPart {
  readonly name: CommittedPart
  readonly part: Part
}

function read(name: CommittedPart, bytesOf: ReadonlyMap<string, Uint8Array>): KnownPart | null {
  const bytes = bytesOf.get(name.sha256)
  if (bytes === undefined) return null
  if (bytes.byteLength !== name.bytes) throw malformed('part', `${name.of}.bytes`)
  const part = readFileOf('part', bytes, Part, partLimits.partBytes)
  mustBeWhatIsAnnounced(name, part)
  return { name, part }
}

function mustBeWhatIsAnnounced({ of, audience, readers }: CommittedPart, part: Part): void {
  if (part.part === 'register') {
    if (of !== 'register') throw malformed('part', of)
    return
  }
  if (part.part !== audience || part.state !== of) throw malformed('part', of)
  if (part.part === 'named' && part.readers.join() !== readers.join()) throw malformed('part', `${of}.readers`)
  const shown = part.details.flatMap(visibilitiesIn)
  if (shown.some((one) => !isFor(one, audience, readers))) throw malformed('part', `${of}.visibility`)
  if (audience !== 'public' && part.details.some(({ memberships }) => memberships !== undefined))
    throw malformed('part', `${of}.memberships`)
}

function isFor(visibility: Visibility, audience: Audience, readers: readonly string[]): boolean {
  if (audienceOf(visibility) !== audience) return false
  return typeof visibility === 'string' || visibility.readers.join() === readers.join()
}

/** Every visibility that details speak of. */
export function visibilitiesIn({ contactPoints = [], designations = [], nomination }: AuthorityDetails): Visibility[] {
  return [
    ...contactPoints.map(({ visibility }) => visibility),
    ...designations.flatMap(({ details }) => details.map(({ visibility }) => visibility)),
    ...(nomination === undefined ? [] : [nomination.visibility]),
  ]
}

function listingsOf(contents: Contents, parts: readonly Part[]): ReadonlyMap<string, StateListing> {
  const withNode = new Set<string>(contents.authorities.map(({ id }) => id))
  const detailsOf = Map.groupBy(
    parts.filter((part) => part.part !== 'register'),
    ({ state }) => state,
  )
  return new Map(
    parts
      .filter((part) => part.part === 'public')
      .map(({ state, facts, listed }) => {
        const details = (detailsOf.get(state) ?? []).flatMap((part) => part.details)
        mustSpeakOfItsOwn({ state, listed, details }, withNode)
        return [state, { state, facts, listed, details }]
      }),
  )
}

function mustSpeakOfItsOwn({ state, listed, details }: Omit<StateListing, 'facts'>, withNode: ReadonlySet<string>): void {
  const prefix = `${state.toLowerCase()}.`
  const ids = new Set<string>(listed.map(({ id }) => id))
  if (ids.size !== listed.length) throw malformed('part', `${state}.listed`)
  for (const one of listed) {
    if (one.state !== state || !one.id.startsWith(prefix) || withNode.has(one.id)) throw malformed('part', one.id)
    mustDiffer(one.id, one.designations)
  }
  for (const { authority } of details)
    if (!authority.startsWith(prefix) || !(ids.has(authority) || withNode.has(authority))) throw malformed('part', authority)
  for (const [authority, some] of Map.groupBy(details, (one) => one.authority)) {
    const points = some.flatMap(({ contactPoints = [] }) => contactPoints.map(({ id }) => id))
    if (new Set(points).size !== points.length) throw malformed('part', `${authority}.contactPoints`)
  }
}
