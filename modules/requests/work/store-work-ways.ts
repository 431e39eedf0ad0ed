import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { WorkDay } from '../contract.ts'
import type { Place } from './work-place.ts'
import type { Owed } from '../rules/desk.ts'
import type { Sight } from '../rules/sight.ts'
import { besideDesks, waysTo } from '../store-desk-ways.ts'
import { isOpen, personsOf } from '../store-narrowing.ts'
import { situationOn } from '../store-turn.ts'

/** Whose work, on which day (`YYYY-MM-DD`), what each situation asks of them, and how much of each pile. */
export interface WorkOf {
  readonly sight: Sight
  readonly readerId: string
  readonly today: string
  readonly owed: ReadonlyMap<string, Owed>
  /** What the deadline rule of an answer asks of them. */
  readonly answers: ReadonlyMap<string, Owed>
  /** Whether letters to be sent by hand are theirs: of what they or nobody has, or of all. */
  readonly letters: 'none' | 'held' | 'all'
  /** Only that pile, from there on. */
  readonly day?: WorkDay | undefined
  readonly after?: string | undefined
  readonly limit: number
}

const owedOn = sql`requests.owed_on(direction, state, due_on, answer_by)`
const owedAmong = sql`requests.owed_among(assignee, direction, state, decided, returns_to, due_on, due_for)`

/** What is asked of the reader as rows: in which case, what, and whether only of whoever has the request. */
export function askedOf(owed: ReadonlyMap<string, Owed>): RawBuilder<unknown> {
  const acts = [...owed.values()]
  return sql`select * from unnest(${[...owed.keys()]}::text[], ${acts.map(({ act }) => act)}::text[],
    ${acts.map(({ byHolder }) => byHolder)}::boolean[]) as asked (asked, owed, by_holder)`
}

/** Joins to a request what is asked of the reader there: what only the holder does where they hold the request, or nobody does. */
export function joinAsked({ sight, readerId, today }: WorkOf, requestId: RawBuilder<unknown>): RawBuilder<unknown> {
  const persons = personsOf(sight)
  const hasToDo = (
    asked: 'answer' | 'standing',
  ) => sql`(not ${sql.ref(`${asked}.by_holder`)} or assignee = any(${persons}::text[])
    or (assignee is null and (state <> 'draft' or drafted_by = any(${persons}::text[]))))`
  return sql`
    left join answer on due_on is not null and answer.asked = due_for and ${hasToDo('answer')}
    left join standing on standing.asked = ${situationOn(today)} and ${hasToDo('standing')}
      and ${requestId} <> all(${writtenBy(readerId)})`
}

/** What the reader wrote in and another approves. */
function writtenBy(readerId: string): RawBuilder<unknown> {
  return sql`array(select id from requests.request where state = 'in-review' and contributors @> array[${readerId}::text])`
}

/** What is the reader's for being them: what they have, their own drafts, and what they see beside their desks; so many rows as a person carries. */
export function nearOf(of: WorkOf): RawBuilder<unknown> {
  const { sight, letters } = of
  const persons = personsOf(sight)
  const { onAny } = waysTo(sight)
  // Whoever has a request need not have drafted it: then the index of what they have tells all.
  const columns = (
    draftedBy: RawBuilder<unknown>,
  ) => sql`id, changed_at, ${owedOn} as owed_on, direction, state, decided, returns_to, due_on, due_for,
    answer_by, assignee, ${draftedBy} as drafted_by`
  const beside = besideDesks(sight, columns(sql`drafted_by`))
  const own = [
    sql`select ${columns(sql`null`)} from requests.request where assignee = any(${persons}::text[]) and ${isOpen} and ${onAny}`,
    sql`select ${columns(sql`drafted_by`)} from requests.request
      where assignee is null and state = 'draft' and drafted_by = any(${persons}::text[]) and ${onAny}`,
    ...(beside === null ? [] : [beside]),
  ]
  const besideLetters = besideDesks(
    sight,
    sql`id, changed_at, rendition_due as owed_on, assignee`,
    sql<boolean>`rendition_due is not null`,
  )
  return sql`
    select near.id, near.changed_at, near.owed_on, 0 as letter from (${sql.join(own, sql` union all `)}) as near ${joinAsked(of, sql`near.id`)}
    where answer.owed is not null or standing.owed is not null
    ${
      letters === 'none' || besideLetters === null
        ? sql``
        : sql`union all select id, changed_at, owed_on, 1 from (${besideLetters}) as letter where ${sends(of)}`
    }`
}

/** How far a walk goes in a pile, and from where on. */
export interface Walk {
  readonly after: Place | null
  readonly most: number
}

/**
 * Of the `pile` around it what lies on the reader's desks and is not theirs already: what nobody has, what others have where an act is not only its
 * holder's, and letters; from each desk the first so many, by an index in their order.
 */
export function walksOf(of: WorkOf, { after, most }: Walk): RawBuilder<unknown> {
  const ways = waysTo(of.sight)
  const take = (on: RawBuilder<unknown>, past: RawBuilder<unknown>) => sql`
    and ${on} between pile.since and pile.until${past} order by ${on}, changed_at, id limit ${sql.lit(most)}`
  const past = (on: RawBuilder<unknown>, than: RawBuilder<unknown>) =>
    after === null
      ? sql``
      : sql` and (${on}, changed_at, id) ${than} (${after.owedOn}::date, ${after.changedAt}::timestamptz, ${after.id}::uuid)`
  const lines = linesOf(of).map(
    ({ among, where }) => sql`
      select found.*, 0 as letter from ${ways.each} cross join unnest(${among}::text[]) as line (among), lateral (
        select id, changed_at, ${owedOn} as owed_on from requests.request
        where ${ways.onWay} and ${isOpen} and ${owedAmong} = line.among and ${where} ${take(owedOn, past(owedOn, sql`>`))}) as found`,
  )
  const rendition = sql`rendition_due`
  // A letter comes after what else is owed on the same request on the same day.
  const letters = sql`
    select found.*, 1 as letter from ${ways.each}, lateral (
      select id, changed_at, rendition_due as owed_on from requests.request
      where ${ways.onWay} and rendition_due is not null and ${sends(of)} ${take(rendition, past(rendition, after?.letter === 0 ? sql`>=` : sql`>`))}) as found`
  const walks = [...lines, ...(of.letters === 'none' ? [] : [letters])]
  return walks.length === 0 ? sql`select * from near where false` : sql.join(walks, sql` union all `)
}

interface Line {
  /** In the words of `requests.owed_among`. */
  readonly among: readonly string[]
  readonly where: RawBuilder<unknown>
}

/** What nobody has, all of which may be the reader's, and what somebody has, of which only what is not its holder's. Drafts are their writers'. */
function linesOf(of: WorkOf): Line[] {
  const { sight, owed, answers, today, readerId } = of
  const line = (holder: 'nobody' | 'somebody', isTheirs: (one: Owed) => boolean, where: RawBuilder<unknown>): Line[] => {
    const situations = [...owed].filter(([situation, one]) => situation !== 'outgoing draft' && isTheirs(one))
    const rules = [...answers].filter(([, one]) => isTheirs(one)).map(([rule]) => rule)
    const among = [...new Set(situations.map(([, { among }]) => among))]
    if (situations.length + rules.length === 0) return []
    return [
      {
        among: [...among, 'answer'].map((one) => `${holder} ${one}`),
        where: sql`${where} and ((due_on is not null and due_for = any(${rules}::text[]))
          or (${situationOn(today)} = any(${situations.map(([situation]) => situation)}::text[])
            and id <> all(${writtenBy(readerId)})))`,
      },
    ]
  }
  return [
    ...line('nobody', () => true, sql`state <> 'draft'`),
    ...line('somebody', ({ byHolder }) => !byHolder, sql`assignee <> all(${personsOf(sight)}::text[])`),
  ]
}

function sends({ sight, letters }: WorkOf): RawBuilder<boolean> {
  return letters === 'all' ? sql<boolean>`true` : sql<boolean>`(assignee is null or assignee = any(${personsOf(sight)}::text[]))`
}
