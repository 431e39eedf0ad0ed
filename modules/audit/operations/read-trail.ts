import { ComityError } from '@comity/errors'
import type { Db } from '@comity/database'
import type { z } from 'zod'
import type { AuditPage, AuditSearch } from '../contract.ts'
import { may, shownDetails } from '../policy.ts'
import { entriesBefore } from '../store.ts'

/**
 * One page of the trail, newest first.
 *
 * @throws ComityError `not-allowed` for anyone but auditors and administrators.
 */
export async function readTrail(
  db: Db,
  actor: Parameters<typeof may>[0],
  search: z.output<typeof AuditSearch>,
): Promise<z.output<typeof AuditPage>> {
  if (!may(actor, 'read')) throw new ComityError('not-allowed')
  const rows = await entriesBefore(db, {
    act: search.act,
    actorId: search.actor,
    subject: search.subject,
    before: search.before,
    limit: search.limit + 1,
  })
  const entries = rows.slice(0, search.limit).map((row) => ({
    sequence: row.sequence,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    actorName: row.actor_name,
    authorityId: row.authority_id,
    act: row.act,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    details: shownDetails(actor, row.details ?? {}),
  }))
  return { entries, next: rows.length > search.limit ? (entries.at(-1)?.sequence ?? null) : null }
}
