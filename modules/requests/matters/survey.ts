import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { MAX_SURVEYED } from '../contract.ts'
import type { Matter, Survey, SurveyPage } from '../contract.ts'
import { getMatter } from '../operations/get-matter.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { surveyOf } from '../rules/survey.ts'
import type { StoredRequest } from '../stored-request.ts'
import { placeInMatter, requestsOfMatter, surveyedEntries } from './store-matters.ts'

/**
 * What was sent where of a matter, as far as the reader may see its requests: a hundred of them, in the order in which they were begun. What went
 * into which request is told of those of the page.
 *
 * @throws ComityError `matter-not-found`; `bad-input` for an `after` that is no request of the matter which this reader sees.
 */
export async function surveyMatter(db: Db, viewer: Reader, matterId: string, { after }: SurveyPage = {}): Promise<Survey> {
  const matter = await getMatter(db, viewer, matterId)
  const sight = sightFor(viewer.actor)
  const start = after === undefined ? null : await placeInMatter(db, sight, { matterId, requestId: after })
  if (after !== undefined && start === null)
    throw new ComityError('bad-input', { problems: [{ path: 'after', message: 'request-unknown' }] })
  const found = await requestsOfMatter(db, sight, { matterId, after: start, most: MAX_SURVEYED + 1 })
  const requests = found.slice(0, MAX_SURVEYED)
  const next = found.length > MAX_SURVEYED ? (requests.at(-1)?.id ?? null) : null
  return { ...(await surveyed(db, matter, requests)), next }
}

/** Requests that one file may hold: each is read with its timeline. */
const MAX_EXPORTED = 5_000

/** The whole survey, for a file. @throws ComityError `matter-not-found`; `table-too-large`. */
export async function wholeSurvey(db: Db, viewer: Reader, matterId: string): Promise<Survey> {
  const matter = await getMatter(db, viewer, matterId)
  const requests = await requestsOfMatter(db, sightFor(viewer.actor), { matterId, most: MAX_EXPORTED + 1 })
  if (requests.length > MAX_EXPORTED) throw new ComityError('table-too-large', { values: { rows: MAX_EXPORTED, columns: 12 } })
  return { ...(await surveyed(db, matter, requests)), next: null }
}

async function surveyed(db: Db, matter: Matter, requests: readonly StoredRequest[]) {
  const lines = await surveyedEntries(
    db,
    requests.map(({ id }) => id),
  )
  return surveyOf(matter, requests, lines)
}
