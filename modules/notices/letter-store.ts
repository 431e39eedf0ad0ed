import type { Db } from '@comity/database'
import { sql } from 'kysely'
import { troublesOfAll } from './rules/troubles.ts'
import { tables } from './tables.ts'

/** Notices taken into letters in one transaction: bounds its length after a long stop. */
const GATHERED = 500

/** Notices whose time has come, of persons to whom no letter is on its way: several of one person share the next letter. */
export async function takeDueNotices(db: Db, now: Date): Promise<{ id: string; person_id: string }[]> {
  const found = await sql<{ id: string; person_id: string }>`
    select n.id, n.person_id from notices.notice n
    where n.letter_id is null and n.read_at is null and n.mail_at <= ${now}
      and not exists (select 1 from notices.letter l where l.person_id = n.person_id and l.state = 'waiting')
    order by n.mail_at limit ${GATHERED} for update of n skip locked`.execute(db)
  return found.rows
}

/** Makes one letter of these notices. */
export async function insertLetter(
  db: Db,
  letter: { readonly id: string; readonly personId: string; readonly at: Date; readonly noticeIds: readonly string[] },
): Promise<void> {
  const { id, personId, at } = letter
  await tables(db)
    .insertInto('notices.letter')
    .values({ id, person_id: personId, state: 'waiting', due_at: at, attempts: 0, created_at: at, problem: null, answer: null })
    .execute()
  await tables(db).updateTable('notices.notice').set({ letter_id: id }).where('id', 'in', letter.noticeIds).execute()
}

export interface ClaimedLetter {
  readonly id: string
  readonly person_id: string
  readonly attempts: number
  readonly created_at: Date
  /** Of its notices that are unread. */
  readonly kinds: readonly string[]
}

/** Whether a letter is troubled by what troubles all, and not yet to be tried again. */
const heldUp = (now: Date) => sql<boolean>`
  select from notices.letter where state = 'waiting' and attempts > 0 and due_at > ${now} and problem = any(${[...troublesOfAll]}::text[])`

/**
 * Takes the next due letter and puts its next attempt off until `leaseUntil`, so that no other process takes it too. None while the mail server takes
 * nothing: the letter that found that out is the first to be tried again, and all others wait for it.
 */
export async function claimLetter(db: Db, now: Date, leaseUntil: Date): Promise<ClaimedLetter | undefined> {
  const claimed = await sql<ClaimedLetter>`
    with due as (
      select id from notices.letter where state = 'waiting' and due_at <= ${now} and not exists (${heldUp(now)})
      order by coalesce(problem = any(${[...troublesOfAll]}::text[]), false) desc, due_at limit 1 for update skip locked)
    update notices.letter l set due_at = ${leaseUntil}, attempts = l.attempts + 1 from due where l.id = due.id
    returning l.id, l.person_id, l.attempts, l.created_at,
      array(select distinct n.kind from notices.notice n where n.letter_id = l.id and n.read_at is null) as kinds`.execute(db)
  return claimed.rows[0]
}

export async function settleLetter(
  db: Db,
  letter: { readonly id: string; readonly state: 'sent' | 'dropped' | 'dead'; readonly at: Date },
  trouble: { readonly problem: string; readonly answer: string } | null,
): Promise<void> {
  await tables(db)
    .updateTable('notices.letter')
    .set({ state: letter.state, settled_at: letter.at, problem: trouble?.problem ?? null, answer: trouble?.answer ?? null })
    .where('id', '=', letter.id)
    .where('state', '=', 'waiting')
    .execute()
}

export async function putOffLetter(
  db: Db,
  id: string,
  put: { readonly dueAt: Date; readonly problem: string; readonly answer: string },
): Promise<void> {
  await tables(db)
    .updateTable('notices.letter')
    .set({ due_at: put.dueAt, problem: put.problem, answer: put.answer })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
}

/** Lets what waits for the mail server be tried now: a node that starts may have been given other settings. */
export async function releaseLetters(db: Db, now: Date): Promise<void> {
  await tables(db)
    .updateTable('notices.letter')
    .set({ due_at: now })
    .where('state', '=', 'waiting')
    .where('attempts', '>', 0)
    .where('problem', 'in', [...troublesOfAll])
    .execute()
}

/** Gives up every letter from before that waits: what nobody could be told for so long is no news. */
export async function giveUpLetters(
  db: Db,
  from: { readonly before: Date; readonly at: Date; readonly problem: string; readonly answer: string },
): Promise<void> {
  await tables(db)
    .updateTable('notices.letter')
    .set({ state: 'dead', settled_at: from.at, problem: from.problem, answer: from.answer })
    .where('state', '=', 'waiting')
    .where('created_at', '<', from.before)
    .execute()
}

/** A dead letter begins anew. @returns false where there is no such dead letter. */
export async function reviveLetter(db: Db, id: string, now: Date): Promise<boolean> {
  const done = await tables(db)
    .updateTable('notices.letter')
    .set({ state: 'waiting', due_at: now, attempts: 0, created_at: now, settled_at: null })
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

const SHOWN = 100

/** Letters that were given up or had to be put off, newest first. */
export function troubledLetters(db: Db) {
  return tables(db)
    .selectFrom('notices.letter')
    .selectAll()
    .where((is) => is.or([is('state', '=', 'dead'), is.and([is('state', '=', 'waiting'), is('attempts', '>', 0)])]))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(SHOWN)
    .execute()
}

export async function letterCounts(db: Db): Promise<{ waiting: number; dead: number }> {
  const found = await sql<{ waiting: number; dead: number }>`
    select count(*) filter (where state = 'waiting')::integer as waiting, count(*) filter (where state = 'dead')::integer as dead
    from notices.letter where state in ('waiting', 'dead')`.execute(db)
  return found.rows[0] ?? { waiting: 0, dead: 0 }
}
