import type { Selectable } from 'kysely'
import { AuthorityId } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { Matter } from './contract.ts'
import { accessOf } from './rules/sight.ts'
import { indexMatter } from './search/store-entries.ts'
import { seenWith } from './store-sight.ts'
import { tables } from './tables.ts'
import type { MatterTable } from './tables.ts'

export async function insertMatter(db: Db, matter: Matter): Promise<void> {
  await tables(db).insertInto('requests.matter').values(toRow(matter)).execute()
  await indexMatter(db, matter)
}

/** Saves over the revision that the writer saw; false when someone else saved meanwhile. */
export async function updateMatter(db: Db, matter: Matter, seenRevision: number): Promise<boolean> {
  const { id, ...rest } = toRow(matter)
  const done = await tables(db)
    .updateTable('requests.matter')
    .set(rest)
    .where('id', '=', id)
    .where('revision', '=', seenRevision)
    .executeTakeFirst()
  if (done.numUpdatedRows !== 1n) return false
  await indexMatter(db, matter)
  return true
}

export async function matterById(db: Db, id: string, tokens: readonly string[]): Promise<Matter | null> {
  const row = await tables(db)
    .selectFrom('requests.matter')
    .selectAll()
    .where('id', '=', id)
    .where(seenWith(tokens))
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Matters as they are, whoever may see them: for work of the node itself. */
export async function mattersById(db: Db, ids: readonly string[]): Promise<Matter[]> {
  const rows = await tables(db)
    .selectFrom('requests.matter')
    .selectAll()
    .where('id', 'in', [...ids, NOTHING])
    .execute()
  return rows.map(fromRow)
}

/** Keeps the list from being empty, which SQL does not take. */
const NOTHING = '00000000-0000-0000-0000-000000000000'

/** The matter, which nobody else changes until this transaction ends; null where no holder of these tokens may see it. */
export async function matterForUpdate(db: Db, id: string, tokens: readonly string[]): Promise<Matter | null> {
  const row = await tables(db)
    .selectFrom('requests.matter')
    .selectAll()
    .where('id', '=', id)
    .where(seenWith(tokens))
    .forUpdate()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The matter, which nobody closes or changes until this transaction ends, though others may join it too; null where no holder of these tokens may see it. */
export async function matterToJoin(db: Db, id: string, tokens: readonly string[]): Promise<Matter | null> {
  const row = await tables(db)
    .selectFrom('requests.matter')
    .selectAll()
    .where('id', '=', id)
    .where(seenWith(tokens))
    .forShare()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Whether a matter is closed, whoever may see it; that stays so until this transaction ends. */
export async function isClosedMatter(db: Db, id: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('requests.matter')
    .select('closed_at')
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst()
  return row !== undefined && row.closed_at !== null
}

const { persons: Persons, property: Property, offences: Offences, exhibits: Exhibits } = Matter.shape

function fromRow(row: Selectable<MatterTable>): Matter {
  return {
    id: row.id,
    ownAuthority: AuthorityId.parse(row.own_authority),
    reference: row.reference,
    title: row.title,
    facts: row.facts,
    persons: Persons.parse(row.persons),
    property: Property.parse(row.property),
    offences: Offences.parse(row.offences),
    exhibits: Exhibits.parse(row.exhibits),
    assignee: row.assignee,
    unit: row.unit,
    named: row.named,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: row.closed_by,
    closedBecause: row.closed_because,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    revision: row.revision,
  }
}

function toRow(matter: Matter) {
  return {
    id: matter.id,
    own_authority: matter.ownAuthority,
    reference: matter.reference,
    title: matter.title,
    facts: matter.facts,
    persons: JSON.stringify(matter.persons),
    property: JSON.stringify(matter.property),
    offences: JSON.stringify(matter.offences),
    exhibits: JSON.stringify(matter.exhibits),
    assignee: matter.assignee,
    unit: matter.unit,
    named: matter.named,
    access: accessOf(matter),
    closed_at: matter.closedAt === null ? null : new Date(matter.closedAt),
    closed_by: matter.closedBy,
    closed_because: matter.closedBecause,
    revision: matter.revision,
    created_at: new Date(matter.createdAt),
    changed_at: new Date(matter.changedAt),
  }
}
