import type { Db } from '@comity/database'
import type { Contents } from '../contract.ts'
import { firstKnownThrough, furtherInForce, putConflicts, putFirstKnown } from '../further-store.ts'
import { pinsInForce } from '../pin-store.ts'
import { heldLists } from '../revocation-store.ts'
import { replaceRows } from '../rows-store.ts'
import { effectiveEntries } from '../rules/effective.ts'
import { referenceRegister } from '../rules/reference.ts'
import type { ReadParts, StateListing } from '../rules/read-parts.ts'
import { HOME, uniteDirectories, type United } from '../rules/unite.ts'
import { editionInForce } from '../store.ts'
import { contentsIn } from './contents-in.ts'
import { directoryInForce } from './whole-directory.ts'

interface Listed {
  readonly contents: Contents
  readonly parts: ReadParts
}

/**
 * Makes the rows for reading anew, of all States or only of these, from all that is believed: the directory in force, pins, revocation
 * lists.
 */
export async function rebuildRows(db: Db, installed: Listed | null, only: ReadonlySet<string> | null): Promise<void> {
  // Whether a further directory may speak for an authority depends on all that the first one lists.
  const scope = (await furtherInForce(db)).length === 0 ? only : null
  const listed = scope === only && installed !== null ? installed : await directoryInForce(db, scope)
  const contents = listed?.contents ?? { states: [], authorities: [] }
  const listings = listed?.parts.states ?? new Map<string, StateListing>()
  const united = await unitedWith(db, contents, listings)
  const { states, entries } = effectiveEntries(
    { states: [...united.states], authorities: [...united.authorities] },
    await pinsInForce(db),
    [...(await heldLists(db)), ...united.lists],
  )
  // Contents of the first format have no register: then what every directory begins with is shown.
  const register = listed?.contents.parts === undefined ? referenceRegister : listed.parts.register
  const withNode = new Set<string>(entries.map(({ authority }) => authority.id))
  await replaceRows(db, { states, entries, listings: without(listings, withNode), register, sources: united.sources }, scope)
}

/** The first directory and all further ones as one; what was first known through which is kept. */
async function unitedWith(
  db: Db,
  home: Pick<Contents, 'states' | 'authorities'>,
  listings: ReadonlyMap<string, StateListing>,
): Promise<United> {
  const further = (await furtherInForce(db)).flatMap(({ id, contents }) =>
    contents === null ? [] : [{ id, contents: contentsIn(contents) }],
  )
  const listed = new Set<string>([...listings.values()].flatMap((one) => one.listed.map(({ id }) => id)))
  const before = await firstKnownThrough(db)
  const united = uniteDirectories([{ id: HOME, contents: home }, ...further], before, { listed })
  await putFirstKnown(
    db,
    [...united.firstKnown].filter(([id]) => !before.has(id)),
  )
  for (const { id } of further) await putConflicts(db, id, united.conflicts.get(id) ?? [])
  return united
}

/** An authority that is believed with a node is not listed once more without one. */
function without(listings: ReadonlyMap<string, StateListing>, withNode: ReadonlySet<string>): ReadonlyMap<string, StateListing> {
  return new Map([...listings].map(([code, one]) => [code, { ...one, listed: one.listed.filter(({ id }) => !withNode.has(id)) }]))
}

/** The contents in force; null while no directory is installed. */
export async function contentsInForce(db: Db): Promise<Contents | null> {
  const edition = await editionInForce(db)
  return edition === undefined ? null : contentsIn(edition.contents)
}
