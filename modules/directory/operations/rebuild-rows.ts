import type { Db } from '@comity/database'
import type { Contents } from '../contract.ts'
import { pinsInForce } from '../pin-store.ts'
import { heldLists } from '../revocation-store.ts'
import { replaceRows } from '../rows-store.ts'
import { effectiveEntries } from '../rules/effective.ts'
import { referenceRegister } from '../rules/reference.ts'
import type { ReadParts } from '../rules/read-parts.ts'
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
  const listed = installed ?? (await directoryInForce(db, only))
  const contents = listed?.contents ?? { states: [], authorities: [] }
  const { states, entries } = effectiveEntries(contents, await pinsInForce(db), await heldLists(db))
  // Contents of the first format have no register: then what every directory begins with is shown.
  const register = listed?.contents.parts === undefined ? referenceRegister : listed.parts.register
  await replaceRows(db, { states, entries, listings: listed?.parts.states ?? new Map(), register }, only)
}

/** The contents in force; null while no directory is installed. */
export async function contentsInForce(db: Db): Promise<Contents | null> {
  const edition = await editionInForce(db)
  return edition === undefined ? null : contentsIn(edition.contents)
}
