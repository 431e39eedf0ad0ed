import type { Db } from '@comity/database'
import type { StandingHere } from '../rules/changed-states.ts'
import { editionInForce, standing } from '../store.ts'
import { contentsIn } from './contents-in.ts'

/** What the next edition need not bring again; null where nothing is in force, or something of it is still to come. */
export async function standingHere(db: Db, own: string): Promise<StandingHere | null> {
  const [edition, row] = await Promise.all([editionInForce(db), standing(db)])
  if (edition === undefined || row.parts_missing > 0) return null
  return { contents: contentsIn(edition.contents), own }
}
