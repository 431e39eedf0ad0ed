import type { Db } from '@comity/database'
import { sql, type Selectable } from 'kysely'
import { Authority, Names, State, type AuthoritySummary, type DirectorySearch, type PeerFacts } from './contract.ts'
import { searchWords } from './rules/fold.ts'
import type { DirectoryTables, EditionRow, RootRow, StandingRow } from './tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

/** What is in force, as read. */
export type Standing = Selectable<StandingRow>

/** The one row that says what is in force. */
export function standing(db: Db): Promise<Standing> {
  return tables(db).selectFrom('directory.standing').selectAll().executeTakeFirstOrThrow()
}

/** The same, held until the transaction ends: one installation at a time. */
export function standingForUpdate(db: Db): Promise<Standing> {
  return tables(db).selectFrom('directory.standing').selectAll().forUpdate().executeTakeFirstOrThrow()
}

/** The contents in force, as signed; undefined while no directory is installed. */
export function editionInForce(db: Db): Promise<EditionRow | undefined> {
  return tables(db)
    .selectFrom('directory.edition as e')
    .innerJoin('directory.standing as s', 's.contents_sha256', 'e.contents_sha256')
    .selectAll('e')
    .executeTakeFirst()
}

/** The root in force, as signed. */
export function rootInForce(db: Db): Promise<RootRow | undefined> {
  return tables(db)
    .selectFrom('directory.root as r')
    .innerJoin('directory.standing as s', 's.root_version', 'r.version')
    .selectAll('r')
    .executeTakeFirst()
}

/** All roots after this version, oldest first. */
export function rootsAfter(db: Db, version: number): Promise<RootRow[]> {
  return tables(db).selectFrom('directory.root').selectAll().where('version', '>', version).orderBy('version').execute()
}

export function rootOf(db: Db, version: number): Promise<RootRow | undefined> {
  return tables(db).selectFrom('directory.root').selectAll().where('version', '=', version).executeTakeFirst()
}

export async function addRoot(db: Db, root: RootRow): Promise<void> {
  await tables(db)
    .insertInto('directory.root')
    .values(root)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function addEdition(db: Db, edition: EditionRow): Promise<void> {
  await tables(db)
    .insertInto('directory.edition')
    .values(edition)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

type InForce = Pick<
  StandingRow,
  'network' | 'version' | 'contents_sha256' | 'root_version' | 'freshness' | 'valid_until' | 'usable_until' | 'threshold'
> & { signedBy: readonly string[]; checkedAt: Date; parts_missing?: number }

export async function putInForce(db: Db, { signedBy, checkedAt, ...row }: InForce): Promise<void> {
  await tables(db)
    .updateTable('directory.standing')
    .set({ ...row, signed_by: JSON.stringify(signedBy), checked_at: checkedAt, problem: null, problem_at: null })
    .execute()
}

export async function noteChecked(db: Db, at: Date): Promise<void> {
  await tables(db).updateTable('directory.standing').set({ checked_at: at, problem: null, problem_at: null }).execute()
}

export async function noteProblem(db: Db, problem: string, at: Date): Promise<void> {
  await tables(db).updateTable('directory.standing').set({ problem, problem_at: at }).execute()
}

/** The grace may be changed while the centre is away: the end of it is moved at once. */
export async function moveGrace(db: Db, graceMs: number): Promise<void> {
  await tables(db)
    .updateTable('directory.standing')
    .set({ usable_until: sql<Date>`valid_until + ${graceMs} * interval '1 millisecond'` })
    .where('valid_until', 'is not', null)
    .execute()
}

export async function statesInForce(db: Db): Promise<State[]> {
  const rows = await tables(db).selectFrom('directory.member_state').selectAll().orderBy('code').execute()
  return rows.map((row) => State.parse({ code: row.code, names: row.names }))
}

/** Every authority that is believed: to compare a new one with. */
export async function everyEntry(db: Db): Promise<Authority[]> {
  const rows = await tables(db)
    .selectFrom('directory.authority')
    .select('entry')
    .where('on_network', '=', true)
    .orderBy('id')
    .execute()
  return rows.map((row) => Authority.parse(row.entry))
}

/** One authority's row anew, where it has one. */
export async function putEntry(db: Db, authority: Authority): Promise<void> {
  await tables(db)
    .updateTable('directory.authority')
    .set({ entry: JSON.stringify(authority) })
    .where('id', '=', authority.id)
    .execute()
}

/** Where the nodes of all authorities that are believed listen; an empty address is that of one which only fetches. */
export function nodesInForce(db: Db): Promise<{ id: string; nodeOrigin: string; hostedBy: string }[]> {
  return tables(db)
    .selectFrom('directory.authority')
    .select(['id', sql<string>`entry->>'nodeOrigin'`.as('nodeOrigin'), sql<string>`entry->>'hostedBy'`.as('hostedBy')])
    .where('on_network', '=', true)
    .orderBy('id')
    .execute()
}

/** Lets whoever remembers what was believed know that it is old. @returns the number of what is believed now */
export async function noteRevision(db: Db): Promise<number> {
  const { revision } = await tables(db)
    .updateTable('directory.standing')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow()
  return revision
}

/** A pinned key is believed for as long as nobody ends the pin. */
const ALWAYS = new Date('9999-12-31T00:00:00Z')

/** One authority as it is believed now; null when neither the directory in force nor a pin names it. */
export async function authorityInForce(db: Db, id: string): Promise<PeerFacts | null> {
  const row = await tables(db)
    .selectFrom('directory.authority as a')
    .innerJoin('directory.standing as s', (join) => join.onTrue())
    .select(['a.entry', 'a.pinned', 'a.differs', 'a.sources', 's.version', 's.usable_until', 's.revision'])
    .select(
      sql<Date | null>`(select max(f.usable_until) from directory.further f where f.id::text = any(a.sources))`.as(
        'further_until',
      ),
    )
    .where('a.id', '=', id)
    .where('a.on_network', '=', true)
    .executeTakeFirst()
  if (row === undefined) return null
  const usableUntil = row.pinned ? ALWAYS : lastOf(row.sources.includes('home') ? row.usable_until : null, row.further_until)
  if (usableUntil === null) return null
  const { pinned, differs, revision } = row
  return { authority: Authority.parse(row.entry), directoryVersion: row.version ?? 0, usableUntil, revision, pinned, differs }
}

/** Whoever stands in two directories is vouched for as long as one of them is fresh. */
function lastOf(one: Date | null, two: Date | null): Date | null {
  if (one === null || two === null) return one ?? two
  return one > two ? one : two
}

/** Authorities that answer a search, in the order of their ids, at most `limit`. */
export async function authoritiesFound(db: Db, search: DirectorySearch): Promise<AuthoritySummary[]> {
  let query = tables(db)
    .selectFrom('directory.authority as a')
    .innerJoin('directory.member_state as s', 's.code', 'a.state')
    .select(['a.entry', 's.names'])
    .where('a.on_network', '=', true)
  for (const word of searchWords(search.query ?? '')) query = query.where('a.search', 'like', `%${escapeLike(word)}%`)
  const { state, form, after } = search
  if (state !== undefined) query = query.where('a.state', '=', state)
  if (form !== undefined)
    query = query.where(
      sql<boolean>`exists (select from directory.designation d where d.authority_id = a.id and d.form = ${form})`,
    )
  if (after !== undefined) query = query.where('a.id', '>', after)
  const rows = await query.orderBy('a.id').limit(search.limit).execute()
  return rows.map((row) => summaryOf(Authority.parse(row.entry), Names.parse(row.names)))
}

export async function countsInForce(db: Db): Promise<{ authorities: number; states: number }> {
  const row = await tables(db)
    .selectNoFrom((from) => [
      from
        .selectFrom('directory.authority')
        .select((each) => each.fn.countAll<number>().as('count'))
        .as('authorities'),
      from
        .selectFrom('directory.member_state')
        .select((each) => each.fn.countAll<number>().as('count'))
        .as('states'),
    ])
    .executeTakeFirstOrThrow()
  return { authorities: row.authorities ?? 0, states: row.states ?? 0 }
}

function summaryOf(
  { id, state, kind, names, designations, hostedBy, confirmedOn }: Authority,
  stateNames: Names,
): AuthoritySummary {
  return { id, state, stateNames, kind, names, designations, hostedBy, confirmedOn }
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}
