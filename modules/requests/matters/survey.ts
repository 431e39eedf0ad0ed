import type { Db } from '@comity/database'
import { MAX_SURVEYED } from '../contract.ts'
import type { Survey } from '../contract.ts'
import { getMatter } from '../operations/get-matter.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { surveyOf } from '../rules/survey.ts'
import { requestsOfMatter, surveyedEntries } from './store-matters.ts'

/** What was sent where of a matter, as far as the reader may see its requests; the oldest hundred. @throws ComityError `matter-not-found`. */
export async function surveyMatter(db: Db, viewer: Reader, matterId: string): Promise<Survey> {
  const matter = await getMatter(db, viewer, matterId)
  const found = await requestsOfMatter(db, sightFor(viewer.actor), { matterId, most: MAX_SURVEYED + 1 })
  const requests = found.slice(0, MAX_SURVEYED)
  const lines = await surveyedEntries(
    db,
    requests.map(({ id }) => id),
  )
  return { ...surveyOf(matter, requests, lines), more: found.length > MAX_SURVEYED }
}
