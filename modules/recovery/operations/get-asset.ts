import type { Actor } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { placesSeeing, sightOf } from '@comity/requests/server'
import type { Asset } from '../contract.ts'
import { allowedActs, officeFor } from '../policy.ts'
import { assetById, requestsOfAsset } from '../store/asset-store.ts'
import { claimsOf, disputesOf } from '../store/claim-store.ts'
import { entriesOf } from '../store/entry-store.ts'
import { present } from '../stored-asset.ts'

/** Who reads: a `Viewer` is one. */
export interface Reader {
  readonly actor: Actor
}

/** An asset with its ledger and what this person may do next. @throws ComityError `asset-not-found`, `not-allowed`. */
export async function getAsset(db: Db, { actor }: Reader, assetId: string, today: string): Promise<Asset> {
  const office = officeFor(actor, 'read')
  const row = await assetById(db, assetId, office, sightOf(actor))
  if (row === null) throw new ComityError('asset-not-found')
  return present(
    {
      row,
      entries: await entriesOf(db, office, assetId),
      requests: await requestsOfAsset(db, office, assetId),
      claims: await claimsOf(db, office, assetId),
      disputes: await disputesOf(db, office, assetId),
    },
    allowedActs(placesSeeing(actor, row.access)),
    today,
  )
}
