import type { Db } from '@comity/database'
import { ContentsFile, type Contents } from '../contract.ts'
import { partsOfEdition } from '../part-store.ts'
import { pinsInForce } from '../pin-store.ts'
import { heldLists } from '../revocation-store.ts'
import { replaceRows } from '../rows-store.ts'
import { effectiveEntries } from '../rules/effective.ts'
import { readParts, type ReadParts } from '../rules/read-parts.ts'
import { editionInForce } from '../store.ts'

/** Makes the rows for reading anew from all that is believed: the directory in force, pins, revocation lists. */
export async function rebuildRows(db: Db): Promise<void> {
  const listed = await directoryInForce(db)
  const contents = listed?.contents ?? { states: [], authorities: [] }
  const { states, entries } = effectiveEntries(contents, await pinsInForce(db), await heldLists(db))
  const { states: listings = new Map(), register = { networks: [], instruments: [] } } = listed?.parts ?? {}
  await replaceRows(db, { states, entries, listings, register })
}

/** The contents in force with their parts, as far as this node holds them; null while no directory is installed. */
export async function directoryInForce(db: Db): Promise<{ readonly contents: Contents; readonly parts: ReadParts } | null> {
  const edition = await editionInForce(db)
  if (edition === undefined) return null
  const contents = contentsIn(edition.contents)
  const parts = contents.parts === undefined ? [] : await partsOfEdition(db, edition.contents_sha256)
  return {
    contents,
    parts: readParts(
      contents,
      parts.map(({ bytes }) => bytes),
    ),
  }
}

/** The contents in force; null while no directory is installed. */
export async function contentsInForce(db: Db): Promise<Contents | null> {
  const edition = await editionInForce(db)
  return edition === undefined ? null : contentsIn(edition.contents)
}

function contentsIn(bytes: Uint8Array): Contents {
  return ContentsFile.parse(JSON.parse(new TextDecoder().decode(bytes))).signed
}
