import type { Db } from '@comity/database'
import { ContentsFile, type Contents } from '../contract.ts'
import { pinsInForce } from '../pin-store.ts'
import { heldLists } from '../revocation-store.ts'
import { effectiveEntries } from '../rules/effective.ts'
import { editionInForce, replaceRows } from '../store.ts'

/** Makes the rows for reading anew from all that is believed: the directory in force, pins, revocation lists. */
export async function rebuildRows(db: Db): Promise<void> {
  const contents = (await contentsInForce(db)) ?? { states: [], authorities: [] }
  await replaceRows(db, effectiveEntries(contents, await pinsInForce(db), await heldLists(db)))
}

/** The contents in force; null while no directory is installed. */
export async function contentsInForce(db: Db): Promise<Contents | null> {
  const edition = await editionInForce(db)
  return edition === undefined ? null : ContentsFile.parse(JSON.parse(new TextDecoder().decode(edition.contents))).signed
}
