import type { Db } from '@comity/database'
import { sql } from 'kysely'
import type { SessionKind } from './rules/session-life.ts'
import { absentFor } from './absence-store.ts'
import { unitsOfPerson } from './store.ts'
import type { PersonRow } from './store.ts'

export interface SessionRow {
  readonly id: string
  readonly kind: SessionKind
  readonly person_id: string
  readonly label: string
  readonly address: string
  readonly created_at: Date
  readonly last_seen_at: Date
  readonly expires_at: Date
}

const sessionColumns = sql`s.id, s.kind, s.person_id, s.label, s.address, s.created_at, s.last_seen_at, s.expires_at`

export async function insertSession(db: Db, session: SessionRow, tokenHash: Buffer): Promise<void> {
  await sql`insert into accounts.session (id, kind, token_hash, person_id, label, address, created_at, last_seen_at, expires_at)
    values (${session.id}, ${session.kind}, ${tokenHash}, ${session.person_id}, ${session.label}, ${session.address},
      ${session.created_at}, ${session.last_seen_at}, ${session.expires_at})`.execute(db)
}

export type OpenSession = SessionRow &
  Pick<PersonRow, 'name' | 'login' | 'authority_id' | 'authority_name' | 'roles' | 'units' | 'time_zone'> & {
    /** A JSON list: who is away, whose place the person may hold. */
    readonly absent: unknown
  }

/** The session of a token with its person; undefined when unknown, ended, or the person is disabled. */
export async function openSession(db: Db, tokenHash: Buffer): Promise<OpenSession | undefined> {
  const found =
    await sql<OpenSession>`select ${sessionColumns}, p.name, p.login, p.authority_id, p.authority_name, p.roles, p.time_zone,
      ${unitsOfPerson} as units, ${absentFor(sql`s.person_id`)} as absent
    from accounts.session s join accounts.person p on p.id = s.person_id
    where s.token_hash = ${tokenHash} and s.ended_at is null and p.disabled_at is null`.execute(db)
  return found.rows[0]
}

export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await sql`update accounts.session set last_seen_at = greatest(last_seen_at, ${now}) where id = ${id}`.execute(db)
}

/** Sessions and tokens that were not ended, newest first; some may have run out meanwhile. */
export async function sessionsOf(db: Db, personId: string, now: Date): Promise<SessionRow[]> {
  const found = await sql<SessionRow>`select ${sessionColumns} from accounts.session s
    where s.person_id = ${personId} and s.ended_at is null and s.expires_at > ${now} order by s.created_at desc limit 200`.execute(
    db,
  )
  return found.rows
}

/** @returns false when there is no such open session of that person. */
export async function endSessionOf(
  db: Db,
  personId: string,
  session: { readonly id: string; readonly at: Date },
): Promise<boolean> {
  const done = await sql`update accounts.session set ended_at = ${session.at}
    where id = ${session.id} and person_id = ${personId} and ended_at is null`.execute(db)
  return done.numAffectedRows === 1n
}

/** Ends all sessions and tokens of a person, but for the one kept. */
export async function endSessions(db: Db, personId: string, end: { readonly at: Date; readonly except?: string }): Promise<void> {
  await sql`update accounts.session set ended_at = ${end.at}
    where person_id = ${personId} and ended_at is null and id is distinct from ${end.except ?? null}::uuid`.execute(db)
}

/** Counts one attempt; a window that is over begins anew. */
export async function countAttempt(
  db: Db,
  key: string,
  time: { readonly now: Date; readonly windowBegan: Date },
): Promise<{ count: number; since: Date }> {
  const found = await sql<{ count: number; since: Date }>`
    insert into accounts.attempt as a (key, count, since, last_at) values (${key}, 1, ${time.now}, ${time.now})
    on conflict (key) do update set
      count = case when a.since <= ${time.windowBegan} then 1 else a.count + 1 end,
      since = case when a.since <= ${time.windowBegan} then excluded.since else a.since end,
      last_at = excluded.last_at
    returning count, since`.execute(db)
  return found.rows[0] ?? { count: 1, since: time.now }
}

/** What was counted under a key, its row held until the transaction ends: attempts at once are taken one after the other. */
export async function attemptsAt(db: Db, key: string): Promise<{ count: number; since: Date; last_at: Date | null } | undefined> {
  const found = await sql<{ count: number; since: Date; last_at: Date | null }>`
    select count, since, last_at from accounts.attempt where key = ${key} for update`.execute(db)
  return found.rows[0]
}

/** Whether the owner of a login has signed in from this very address before. */
export async function isKnownPlace(db: Db, login: string, address: string): Promise<boolean> {
  const found = await sql`select 1 from accounts.session s join accounts.person p on p.id = s.person_id
    where p.login = ${login} and s.address = ${address} limit 1`.execute(db)
  return found.rows.length > 0
}

/** Forgets what was counted for a login from any network. */
export async function forgetAttemptsAtLogin(db: Db, login: string): Promise<void> {
  await sql`delete from accounts.attempt where starts_with(key, ${`pair ${login} `})`.execute(db)
}

export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await sql`delete from accounts.attempt where key = ${key}`.execute(db)
}

/** Takes one attempt back that turned out to be right. */
export async function uncountAttempt(db: Db, key: string): Promise<void> {
  await sql`update accounts.attempt set count = greatest(0, count - 1) where key = ${key}`.execute(db)
}

/** Removes what no longer counts, so that the tables stay small. */
export async function sweep(db: Db, times: { readonly attemptsBefore: Date; readonly sessionsBefore: Date }): Promise<void> {
  await sql`delete from accounts.attempt where since < ${times.attemptsBefore}`.execute(db)
  await sql`delete from accounts.session where least(expires_at, ended_at) < ${times.sessionsBefore}`.execute(db)
  await sql`delete from accounts.reset where expires_at < ${times.attemptsBefore}`.execute(db)
}
