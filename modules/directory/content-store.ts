import type { Db } from '@comity/database'
import { z } from 'zod'
import {
  Authority,
  AuthorityDetails,
  ListedAuthority,
  Names,
  Part,
  Register,
  StateFacts,
  type Confirmation,
  type StateDetail,
} from './contract.ts'
import type { DirectoryTables, EditionRow } from './tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

/** An authority with all details of it that are here. */
export interface EntryRow {
  readonly authority: Authority | ListedAuthority
  readonly onNetwork: boolean
  readonly details: readonly AuthorityDetails[]
}

const Details = z.array(AuthorityDetails)

/** One authority, with or without a node; null where nobody lists it. */
export async function entryRow(db: Db, id: string): Promise<EntryRow | null> {
  const row = await tables(db)
    .selectFrom('directory.authority')
    .select(['entry', 'on_network', 'details'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    authority: row.on_network ? Authority.parse(row.entry) : ListedAuthority.parse(row.entry),
    onNetwork: row.on_network,
    details: Details.parse(row.details),
  }
}

/** Networks and instruments. */
export async function registerInForce(db: Db): Promise<Register> {
  const row = await tables(db).selectFrom('directory.register').select(['networks', 'instruments']).executeTakeFirstOrThrow()
  return Register.parse(row)
}

/** A State's facts and authorities; no facts where the directory says none. */
export async function stateRows(
  db: Db,
  code: string,
): Promise<{ facts: StateFacts | null; authorities: StateDetail['authorities'] }> {
  const state = await tables(db).selectFrom('directory.member_state').select('facts').where('code', '=', code).executeTakeFirst()
  const rows = await tables(db)
    .selectFrom('directory.authority')
    .select(['id', 'kind', 'on_network', 'confirmed_on', 'entry'])
    .where('state', '=', code)
    .orderBy('id')
    .execute()
  const facts = state?.facts ?? null
  return { facts: facts === null ? null : StateFacts.parse(facts), authorities: rows.map(authorityOfState) }
}

const Named = z.object({ id: Authority.shape.id, names: Names, confirmedOn: z.iso.date() })

function authorityOfState(row: { entry: unknown; kind: string; on_network: boolean }): StateDetail['authorities'][number] {
  return { ...Named.parse(row.entry), kind: row.kind, onNetwork: row.on_network }
}

/** Every entry by the day of its last confirmation, the oldest first. */
export async function confirmationsOf(db: Db): Promise<Omit<Confirmation, 'standing' | 'days'>[]> {
  const rows = await tables(db)
    .selectFrom('directory.authority')
    .select(['state', 'on_network', 'entry'])
    .orderBy('confirmed_on')
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const { id, names, confirmedOn } = Named.parse(row.entry)
    return { authorityId: id, state: row.state, names, confirmedOn, onNetwork: row.on_network }
  })
}

/** Every edition that was in force here, oldest first; at most as many as a person reads. */
export async function editions(db: Db): Promise<EditionRow[]> {
  const newest = await tables(db).selectFrom('directory.edition').selectAll().orderBy('version', 'desc').limit(200).execute()
  return newest.toReversed()
}

/** What an edition says of one State, as far as it is here. */
export async function partsAbout(db: Db, contentsSha256: string, code: string): Promise<Part[]> {
  const rows = await tables(db)
    .selectFrom('directory.part as p')
    .innerJoin('directory.edition_part as e', 'e.sha256', 'p.sha256')
    .select('p.bytes')
    .where('e.contents_sha256', '=', contentsSha256)
    .where('p.about', '=', code)
    .orderBy('p.sha256')
    .execute()
  return rows.map(({ bytes }) => Part.parse(JSON.parse(new TextDecoder().decode(bytes))))
}
