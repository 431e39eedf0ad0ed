import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Matter } from '../contract.ts'
import { authorityFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { matterById } from '../store-matter.ts'

/** A matter of the viewer's office. @throws ComityError `matter-not-found`, `not-allowed`. */
export async function getMatter(db: Db, viewer: Reader, matterId: string): Promise<Matter> {
  const matter = await matterById(db, matterId, authorityFor(viewer.actor, 'read'))
  if (!matter) throw new ComityError('matter-not-found')
  return matter
}
