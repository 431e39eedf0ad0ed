import type { Context } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { MembersPart, type Contents, type Part } from '../contract.ts'
import { partsByHash, partsOfEdition } from '../part-store.ts'
import { emptyListing, type WholeDirectory } from '../rules/entry.ts'
import { readParts, type ReadParts } from '../rules/read-parts.ts'
import { referenceRegister } from '../rules/reference.ts'
import { splitParts, type MadePart } from '../rules/split-parts.ts'
import { editionInForce } from '../store.ts'
import { contentsOf } from './first-edition.ts'
import { newSalt } from './new-salt.ts'
import { contentsIn } from './contents-in.ts'

/** The directory in force with its parts, as far as this node holds them; null while none is installed. */
export async function directoryInForce(
  db: Db,
): Promise<{ readonly contents: Contents; readonly parts: ReadParts; readonly sha256: string } | null> {
  const edition = await editionInForce(db)
  if (edition === undefined) return null
  const contents = contentsIn(edition.contents)
  const rows = contents.parts === undefined ? [] : await partsOfEdition(db, edition.contents_sha256)
  const bytes = rows.map((row) => row.bytes)
  return { contents, parts: readParts(contents, bytes), sha256: edition.contents_sha256 }
}

/** The directory in force to be changed, and what its next edition must follow. @throws ComityError `unavailable` */
export async function wholeInForce(db: Db): Promise<{ whole: WholeDirectory; contents: Contents; before: readonly Part[] }> {
  const current = await directoryInForce(db)
  if (current === null) throw new ComityError('unavailable')
  const { contents, parts } = current
  const register = contents.parts === undefined ? referenceRegister : parts.register
  const whole = { states: contents.states, authorities: contents.authorities, listings: parts.states, register }
  return { whole, contents, before: parts.parts }
}

/** The next contents that say all this, with their parts. @throws ComityError `directory-malformed` where it contradicts itself */
export function nextEdition(
  ctx: Context,
  whole: WholeDirectory,
  after: { readonly version: number; readonly before: readonly Part[] },
): { readonly contents: Contents; readonly made: readonly MadePart[] } {
  const listings = whole.states.map(({ code }) => whole.listings.get(code) ?? emptyListing(code))
  const making = { before: after.before, newSalt: newSalt(ctx.world) }
  const { names, made } = splitParts(listings, whole.register, making)
  const contents = contentsOf(after.version + 1, ctx.now, { ...whole, parts: names })
  // What this node would refuse from another it does not publish.
  readParts(
    contents,
    made.map(({ bytes }) => bytes),
  )
  return { contents, made }
}

/** The bytes of every part that contents commit to, as far as they are here: those for named readers by way of the members' files. */
export async function partsFor(db: Db, contents: Contents): Promise<Uint8Array[]> {
  const direct = await partsByHash(
    db,
    (contents.parts ?? []).map(({ sha256 }) => sha256),
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
