import type { Actor } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import type { UnansweredReport } from '../contract.ts'
import { officeFor } from '../policy.ts'
import { unansweredRows } from '../store-feed.ts'

const PAGE = 100

/** Requests without an answer, as facts only: what other nodes told this secretariat, the newest first. @throws ComityError `not-allowed`. */
export async function listUnanswered(
  db: Db,
  actor: Actor,
  before?: string,
): Promise<{ reports: UnansweredReport[]; next: string | null }> {
  officeFor(actor, 'read-unanswered')
  const rows = await unansweredRows(db, before === undefined ? null : new Date(before), PAGE + 1)
  const reports = rows.slice(0, PAGE)
  return { reports, next: rows.length > PAGE ? (reports.at(-1)?.receivedAt ?? null) : null }
}
