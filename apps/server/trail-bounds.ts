import type { Actor } from '@comity/accounts/contract'
import { peopleNear } from '@comity/accounts/server'
import type { EntryPlace, TrailBounds } from '@comity/audit/contract'
import type { Db } from '@comity/database'
import { threadsOf } from '@comity/exchange/server'
import { assetsSeen } from '@comity/recovery/server'
import { placesOf, readableThreadsOf, seenThings } from '@comity/requests/server'

/**
 * How far this reader of the audit trail was appointed to look; null for the whole of it. An administrator runs the node, and an auditor of no unit is
 * appointed for the whole office. The auditor of a unit reads what concerns the unit, and whoever is of another authority than the
 * node's own reads what people of theirs did.
 */
export function trailBounds(actor: Actor, home: string | null): TrailBounds | null {
  const { authorityId } = actor
  const ofHome = authorityId !== null && authorityId === home
  const auditing = placesOf(actor).filter(({ roles }) => roles.includes('auditor'))
  const isOverAll = actor.roles.includes('administrator') || auditing.some(({ units }) => units.length === 0)
  if (ofHome && isOverAll) return null
  const units = isOverAll ? [] : auditing.flatMap((place) => place.units)
  return {
    authorityId: ofHome ? null : (authorityId ?? 'nobody'),
    within: (db, entries) => within(db, actor, { entries, units }),
  }
}

const caseKinds: readonly string[] = ['request', 'matter', 'asset', 'dossier', 'receipt']

/** What is done to a case is shown to who sees that case; all else where somebody of the unit did it, or it was done to them or the unit. */
async function within(
  db: Db,
  actor: Actor,
  { entries, units }: { readonly entries: readonly EntryPlace[]; readonly units: readonly string[] },
): Promise<ReadonlySet<number>> {
  const idsOf = (...kinds: string[]) => [
    ...new Set(entries.filter(({ subjectKind }) => kinds.includes(subjectKind)).map(({ subjectId }) => subjectId)),
  ]
  const seen = new Set([
    ...(await seenThings(db, actor, { requests: idsOf('request'), matters: idsOf('matter') })),
    ...(await assetsSeen(db, actor, idsOf('asset'))),
    ...(await readableOf(db, actor, idsOf('dossier', 'receipt'))),
  ])
  const persons = [...entries.map(({ actorId }) => actorId), ...idsOf('person')]
  const near = await peopleNear(db, [...new Set(persons)], { authorityId: actor.authorityId ?? '', units })
  const isOfUnit = (id: unknown) => units.some((unit) => unit === id)
  const concerns = ({ subjectKind, subjectId, actorId, details }: EntryPlace) =>
    near.has(actorId) ||
    (subjectKind === 'person' && near.has(subjectId)) ||
    (subjectKind === 'unit' && isOfUnit(subjectId)) ||
    isOfUnit(details['unit'])
  const shown = entries.filter((entry) => (caseKinds.includes(entry.subjectKind) ? seen.has(entry.subjectId) : concerns(entry)))
  return new Set(shown.map(({ sequence }) => sequence))
}

/** Of these dossiers and receipts those of a thread that this person may read. */
async function readableOf(db: Db, actor: Actor, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const threads = await threadsOf(db, ids)
  const readable = await readableThreadsOf(db, actor, [...threads.values()])
  return [...threads].filter(([, thread]) => readable.has(thread)).map(([id]) => id)
}
