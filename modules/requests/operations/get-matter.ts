import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Matter } from '../contract.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { withoutHiddenOrigins } from '../matters/load-matter.ts'
import { matterById } from '../store-matter.ts'

/** A matter of the viewer's office. @throws ComityError `matter-not-found`, `not-allowed`. */
export async function getMatter(db: Db, viewer: Reader, matterId: string): Promise<Matter> {
  const matter = await matterById(db, matterId, sightFor(viewer.actor).tokens)
  if (!matter) throw new ComityError('matter-not-found')
  return withoutHiddenOrigins(db, viewer.actor, matter)
}
