import type { Db } from '@comity/database'
import { AuthorityId } from '@comity/accounts/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import {
  Authority,
  AuthorityDetails,
  ListedAuthority,
  Names,
  Register,
  StateFacts,
  Visibility,
  type AuthorityDetails as Details,
} from '../contract.ts'
import type { DirectoryTables, FavouriteRow } from '../tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

/** An authority as it stands in the rows, with every detail that this node holds: whoever shows it filters for its reader. */
export interface AuthorityAsHeld {
  readonly authority: Authority | ListedAuthority
  readonly details: readonly Details[]
}

const Held = z.array(AuthorityDetails)

function held(row: { entry: unknown; details: unknown; on_network: boolean }): AuthorityAsHeld {
  const authority = row.on_network ? Authority.parse(row.entry) : ListedAuthority.parse(row.entry)
  return { authority, details: Held.parse(row.details) }
}

/** Most authorities that one answer is made of: what a State may list, twice. */
const MOST_AUTHORITIES = 4_000

/** The authorities of some States or territories, and whoever is designated for one of them. */
export async function authoritiesFor(db: Db, codes: readonly string[]): Promise<AuthorityAsHeld[]> {
  const rows = await tables(db)
    .selectFrom('directory.authority as a')
    .select(['a.entry', 'a.details', 'a.on_network'])
    .where((eb) =>
      eb.or([
        eb('a.state', 'in', codes),
        eb('a.id', 'in', eb.selectFrom('directory.designation as d').select('d.authority_id').where('d.territory', 'in', codes)),
      ]),
    )
    .orderBy('a.id')
    .limit(MOST_AUTHORITIES)
    .execute()
  return rows.map(held)
}

/** Authorities by their ids, in the order of these. */
export async function authoritiesById(db: Db, ids: readonly string[]): Promise<AuthorityAsHeld[]> {
  if (ids.length === 0) return []
  const rows = await tables(db)
    .selectFrom('directory.authority')
    .select(['id', 'entry', 'details', 'on_network'])
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, held(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Authorities whose key is pinned here, whether the directory lists them or not. */
export async function pinnedHeld(db: Db): Promise<string[]> {
  const rows = await tables(db).selectFrom('directory.authority').select('id').where('pinned', '=', true).execute()
  return rows.map(({ id }) => id)
}

/** One page of all authorities, by id. */
export async function authoritiesAfter(db: Db, after: string, limit: number): Promise<AuthorityAsHeld[]> {
  const rows = await tables(db)
    .selectFrom('directory.authority')
    .select(['entry', 'details', 'on_network'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(held)
}

/** Whoever publishes a directory, to be asked where nobody else can be. */
export async function secretariatsHeld(db: Db): Promise<AuthorityAsHeld[]> {
  const rows = await tables(db)
    .selectFrom('directory.authority')
    .select(['entry', 'details', 'on_network'])
    .where('kind', '=', 'secretariat')
    .orderBy('id')
    .limit(5)
    .execute()
  return rows.map(held)
}

/** States and territories of the directory, with what it says of them. */
export async function statesHeld(db: Db): Promise<{ code: string; names: Names; facts: StateFacts | null }[]> {
  const rows = await tables(db).selectFrom('directory.member_state').selectAll().orderBy('code').execute()
  return rows.map(({ code, names, facts }) => ({
    code,
    names: Names.parse(names),
    facts: facts === null ? null : StateFacts.parse(facts),
  }))
}

/** Networks and instruments of the directory; empty where it lists none. */
export async function registerHeld(db: Db): Promise<Register> {
  const row = await tables(db).selectFrom('directory.register').select(['networks', 'instruments']).executeTakeFirstOrThrow()
  return Register.parse(row)
}

/** By territory: how many authorities, but for some, are designated for a form and any of these measures. */
export async function designatedByTerritory(
  db: Db,
  { form, measures, but }: { readonly form: string; readonly measures: readonly string[]; readonly but: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  let query = tables(db)
    .selectFrom('directory.designation')
    .select((eb) => ['territory', eb.fn.count<number>('authority_id').distinct().as('count')])
    .where('form', '=', form)
    .where(sql<boolean>`authority_id <> all(${but}::text[])`)
    .groupBy('territory')
  if (measures.length > 0) query = query.where(sql<boolean>`(measures = '{}' or measures && ${[...measures]}::text[])`)
  const rows = await query.execute()
  return new Map(rows.map(({ territory, count }) => [territory, count]))
}

/** How many authorities each State has, but for some. */
export async function authoritiesByState(db: Db, but: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tables(db)
    .selectFrom('directory.authority')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where(sql<boolean>`id <> all(${but}::text[])`)
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, count }) => [state, count]))
}

/** How an authority is called. */
export interface AuthorityNames {
  readonly id: AuthorityId
  readonly state: string
  readonly names: Names
}

/** Names of all authorities, to compare a new one with. */
export function authorityNamesHeld(db: Db): Promise<AuthorityNames[]> {
  return namesWhere(db, null)
}

/** Names of a State's authorities, for the index of words. */
export function authorityNamesOf(db: Db, state: string): Promise<AuthorityNames[]> {
  return namesWhere(db, state)
}

/** By State of the directory: with which revision its rows were made. */
export async function stateRevisions(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await tables(db).selectFrom('directory.member_state').select(['code', 'revision']).execute()
  return new Map(rows.map(({ code, revision }) => [code, revision]))
}

async function namesWhere(db: Db, only: string | null): Promise<AuthorityNames[]> {
  let query = tables(db)
    .selectFrom('directory.authority')
    .select(['id', 'state', sql`entry -> 'names'`.as('names')])
    .orderBy('id')
  if (only !== null) query = query.where('state', '=', only)
  const rows = await query.execute()
  return rows.map(({ id, state, names }) => ({ id: AuthorityId.parse(id), state, names: Names.parse(names) }))
}

/** A contact point's name with who may read it. */
export interface PointName {
  readonly authority: string
  readonly id: string
  readonly names: Names
  readonly visibility: Visibility
}

const PointJson = z.object({ id: z.string(), names: Names, visibility: Visibility })

/** The names of the contact points held of a State, for the index of words. */
export async function pointNamesOf(db: Db, state: string): Promise<PointName[]> {
  const rows = await sql<{ authority: string; point: unknown }>`
    select a.id as authority, jsonb_build_object('id', p -> 'id', 'names', p -> 'names', 'visibility', p -> 'visibility') as point
    from directory.authority a
      cross join lateral jsonb_array_elements(a.details) d
      cross join lateral jsonb_array_elements(d -> 'contactPoints') p
    where a.state = ${state}
    order by a.id`.execute(db)
  return rows.rows.map(({ authority, point }) => ({ authority, ...PointJson.parse(point) }))
}

/** The authorities that a person keeps at hand, the latest first. */
export async function favouritesOf(db: Db, person: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('directory.favourite')
    .select('authority_id')
    .where('person', '=', person)
    .orderBy('kept_at', 'desc')
    .orderBy('authority_id')
    .execute()
  return rows.map((row) => row.authority_id)
}

export async function addFavourite(db: Db, row: FavouriteRow): Promise<void> {
  await tables(db)
    .insertInto('directory.favourite')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeFavourite(db: Db, { person, authority_id: id }: Omit<FavouriteRow, 'kept_at'>): Promise<void> {
  await tables(db).deleteFrom('directory.favourite').where('person', '=', person).where('authority_id', '=', id).execute()
}
