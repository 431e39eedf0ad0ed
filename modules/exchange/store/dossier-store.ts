import type { Db } from '@comity/database'
import { AuthorityId } from '@comity/accounts/contract'
import { sql } from 'kysely'
import type { DossierSummary } from '../contract.ts'
import { tables } from '../tables.ts'

const columns = [
  'dossier_id',
  'kind',
  'direction',
  'sender',
  'addressee',
  'thread',
  'sequence',
  'created_at',
  'stored_at',
  'byte_count',
  'sealed_sha256',
  'state',
  'attempts',
  'due_at',
  'last_problem',
] as const

interface Listed {
  readonly dossier_id: string
  readonly kind: string
  readonly direction: 'out' | 'in'
  readonly sender: string
  readonly addressee: string
  readonly thread: string
  readonly sequence: number
  readonly created_at: Date
  readonly byte_count: number
  readonly sealed_sha256: string
  readonly state: DossierSummary['state']
  readonly attempts: number
  readonly due_at: Date | null
  readonly last_problem: string | null
}

/** All dossiers of a thread, both ways, oldest first. */
export async function dossiersOf(db: Db, thread: string): Promise<DossierSummary[]> {
  const rows = await tables(db)
    .selectFrom('exchange.dossier')
    .select(columns)
    .where('thread', '=', thread)
    .orderBy('stored_at')
    .orderBy('sequence')
    .limit(500)
    .execute()
  return withReceipts(db, rows)
}

/** One dossier; null when this node has none of that identity. */
export async function dossierById(db: Db, dossierId: string): Promise<DossierSummary | null> {
  const rows = await tables(db).selectFrom('exchange.dossier').select(columns).where('dossier_id', '=', dossierId).execute()
  return (await withReceipts(db, rows))[0] ?? null
}

/** The latest traffic, newest first, a page of it; `before` is the last instant and identity of the page before. */
export async function recentDossiers(
  db: Db,
  page: { before: { at: Date; dossierId: string } | null; limit: number },
): Promise<{ summary: DossierSummary; storedAt: Date }[]> {
  let query = tables(db)
    .selectFrom('exchange.dossier')
    .select(columns)
    .orderBy('stored_at', 'desc')
    .orderBy('dossier_id')
    .limit(page.limit)
  const { before } = page
  if (before)
    query = query.where((where) =>
      where.or([
        where('stored_at', '<', before.at),
        where.and([where('stored_at', '=', before.at), where('dossier_id', '>', before.dossierId)]),
      ]),
    )
  const rows = await query.execute()
  const summaries = await withReceipts(db, rows)
  return summaries.flatMap((summary, index) => (rows[index] ? [{ summary, storedAt: rows[index].stored_at }] : []))
}

/** The bytes as they were signed (`container`, ASiC-E) or as they travel (`sealed`, age); null when there are none. */
export async function dossierFile(db: Db, dossierId: string, form: 'container' | 'sealed'): Promise<Uint8Array | null> {
  const row = await tables(db).selectFrom('exchange.dossier').select(form).where('dossier_id', '=', dossierId).executeTakeFirst()
  return row?.[form] ?? null
}

/** The container of a receipt, with the parties of its dossier; null when it is not here. */
export async function receiptFile(
  db: Db,
  receiptId: string,
): Promise<{ container: Uint8Array; sender: string; addressee: string; thread: string | null } | null> {
  const row = await tables(db)
    .selectFrom('exchange.receipt')
    .leftJoin('exchange.dossier', 'exchange.dossier.dossier_id', 'exchange.receipt.dossier_id')
    .select(['exchange.receipt.container', 'exchange.receipt.sender', 'exchange.receipt.addressee', 'exchange.dossier.thread'])
    .where('receipt_id', '=', receiptId)
    .executeTakeFirst()
  return row ?? null
}

/** The threads of these dossiers and receipts, by their own identity; what is not here is left out. */
export async function threadsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{ readonly id: string; readonly thread: string }>`
    select dossier_id as id, thread from exchange.dossier where dossier_id = any(${[...ids]}::text[])
    union all
    select r.receipt_id, d.thread from exchange.receipt r join exchange.dossier d on d.dossier_id = r.dossier_id
    where r.receipt_id = any(${[...ids]}::text[])`.execute(db)
  return new Map(found.rows.map(({ id, thread }) => [id, thread]))
}

/** What waits for one peer. */
export interface PeerQueue {
  readonly peer: string
  readonly waiting: number
  readonly oldestAt: Date | null
  readonly nextAttemptAt: Date | null
  readonly lastProblem: string | null
}

/** How the line to each peer stands that something waits for. */
export async function queues(db: Db): Promise<PeerQueue[]> {
  const found = await sql<PeerQueue>`
    select addressee as peer, count(*) as waiting, min(stored_at) as "oldestAt", min(due_at) as "nextAttemptAt",
      (array_agg(last_problem order by due_at) filter (where last_problem is not null))[1] as "lastProblem"
    from exchange.dossier where state = 'queued' group by addressee order by addressee`.execute(db)
  return found.rows
}

/** How the line to one peer stands. */
export async function queueOf(db: Db, peer: AuthorityId): Promise<PeerQueue> {
  const all = await queues(db)
  return all.find((one) => one.peer === peer) ?? { peer, waiting: 0, oldestAt: null, nextAttemptAt: null, lastProblem: null }
}

export interface ListedRefusal {
  readonly at: Date
  readonly sender: string | null
  readonly sealed_sha256: string | null
  readonly code: string
}

export function recentRefusals(db: Db, limit: number): Promise<ListedRefusal[]> {
  return tables(db)
    .selectFrom('exchange.refusal')
    .select(['at', 'sender', 'sealed_sha256', 'code'])
    .orderBy('refusal_id', 'desc')
    .limit(limit)
    .execute()
}

async function withReceipts(db: Db, rows: readonly Listed[]): Promise<DossierSummary[]> {
  const receipts =
    rows.length === 0
      ? []
      : await tables(db)
          .selectFrom('exchange.receipt')
          .select(['receipt_id', 'sealed_sha256', 'sender', 'event', 'issuer', 'at', 'code'])
          .where(
            'sealed_sha256',
            'in',
            rows.map((row) => row.sealed_sha256),
          )
          .orderBy('at')
          .orderBy('issuer')
          .orderBy('sequence')
          .execute()
  const bySealed = Map.groupBy(receipts, (receipt) => `${receipt.sender} ${receipt.sealed_sha256}`)
  return rows.map((row) =>
    summaryOf(
      row,
      (bySealed.get(`${row.sender} ${row.sealed_sha256}`) ?? []).map((one) => ({
        receiptId: one.receipt_id,
        event: one.event,
        issuer: id(one.issuer),
        at: one.at.toISOString(),
        code: one.code,
      })),
    ),
  )
}

function summaryOf(row: Listed, receipts: DossierSummary['receipts']): DossierSummary {
  return {
    dossierId: row.dossier_id,
    kind: row.kind,
    direction: row.direction,
    sender: id(row.sender),
    addressee: id(row.addressee),
    thread: row.thread,
    sequence: row.sequence,
    createdAt: row.created_at.toISOString(),
    bytes: row.byte_count,
    sealedSha256: row.sealed_sha256,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.due_at?.toISOString() ?? null,
    lastProblem: row.last_problem,
    receipts,
  }
}

/** What the store holds was parsed when it came. */
const id = (text: string): AuthorityId => AuthorityId.parse(text)
