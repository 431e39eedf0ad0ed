import type { Db } from '@comity/database'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import { Role } from './contract.ts'
import type { Absence } from './contract.ts'
import { dayAfter, dayIn, holdsAt } from './rules/deputising.ts'
import { unitsOfPerson } from './store.ts'

const Absent = z.strictObject({
  personId: z.string(),
  roles: z.array(Role),
  units: z.array(z.string()),
  timeZone: z.string().nullable(),
  fromOn: z.string(),
  untilOn: z.string(),
})

/** Somebody away, with what they hold; whether the days hold now, their own calendar says. */
export type Absent = z.output<typeof Absent>

/** The list of those for whom this person is named as deputy, of all days that are not over for certain. */
export function absentFor(deputyId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((select json_agg(json_build_object('personId', p.id, 'roles', p.roles, 'units', ${unitsOfPerson},
      'timeZone', p.time_zone, 'fromOn', a.from_on, 'untilOn', a.until_on) order by p.id)
    from accounts.absence a join accounts.person p on p.id = a.person_id
    where a.deputy_id = ${deputyId} and a.ended_at is null and p.disabled_at is null), '[]')`
}

/** That list of one person. */
export async function absentOf(db: Db, deputyId: string): Promise<unknown> {
  const found = await sql<{ absent: unknown }>`select ${absentFor(sql`${deputyId}::uuid`)} as absent`.execute(db)
  return found.rows[0]?.absent
}

/** Reads such a list. */
export function readAbsent(json: unknown): readonly Absent[] {
  return z.array(Absent).parse(json)
}

interface AbsenceRow extends Absence {
  readonly timeZone: string | null
}

/** A row as the rest of the program knows an absence. */
export function absenceFrom({ id, personId, personName, deputyId, deputyName, fromOn, untilOn }: Absence): Absence {
  return { id, personId, personName, deputyId, deputyName, fromOn, untilOn }
}

const absenceColumns = sql`a.id, a.person_id as "personId", p.name as "personName", a.deputy_id as "deputyId", d.name as "deputyName",
  to_char(a.from_on, 'YYYY-MM-DD') as "fromOn", to_char(a.until_on, 'YYYY-MM-DD') as "untilOn", p.time_zone as "timeZone"`

/** Absences of a person that were not ended and last until this day or longer, in order. */
export async function absencesSince(db: Db, personId: string, day: string): Promise<AbsenceRow[]> {
  const found = await sql<AbsenceRow>`select ${absenceColumns} from accounts.absence a
    join accounts.person p on p.id = a.person_id join accounts.person d on d.id = a.deputy_id
    where a.person_id = ${personId} and a.ended_at is null and a.until_on >= ${day}::date order by a.from_on limit 100`.execute(
    db,
  )
  return found.rows
}

/** Absences in which a person is the deputy, as {@link absencesSince}. */
export async function placesSince(db: Db, deputyId: string, day: string): Promise<AbsenceRow[]> {
  const found = await sql<AbsenceRow>`select ${absenceColumns} from accounts.absence a
    join accounts.person p on p.id = a.person_id join accounts.person d on d.id = a.deputy_id
    where a.deputy_id = ${deputyId} and a.ended_at is null and a.until_on >= ${day}::date order by a.from_on limit 100`.execute(
    db,
  )
  return found.rows
}

export async function insertAbsence(db: Db, absence: Absence, made: { readonly by: string; readonly at: Date }): Promise<void> {
  await sql`insert into accounts.absence (id, person_id, deputy_id, from_on, until_on, named_by, created_at)
    values (${absence.id}, ${absence.personId}, ${absence.deputyId}, ${absence.fromOn}::date, ${absence.untilOn}::date, ${made.by}, ${made.at})`.execute(
    db,
  )
}

/** @returns false when there is no such open absence of that person. */
export async function endAbsenceOf(
  db: Db,
  absence: { readonly id: string; readonly personId: string; readonly at: Date },
): Promise<boolean> {
  const done = await sql`update accounts.absence set ended_at = ${absence.at}
    where id = ${absence.id} and person_id = ${absence.personId} and ended_at is null`.execute(db)
  return done.numAffectedRows === 1n
}

/** Who of these people is away at an instant, by the calendar of their own time zone. */
export async function awayAmong(db: Db, ids: readonly string[], at: Date): Promise<ReadonlySet<string>> {
  const found = await sql<AbsenceRow>`select ${absenceColumns} from accounts.absence a
    join accounts.person p on p.id = a.person_id join accounts.person d on d.id = a.deputy_id
    where a.person_id = any(${[...ids]}::uuid[]) and a.ended_at is null and a.until_on >= ${dayAfter(dayIn(at, null), -1)}::date`.execute(
    db,
  )
  return new Set(found.rows.filter((absence) => holdsAt(absence, at, absence.timeZone)).map(({ personId }) => personId))
}
