import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '@comity/database'
import type { Sight } from './rules/sight.ts'
import { tables } from './tables.ts'

/** The rows of a matter or request table that this reader may see: the one condition of every list, count and search. */
export function visibleTo(sight: Sight): RawBuilder<boolean> {
  if (sight.office === null) return seenWith(sight.tokens)
  if (sight.all) return sql<boolean>`own_authority = ${sight.office}`
  return sql<boolean>`own_authority = ${sight.office} and access && ${[...sight.tokens]}::text[]`
}

/** The one thing asked for, where a holder of these tokens may see it. */
export function seenWith(tokens: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`access && ${[...tokens]}::text[]`
}

/** Of these threads those that this reader may see; a thread of no request is not this module's to hide. */
export async function readableThreads(
  db: Db,
  tokens: readonly string[],
  threads: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tables(db)
    .selectFrom('requests.request')
    .select(['thread', seenWith(tokens).as('seen')])
    .where('thread', 'in', [...new Set(threads), NO_THREAD])
    .execute()
  const hidden = new Set(rows.filter(({ seen }) => !seen).map(({ thread }) => thread))
  const shown = new Set(rows.filter(({ seen }) => seen).map(({ thread }) => thread))
  return new Set(threads.filter((thread) => shown.has(thread) || !hidden.has(thread)))
}

/** What these requests are about, of those that a holder of these tokens may see. */
export async function subjectsSeen(
  db: Db,
  tokens: readonly string[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tables(db)
    .selectFrom('requests.request')
    .select(['id', 'subject'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .where(seenWith(tokens))
    .execute()
  return new Map(rows.map(({ id, subject }) => [id, subject]))
}

/** The request of a thread, where this reader may see it. */
export async function seenRequestOfThread(
  db: Db,
  tokens: readonly string[],
  thread: string,
): Promise<{ readonly id: string; readonly subject: string } | null> {
  const row = await tables(db)
    .selectFrom('requests.request')
    .select(['id', 'subject', 'own_reference'])
    .where('thread', '=', thread)
    .where(seenWith(tokens))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, subject: row.subject === '' ? row.own_reference : row.subject }
}

/** Keeps the list from being empty, which SQL does not take. */
const NO_THREAD = '00000000-0000-0000-0000-000000000000'
