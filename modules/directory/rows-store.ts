import type { Db } from '@comity/database'
import { sql } from 'kysely'
import type { Authority, ListedAuthority, Names, Register, State } from './contract.ts'
import type { EffectiveEntry } from './rules/effective.ts'
import { fold } from './rules/fold.ts'
import type { StateListing } from './rules/read-parts.ts'
import { noteRevision } from './store.ts'
import type { DirectoryTables } from './tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

/** All that is believed, to be read by pages. */
export interface Believed {
  readonly states: readonly State[]
  readonly entries: readonly EffectiveEntry[]
  /** By State: its facts, its authorities without a node, details of all. */
  readonly listings: ReadonlyMap<string, StateListing>
  readonly register: Register
  /** By authority with a node: which directories say exactly this; left out where there is one directory. */
  readonly sources?: ReadonlyMap<string, readonly string[]>
}

/**
 * Replaces the rows for reading with what is believed now, and lets whoever remembers the old ones know. With `only`, no more than the rows
 * of these States are touched: the others say the same as before.
 */
export async function replaceRows(db: Db, all: Believed, only: ReadonlySet<string> | null = null): Promise<void> {
  await removeRows(db, only)
  const believed = only === null ? all : within(all, only)
  const revision = await noteRevision(db)
  const names = new Map(believed.states.map((state) => [state.code, namesIn(state.names)]))
  const listed = [...believed.listings.values()].flatMap((one) => one.listed)
  const entries: (Listed | EffectiveEntry)[] = [...believed.entries, ...listed.map((authority) => ({ authority }))]
  const rows = entries.map((entry) => rowOf(entry, names.get(entry.authority.state) ?? [], believed))
  const designations = entries.flatMap(({ authority }) => designationsOf(authority))
  const states = believed.states.map((state) => ({
    ...stateRow(state, believed.listings.get(state.code)),
    revision,
  }))
  for (const some of batchesOf(states)) await tables(db).insertInto('directory.member_state').values(some).execute()
  for (const some of batchesOf(rows)) await tables(db).insertInto('directory.authority').values(some).execute()
  for (const some of batchesOf(designations)) await tables(db).insertInto('directory.designation').values(some).execute()
  await putRegister(db, believed.register)
}

async function removeRows(db: Db, only: ReadonlySet<string> | null): Promise<void> {
  let authorities = tables(db).deleteFrom('directory.authority')
  let states = tables(db).deleteFrom('directory.member_state')
  if (only !== null) {
    const codes = sql<string[]>`${[...only]}::text[]`
    authorities = authorities.where('state', '=', sql<string>`any(${codes})`)
    states = states.where('code', '=', sql<string>`any(${codes})`)
  }
  await authorities.execute()
  await states.execute()
}

function within({ states, entries, listings, register, sources }: Believed, only: ReadonlySet<string>): Believed {
  return {
    states: states.filter(({ code }) => only.has(code)),
    entries: entries.filter(({ authority }) => only.has(authority.state)),
    listings: new Map([...listings].filter(([code]) => only.has(code))),
    register,
    ...(sources === undefined ? {} : { sources }),
  }
}

interface Listed {
  readonly authority: ListedAuthority
}

function stateRow({ code, names }: State, listing: StateListing | undefined) {
  return {
    code,
    names: JSON.stringify(names),
    facts: listing === undefined ? null : JSON.stringify(listing.facts),
    un_group: listing?.facts.unGroup ?? null,
  }
}

function rowOf(entry: Listed | EffectiveEntry, stateNames: readonly string[], { listings, sources }: Believed) {
  const { authority } = entry
  const details = (listings.get(authority.state)?.details ?? []).filter((one) => one.authority === authority.id)
  return {
    id: authority.id,
    state: authority.state,
    kind: authority.kind,
    entry: JSON.stringify(authority),
    search: searchTextOf(authority, stateNames),
    pinned: 'pinned' in entry && entry.pinned,
    differs: 'differs' in entry ? entry.differs : null,
    on_network: 'nodeOrigin' in authority,
    details: JSON.stringify(details),
    networks: details.flatMap(({ memberships = [] }) => memberships.map(({ network }) => network)),
    confirmed_on: authority.confirmedOn,
    sources: sources?.get(authority.id) ?? ['home'],
  }
}

function designationsOf({ id, designations }: Authority | ListedAuthority) {
  return designations.map(({ form, instrument, territory, offences = [], measures = [] }, place) => ({
    authority_id: id,
    form,
    instrument,
    territory,
    place,
    offences,
    measures,
  }))
}

async function putRegister(db: Db, { networks, instruments }: Register): Promise<void> {
  const register = { networks: JSON.stringify(networks), instruments: JSON.stringify(instruments) }
  await tables(db).updateTable('directory.register').set(register).execute()
}

/** PostgreSQL takes at most 65,535 parameters in one statement. */
const ROWS_AT_ONCE = 4_000

function batchesOf<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  )
}

function namesIn(names: Names): string[] {
  return Object.values(names).filter((name) => name !== undefined)
}

function searchTextOf(entry: Authority | ListedAuthority, stateNames: readonly string[]): string {
  return fold([entry.id, entry.state, ...namesIn(entry.names), ...stateNames, entry.address].join(' '))
}
