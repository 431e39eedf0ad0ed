import type { Db } from '@comity/database'
import { sql } from 'kysely'
import { AuthorityId, Role } from './contract.ts'
import type { Person } from './contract.ts'

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly authority_id: string
  readonly roles: readonly string[]
  readonly password: string | null
  readonly disabled_at: Date | null
}

const personColumns = sql`p.id, p.name, p.login, p.authority_id, p.roles, p.password, p.disabled_at`

/** A row as the rest of the program knows a person; never the password. */
export function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    authorityId: AuthorityId.parse(row.authority_id),
    roles: row.roles.map((role) => Role.parse(role)),
    disabled: row.disabled_at !== null,
  }
}

export async function personByLogin(db: Db, login: string): Promise<PersonRow | undefined> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.person p where p.login = ${login}`.execute(db)
  return found.rows[0]
}

export async function personRow(db: Db, id: string): Promise<PersonRow | undefined> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.person p where p.id = ${id}`.execute(db)
  return found.rows[0]
}

export async function lockPerson(db: Db, id: string): Promise<PersonRow | undefined> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.person p where p.id = ${id} for update`.execute(db)
  return found.rows[0]
}

export async function peopleAfter(
  db: Db,
  list: { readonly authorityId: string; readonly after: string; readonly limit: number },
): Promise<Person[]> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.person p
    where p.authority_id = ${list.authorityId} and p.login > ${list.after} order by p.login limit ${list.limit}`.execute(db)
  return found.rows.map(personOf)
}

/** @returns false when the login is taken. */
export async function insertPerson(
  db: Db,
  person: Person,
  more: { readonly password: string | null; readonly createdAt: Date },
): Promise<boolean> {
  const done = await sql`
    insert into accounts.person (id, name, login, authority_id, roles, password, created_at)
    values (${person.id}, ${person.name}, ${person.login}, ${person.authorityId}, ${[...person.roles]}, ${more.password}, ${more.createdAt})
    on conflict (login) do nothing`.execute(db)
  return done.numAffectedRows === 1n
}

export async function setRoles(db: Db, id: string, roles: readonly Role[]): Promise<void> {
  await sql`update accounts.person set roles = ${[...roles]} where id = ${id}`.execute(db)
}

export async function setDisabled(db: Db, id: string, disabledAt: Date | null): Promise<void> {
  await sql`update accounts.person set disabled_at = ${disabledAt} where id = ${id}`.execute(db)
}

export async function setPassword(db: Db, id: string, password: string): Promise<void> {
  await sql`update accounts.person set password = ${password} where id = ${id}`.execute(db)
}

/** A link replaces the one before: only the latest works. */
export async function putReset(
  db: Db,
  reset: { readonly tokenHash: Buffer; readonly personId: string; readonly expiresAt: Date },
): Promise<void> {
  await sql`insert into accounts.reset (token_hash, person_id, expires_at) values (${reset.tokenHash}, ${reset.personId}, ${reset.expiresAt})
    on conflict (person_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`.execute(db)
}

export async function personOfReset(db: Db, tokenHash: Buffer, now: Date): Promise<PersonRow | undefined> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.reset r join accounts.person p on p.id = r.person_id
    where r.token_hash = ${tokenHash} and r.expires_at > ${now} and p.disabled_at is null`.execute(db)
  return found.rows[0]
}

/** Uses a link up. @returns false when somebody else was faster. */
export async function takeReset(db: Db, tokenHash: Buffer): Promise<boolean> {
  const done = await sql`delete from accounts.reset where token_hash = ${tokenHash}`.execute(db)
  return done.numAffectedRows === 1n
}

export async function replaceDemoLinks(
  db: Db,
  links: readonly { readonly tokenHash: Buffer; readonly personId: string }[],
): Promise<void> {
  await sql`delete from accounts.demo_link`.execute(db)
  for (const { tokenHash, personId } of links)
    await sql`insert into accounts.demo_link (token_hash, person_id) values (${tokenHash}, ${personId})`.execute(db)
}

export async function personOfDemoLink(db: Db, tokenHash: Buffer): Promise<PersonRow | undefined> {
  const found =
    await sql<PersonRow>`select ${personColumns} from accounts.demo_link d join accounts.person p on p.id = d.person_id
    where d.token_hash = ${tokenHash} and p.disabled_at is null`.execute(db)
  return found.rows[0]
}
