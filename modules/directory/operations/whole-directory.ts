import type { Context } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { MembersPart, type AuthorityEntry, type Contents, type Part, type PartName } from '../contract.ts'
import { partsByHash, partsOfEdition } from '../part-store.ts'
import { emptyListing, type WholeDirectory } from '../rules/entry.ts'
import { partsToRead, readParts, type ReadParts } from '../rules/read-parts.ts'
import { referenceRegister } from '../rules/reference.ts'
import { splitParts, type MadePart } from '../rules/split-parts.ts'
import { editionInForce } from '../store.ts'
import { contentsOf } from './first-edition.ts'
import { newSalt } from './new-salt.ts'
import { contentsIn } from './contents-in.ts'

/** The directory in force with its parts, of all States or only of these, as far as this node holds them; null while none is installed. */
export async function directoryInForce(
  db: Db,
  only: ReadonlySet<string> | null = null,
): Promise<{ readonly contents: Contents; readonly parts: ReadParts; readonly sha256: string } | null> {
  const edition = await editionInForce(db)
  if (edition === undefined) return null
  const contents = contentsIn(edition.contents)
  const about = only === null ? null : ['register', ...only]
  const rows = contents.parts === undefined ? [] : await partsOfEdition(db, edition.contents_sha256, about)
  const bytes = rows.map((row) => row.bytes)
  return { contents, parts: readParts(contents, bytes, only), sha256: edition.contents_sha256 }
}

/** The State that an authority's id begins with. */
export function stateOf(authority: string): string {
  return authority.slice(0, 2).toUpperCase()
}

/**
 * The directory in force to be changed, and what its next edition must follow; of all States, or with the listings of these only: in a
 * large directory a change must not have to read all of it.
 *
 * @throws ComityError `unavailable`
 */
export async function wholeInForce(
  db: Db,
  only: ReadonlySet<string> | null = null,
): Promise<{ whole: WholeDirectory; contents: Contents; before: readonly Part[] }> {
  const current = await directoryInForce(db, only)
  if (current === null) throw new ComityError('unavailable')
  const { contents, parts } = current
  const register = contents.parts === undefined ? referenceRegister : parts.register
  const whole = { states: contents.states, authorities: contents.authorities, listings: parts.states, register }
  return { whole, contents, before: parts.parts }
}

/** The States to read before these entries are taken: a letter may be that of an authority anywhere, so where one is named, all. */
export function statesFor(entries: readonly Pick<AuthorityEntry, 'id' | 'nomination'>[]): ReadonlySet<string> | null {
  return entries.some(({ nomination }) => nomination !== undefined) ? null : new Set(entries.map(({ id }) => stateOf(id)))
}

/**
 * The next contents that say all this, with the parts that are made anew: of a State without a listing here they stay those of the contents
 * before. @throws ComityError `directory-malformed` where it contradicts itself */
export function nextEdition(
  ctx: Context,
  whole: WholeDirectory,
  after: { readonly contents: Contents; readonly before: readonly Part[] },
): { readonly contents: Contents; readonly made: readonly MadePart[] } {
  const { version, parts: kept = [] } = after.contents
  const had = new Set(kept.map(({ of }) => of))
  const told = whole.states.map(({ code }) => code).filter((code) => whole.listings.has(code) || !had.has(code))
  const anew = new Set(told)
  const listings = told.map((code) => whole.listings.get(code) ?? emptyListing(code))
  const making = { before: after.before, newSalt: newSalt(ctx.world) }
  const { names, made } = splitParts(listings, whole.register, making)
  const codes = new Set(whole.states.map(({ code }) => code))
  const others = kept.filter(({ of }) => of !== 'register' && codes.has(of) && !anew.has(of))
  const contents = contentsOf(version + 1, ctx.now, { ...whole, parts: inPlace([...names, ...others]) })
  // What this node would refuse from another it does not publish.
  readParts(
    contents,
    made.map(({ bytes }) => bytes),
    anew,
  )
  return { contents, made }
}

/** The register, then the States by their codes; of each what is public first. */
function inPlace(names: readonly PartName[]): PartName[] {
  const keyOf = ({ of, audience }: PartName): string => `${of === 'register' ? 0 : 1} ${of} ${audience === 'public' ? 0 : 1}`
  return names.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/**
 * The bytes of the parts that contents commit to, of all States or of these, as far as they are here: those for named readers by way of
 * the members' files.
 */
export async function partsFor(db: Db, contents: Contents, only: ReadonlySet<string> | null = null): Promise<Uint8Array[]> {
  const direct = await partsByHash(
    db,
    partsToRead(contents, only).map(({ sha256 }) => sha256),
  )
  const named = direct
    .filter(({ audience }) => audience === 'members')
    .flatMap(({ bytes }) => MembersPart.parse(JSON.parse(new TextDecoder().decode(bytes))).named)
  const inner = await partsByHash(
    db,
    named.map(({ sha256 }) => sha256),
  )
  return [...direct, ...inner].map(({ bytes }) => bytes)
}
