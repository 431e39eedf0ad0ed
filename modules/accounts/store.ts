import type { Db } from '@comity/database'
import { sql } from 'kysely'
import { AuthorityId, personLanguages, Role } from './contract.ts'
import type { Person } from './contract.ts'

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly authority_id: string
  readonly roles: readonly string[]
  readonly password: string | null
  readonly disabled_at: Date | null
  readonly authority_name: string | null
  readonly proposed_roles: readonly string[] | null
  readonly proposed_by: string | null
  readonly units: readonly string[]
  readonly proposed_units: readonly string[] | null
  readonly units_by: string | null
  /** Whether the password was set by a link that no head let through. */
  readonly password_unseen: boolean
  readonly email: string | null
  readonly language: string | null
  readonly time_zone: string | null
}

/** Units of the person `p` that are not archived. */
export const unitsOfPerson = sql`array(select m.unit_id from accounts.unit_member m join accounts.unit u on u.id = m.unit_id
  where m.person_id = p.id and u.archived_at is null order by m.unit_id)`

export const personColumns = sql`p.id, p.name, p.login, p.authority_id, p.roles, p.password, p.disabled_at, p.authority_name,
  p.proposed_roles, p.proposed_by, p.proposed_units, p.units_by, p.password_unseen, p.email, p.language, p.time_zone, ${unitsOfPerson} as units`

/** A row as the rest of the program knows a person; never the password. */
export function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    authorityId: AuthorityId.parse(row.authority_id),
    authorityName: row.authority_name,
    roles: row.roles.map((role) => Role.parse(role)),
    proposedRoles: row.proposed_roles?.map((role) => Role.parse(role)) ?? null,
    units: [...row.units],
    proposedUnits: row.proposed_units === null ? null : [...row.proposed_units],
    email: row.email,
    language: personLanguages.find((language) => language === row.language) ?? null,
    timeZone: row.time_zone,
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

/** The person as they are once nobody else changes them: read anew after waiting, since their units lie beside the row that is held. */
export async function lockPerson(db: Db, id: string): Promise<PersonRow | undefined> {
  await sql`select 1 from accounts.person where id = ${id} for update`.execute(db)
  return personRow(db, id)
}

export async function peopleAfter(
  db: Db,
  list: { readonly authorityId: string; readonly after: string; readonly limit: number },
): Promise<Person[]> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.person p
    where p.authority_id = ${list.authorityId} and p.login > ${list.after} order by p.login limit ${list.limit}`.execute(db)
  return found.rows.map(personOf)
}

/** People of an authority and, where asked, of the whole State on this node: its guests. */
export async function peopleOnNode(
  db: Db,
  list: { readonly state: string; readonly after: string; readonly limit: number },
): Promise<Person[]> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.person p
    where starts_with(p.authority_id, ${`${list.state}.`}) and p.login > ${list.after} order by p.login limit ${list.limit}`.execute(
    db,
  )
  return found.rows.map(personOf)
}

/** People of other authorities than the node's own. */
export async function guestsOf(db: Db, homeId: string): Promise<Person[]> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.person p
    where p.authority_id <> ${homeId} and p.authority_name is not null order by p.authority_id, p.login limit 500`.execute(db)
  return found.rows.map(personOf)
}

/** People of an authority who hold a role and may sign in, by login. */
export async function holdersOf(db: Db, authorityId: string, role: Role): Promise<Person[]> {
  const found = await sql<PersonRow>`select ${personColumns} from accounts.person p
    where p.authority_id = ${authorityId} and p.roles @> ${[role]} and p.disabled_at is null order by p.login limit 500`.execute(
    db,
  )
  return found.rows.map(personOf)
}

/** @returns false when the login is taken. */
export async function insertPerson(
  db: Db,
  person: Person,
  more: { readonly password: string | null; readonly proposedBy: string | null; readonly createdAt: Date },
): Promise<boolean> {
  const done = await sql`
    insert into accounts.person (id, name, login, authority_id, authority_name, roles, proposed_roles, proposed_by, proposed_at, password, created_at)
    values (${person.id}, ${person.name}, ${person.login}, ${person.authorityId}, ${person.authorityName}, ${[...person.roles]},
      ${person.proposedRoles === null ? null : [...person.proposedRoles]}, ${more.proposedBy}, ${more.proposedBy === null ? null : more.createdAt},
      ${more.password}, ${more.createdAt})
    on conflict (login) do nothing`.execute(db)
  return done.numAffectedRows === 1n
}

/** What a person may from now on, and what waits for a second person. */
export async function setRoles(
  db: Db,
  id: string,
  set: {
    readonly roles: readonly Role[]
    readonly proposed: { readonly roles: readonly Role[]; readonly by: string; readonly at: Date } | null
  },
): Promise<void> {
  const { roles, proposed } = set
  await sql`update accounts.person set roles = ${[...roles]}, proposed_roles = ${proposed === null ? null : [...proposed.roles]},
    proposed_by = ${proposed?.by ?? null}, proposed_at = ${proposed?.at ?? null} where id = ${id}`.execute(db)
}

export async function setContact(db: Db, id: string, contact: Pick<Person, 'email' | 'language' | 'timeZone'>): Promise<void> {
  await sql`update accounts.person set email = ${contact.email}, language = ${contact.language}, time_zone = ${contact.timeZone}
    where id = ${id}`.execute(db)
}

export async function setDisabled(db: Db, id: string, disabledAt: Date | null): Promise<void> {
  await sql`update accounts.person set disabled_at = ${disabledAt} where id = ${id}`.execute(db)
}

/** The units wished for a person, and by whom; null: none wait any more. */
export async function setProposedUnits(
  db: Db,
  id: string,
  wish: { readonly units: readonly string[]; readonly by: string; readonly at: Date } | null,
): Promise<void> {
  await sql`update accounts.person set proposed_units = ${wish === null ? null : [...wish.units]}::uuid[], units_by = ${wish?.by ?? null},
    units_at = ${wish?.at ?? null} where id = ${id}`.execute(db)
}

/** Whether a head let through the link by which the password was set. */
export async function setPasswordUnseen(db: Db, id: string, isUnseen: boolean): Promise<void> {
  await sql`update accounts.person set password_unseen = ${isUnseen} where id = ${id}`.execute(db)
}

/** Nobody signs in with a password until a link has set a new one. */
export async function voidPassword(db: Db, id: string): Promise<void> {
  await sql`update accounts.person set password = null, password_unseen = false where id = ${id}`.execute(db)
}

export async function setPassword(db: Db, id: string, password: string): Promise<void> {
  await sql`update accounts.person set password = ${password} where id = ${id}`.execute(db)
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

/** Names of people and units, by identifier; those of neither are left out. */
export async function namesAmong(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await sql<{ readonly id: string; readonly name: string }>`
    select id::text as id, name from accounts.person where id = any(${[...ids]}::uuid[])
    union all select id::text, name from accounts.unit where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(found.rows.map(({ id, name }) => [id, name]))
}
