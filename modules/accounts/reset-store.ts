import type { Db } from '@comity/database'
import { sql } from 'kysely'
import { personColumns } from './store.ts'
import type { PersonRow } from './store.ts'

/** A link to set a password, as it lies in the database. */
export interface Reset {
  readonly made_by: string
  readonly code_hash: Buffer | null
  readonly wrong_codes: number
  readonly seen_by_head: boolean
}

/** A link replaces the one before: only the latest works, and only once a second person has confirmed it. */
export async function putReset(
  db: Db,
  reset: { readonly tokenHash: Buffer; readonly personId: string; readonly madeBy: string; readonly expiresAt: Date },
): Promise<void> {
  await sql`insert into accounts.reset (token_hash, person_id, made_by, expires_at)
    values (${reset.tokenHash}, ${reset.personId}, ${reset.madeBy}, ${reset.expiresAt})
    on conflict (person_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at,
      made_by = excluded.made_by, code_hash = null, confirmed_by = null, seen_by_head = false, wrong_codes = 0`.execute(db)
}

/** The link of a person that waits for its confirmation. */
export async function openResetOf(db: Db, personId: string, now: Date): Promise<Reset | undefined> {
  const found = await sql<Reset>`select made_by, code_hash, wrong_codes, seen_by_head from accounts.reset
    where person_id = ${personId} and expires_at > ${now} and code_hash is null`.execute(db)
  return found.rows[0]
}

/** @returns false when it was confirmed or replaced meanwhile. */
export async function confirmReset(
  db: Db,
  reset: {
    readonly personId: string
    readonly madeBy: string
    readonly by: string
    readonly codeHash: Buffer
    readonly isHead: boolean
  },
): Promise<boolean> {
  const done =
    await sql`update accounts.reset set confirmed_by = ${reset.by}, code_hash = ${reset.codeHash}, seen_by_head = ${reset.isHead}
    where person_id = ${reset.personId} and made_by = ${reset.madeBy} and code_hash is null`.execute(db)
  return done.numAffectedRows === 1n
}

export async function personOfReset(db: Db, tokenHash: Buffer, now: Date): Promise<(PersonRow & Reset) | undefined> {
  const found = await sql<PersonRow & Reset>`select ${personColumns}, r.made_by, r.code_hash, r.wrong_codes, r.seen_by_head
    from accounts.reset r join accounts.person p on p.id = r.person_id
    where r.token_hash = ${tokenHash} and r.expires_at > ${now} and p.disabled_at is null`.execute(db)
  return found.rows[0]
}

/** Counts a code as wrong until it proves right. @returns how many there were with this one. */
export async function countWrongCode(db: Db, tokenHash: Buffer): Promise<number> {
  const found = await sql<{ wrong_codes: number }>`update accounts.reset set wrong_codes = wrong_codes + 1
    where token_hash = ${tokenHash} returning wrong_codes`.execute(db)
  return found.rows[0]?.wrong_codes ?? 0
}

/** Uses a link up. @returns false when somebody else was faster, or the code is not the one confirmed. */
export async function takeReset(db: Db, tokenHash: Buffer, codeHash: Buffer): Promise<boolean> {
  const done = await sql`delete from accounts.reset where token_hash = ${tokenHash} and code_hash = ${codeHash}`.execute(db)
  return done.numAffectedRows === 1n
}
