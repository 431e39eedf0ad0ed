import type { Db } from '@comity/database'
import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import { AuthorityDetails, type KeptLetter, type Nomination } from '../contract.ts'
import type { DirectoryTables, LetterRow } from '../tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()
const hashes = sql`jsonb_path_query_array(details, '$[*].nomination.sha256')`

/** Notes that a letter's bytes are here now. */
export async function noteLetterHeld(
  db: Db,
  { sha256, bytes }: Pick<KeptLetter, 'sha256' | 'bytes'>,
  { at, by }: { readonly at: Date; readonly by: string | null },
): Promise<void> {
  const held = { bytes, held_at: at, kept_by: by, due_at: null, problem: null }
  await tables(db)
    .insertInto('directory.letter')
    .values({ sha256, ...held })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet(held).where('directory.letter.held_at', 'is', null))
    .execute()
}

/** Notes that a letter was not to be had, and when it is asked for again. */
export async function noteLetterMissing(
  db: Db,
  { sha256, bytes }: Pick<KeptLetter, 'sha256' | 'bytes'>,
  miss: { readonly attempts: number; readonly dueAt: Date; readonly problem: string },
): Promise<void> {
  const noted = { attempts: miss.attempts, due_at: miss.dueAt, problem: miss.problem }
  await tables(db)
    .insertInto('directory.letter')
    .values({ sha256, bytes, held_at: null, kept_by: null, ...noted })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet(noted).where('directory.letter.held_at', 'is', null))
    .execute()
}

/** A letter whose bytes are here. */
export async function letterHeld(db: Db, sha256: string): Promise<Selectable<LetterRow> | undefined> {
  return tables(db)
    .selectFrom('directory.letter')
    .selectAll()
    .where('sha256', '=', sha256)
    .where('held_at', 'is not', null)
    .executeTakeFirst()
}

/** A letter that an entry in force names. */
export interface NamedLetter {
  readonly authority: string
  readonly nomination: Nomination
}

const Rows = z.array(AuthorityDetails)

/** The entries in force that name a letter. */
export async function entriesNaming(db: Db, sha256: string): Promise<NamedLetter[]> {
  const rows = await tables(db)
    .selectFrom('directory.authority')
    .select('details')
    .where(sql<boolean>`${hashes} ? ${sha256}`)
    .execute()
  return rows.flatMap(({ details }) =>
    Rows.parse(details).flatMap(({ authority, nomination }) =>
      nomination?.sha256 === sha256 ? [{ authority, nomination }] : [],
    ),
  )
}

/** Letters that entries in force name and that are not here, those that are due; the longest waiting first. */
export async function lettersWanted(db: Db, at: Date, limit: number) {
  const { rows } = await sql<{ sha256: string; bytes: number; attempts: number }>`
    with named as (
      select distinct nomination->>'sha256' as sha256, (nomination->>'bytes')::integer as bytes
      from directory.authority, jsonb_path_query(details, '$[*].nomination') as nomination
      where details @? '$[*].nomination')
    select n.sha256, n.bytes, coalesce(l.attempts, 0) as attempts
    from named n left join directory.letter l on l.sha256 = n.sha256
    where l.held_at is null and (l.due_at is null or l.due_at <= ${at})
    order by l.due_at nulls first, n.sha256 limit ${limit}`.execute(db)
  return rows
}

/** Notes which letter a statement commits to. */
export async function noteCommitment(db: Db, suggestion: string, letter: string): Promise<void> {
  await tables(db)
    .insertInto('directory.suggestion_letter')
    .values({ suggestion, letter })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The files of statements that commit to a letter; `open` narrows them to those that wait or are proposed. */
export async function statementsNaming(db: Db, letter: string, states: readonly string[]): Promise<Uint8Array[]> {
  const rows = await tables(db)
    .selectFrom('directory.suggestion_letter as l')
    .innerJoin('directory.suggestion as s', 's.sha256', 'l.suggestion')
    .select('s.file')
    .where('l.letter', '=', letter)
    .where('s.state', 'in', states)
    .execute()
  return rows.map(({ file }) => file)
}

/** The letters of statements, by the statement's hash, and whether they are here. */
export async function lettersOf(
  db: Db,
  suggestions: readonly string[],
): Promise<ReadonlyMap<string, { readonly sha256: string; readonly held: boolean }>> {
  if (suggestions.length === 0) return new Map()
  const rows = await tables(db)
    .selectFrom('directory.suggestion_letter as c')
    .leftJoin('directory.letter as l', 'l.sha256', 'c.letter')
    .select(['c.suggestion', 'c.letter', 'l.held_at'])
    .where('c.suggestion', 'in', suggestions)
    .execute()
  return new Map(rows.map(({ suggestion, letter, held_at }) => [suggestion, { sha256: letter, held: held_at !== null }]))
}

/** A letter that a proposal would publish. */
export interface ProposedLetter {
  readonly proposal: string
  readonly authority: string
  readonly sha256: string
}

/** The letters that proposals took up, for the second person who publishes. */
export async function lettersProposed(db: Db, proposals: readonly string[]): Promise<ProposedLetter[]> {
  if (proposals.length === 0) return []
  const rows = await tables(db)
    .selectFrom('directory.suggestion_letter as c')
    .innerJoin('directory.suggestion as s', 's.sha256', 'c.suggestion')
    .select(['s.proposal_id as proposal', 's.authority_id as authority', 'c.letter as sha256'])
    .where('s.proposal_id', 'in', proposals)
    .orderBy('s.authority_id')
    .execute()
  return rows.flatMap(({ proposal, ...rest }) => (proposal === null ? [] : [{ proposal, ...rest }]))
}
