import type { Db } from '@comity/database'
import { sql } from 'kysely'
import { AuthorityId, Unit } from './contract.ts'
import type { Person, UnitInput } from './contract.ts'
import { personColumns, personOf } from './store.ts'
import type { PersonRow } from './store.ts'

interface UnitRow {
  readonly id: string
  readonly authority_id: string
  readonly name: string
  readonly names: unknown
  readonly archived_at: Date | null
  readonly members: number
}

const unitColumns = sql`u.id, u.authority_id, u.name, u.names, u.archived_at,
  (select count(*)::integer from accounts.unit_member m where m.unit_id = u.id) as members`

function unitFrom(row: UnitRow): Unit {
  return {
    id: row.id,
    authorityId: AuthorityId.parse(row.authority_id),
    name: row.name,
    names: Unit.shape.names.parse(row.names),
    archived: row.archived_at !== null,
    members: row.members,
  }
}

/** Units of an authority by name, those in use before the archived ones. */
export async function unitsOfAuthority(db: Db, authorityId: string): Promise<Unit[]> {
  const found = await sql<UnitRow>`select ${unitColumns} from accounts.unit u
    where u.authority_id = ${authorityId} order by u.archived_at is not null, lower(u.name), u.id limit 500`.execute(db)
  return found.rows.map(unitFrom)
}

export async function unitRow(db: Db, id: string): Promise<Unit | undefined> {
  const found = await sql<UnitRow>`select ${unitColumns} from accounts.unit u where u.id = ${id}`.execute(db)
  return found.rows.map(unitFrom)[0]
}

export async function lockUnit(db: Db, id: string): Promise<Unit | undefined> {
  const found = await sql<UnitRow>`select ${unitColumns} from accounts.unit u where u.id = ${id} for update of u`.execute(db)
  return found.rows.map(unitFrom)[0]
}

/** @returns whether another unit in use of the authority has this name. */
export async function isUnitNameTaken(db: Db, unit: Pick<Unit, 'id' | 'authorityId' | 'name'>): Promise<boolean> {
  const found =
    await sql`select 1 from accounts.unit where authority_id = ${unit.authorityId} and lower(name) = lower(${unit.name})
    and archived_at is null and id <> ${unit.id}`.execute(db)
  return found.rows.length > 0
}

export async function insertUnit(db: Db, unit: Unit, createdAt: Date): Promise<void> {
  await sql`insert into accounts.unit (id, authority_id, name, names, created_at)
    values (${unit.id}, ${unit.authorityId}, ${unit.name}, ${JSON.stringify(unit.names)}::jsonb, ${createdAt})`.execute(db)
}

export async function setUnitName(db: Db, id: string, { name, names }: UnitInput): Promise<void> {
  await sql`update accounts.unit set name = ${name}, names = ${JSON.stringify(names)}::jsonb where id = ${id}`.execute(db)
}

export async function setUnitArchived(db: Db, id: string, archivedAt: Date | null): Promise<void> {
  await sql`update accounts.unit set archived_at = ${archivedAt} where id = ${id}`.execute(db)
}

export async function membersOfUnit(db: Db, unitId: string): Promise<Person[]> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.person p
    where exists (select 1 from accounts.unit_member o where o.unit_id = ${unitId} and o.person_id = p.id)
    order by p.login limit 500`.execute(db)
  return found.rows.map(personOf)
}

export async function insertMember(db: Db, unitId: string, personId: string): Promise<void> {
  await sql`insert into accounts.unit_member (unit_id, person_id) values (${unitId}, ${personId}) on conflict do nothing`.execute(
    db,
  )
}

/** People of whom it waits that they come to belong to the unit, or leave it. */
export async function wishesAbout(db: Db, unitId: string): Promise<Person[]> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.person p
    where p.proposed_units is not null and (p.proposed_units @> array[${unitId}]::uuid[])
      <> exists (select 1 from accounts.unit_member o where o.unit_id = ${unitId} and o.person_id = p.id)
    order by p.login limit 500`.execute(db)
  return found.rows.map(personOf)
}

/** Holds the members of a unit until the transaction ends: none of them is moved meanwhile. */
export async function lockMembers(db: Db, unitId: string): Promise<void> {
  await sql`select 1 from accounts.person p where exists (
    select 1 from accounts.unit_member m where m.unit_id = ${unitId} and m.person_id = p.id) order by p.id for update of p`.execute(
    db,
  )
}

/** @returns false when the person was no member. */
export async function deleteMember(db: Db, unitId: string, personId: string): Promise<boolean> {
  const done = await sql`delete from accounts.unit_member where unit_id = ${unitId} and person_id = ${personId}`.execute(db)
  return done.numAffectedRows === 1n
}

/** Of these persons those of the authority who belong to one of the units; to the authority at all where no units are given. */
export async function peopleAmong(
  db: Db,
  ids: readonly string[],
  { authorityId, units }: { readonly authorityId: string; readonly units: readonly string[] },
): Promise<ReadonlySet<string>> {
  const found = await sql<{ readonly id: string }>`select p.id::text as id from accounts.person p
    where p.id::text = any(${[...ids]}::text[]) and p.authority_id = ${authorityId} and (${units.length} = 0
      or exists (select 1 from accounts.unit_member m where m.person_id = p.id and m.unit_id = any(${[...units]}::uuid[])))`.execute(
    db,
  )
  return new Set(found.rows.map(({ id }) => id))
}
