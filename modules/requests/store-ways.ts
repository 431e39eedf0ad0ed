import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { RequestFilter } from './contract.ts'
import type { Sight } from './rules/sight.ts'
import { personsOf } from './store-narrowing.ts'
import type { Order } from './store-narrowing.ts'

/** What of a list leads to its rows: its conditions, and those parts of them that decide on the way. */
export interface Wanted {
  readonly sight: Sight & { readonly office: string }
  readonly filter: Pick<RequestFilter, 'direction' | 'mine' | 'assignee'>
  readonly conditions: readonly RawBuilder<boolean>[]
}

/** Stands for no unit, so that an index keeps what is the whole office's in order too. */
const NO_UNIT = '00000000-0000-0000-0000-000000000000'
const desk = sql`coalesce(unit, ${sql.lit(NO_UNIT)}::uuid)`

/**
 * Whether a list goes these ways. Whoever sees the whole office needs none, the few rows of a guest are found by their tokens; what is looked for by
 * its text, its matter or itself is found by that, and reference numbers are in order in one index only.
 */
export function goesByDesk(sight: Sight, filter: Partial<RequestFilter>): sight is Wanted['sight'] {
  const { text, matterId, ids, sort } = filter
  const isFoundItself = Boolean(text?.trim()) || matterId !== undefined || ids !== undefined
  return sight.office !== null && !sight.all && !isFoundItself && sort !== 'reference'
}

/**
 * The ids of the first rows in an order, looked for where accessOf puts them: with the reader's units or with none, with the reader, and where the
 * reader is named. This only finds them: whoever reads the rows compares their tokens again.
 */
export function firstIds({ sight, filter, conditions }: Wanted, order: Order, most: number): RawBuilder<unknown> {
  const direction = sql.raw(order.direction)
  const rows = (where: RawBuilder<unknown>) => sql`
    select id, ${order.by} as place from requests.request
    where own_authority = ${sight.office} and ${where} and ${all(conditions)}
    order by ${order.by} ${direction}, id ${direction} limit ${sql.lit(most)}`
  return sql`select id from (${sql.join(waysOf(sight, filter, rows), sql` union `)}) as found order by place ${direction}, id ${direction} limit ${sql.lit(most)}`
}

/** The ids of so many rows at most, in no order, each once: for counting. */
export function someIds({ sight, filter, conditions }: Wanted, most: number): RawBuilder<unknown> {
  const desks = desksOf(sight)
  const rows = (where: RawBuilder<unknown>, isDesk: boolean) => sql`
    select id from requests.request
    where own_authority = ${sight.office} and ${where} and ${all(conditions)}${isDesk || oneHolder(filter) ? sql`` : sql` and ${desk} <> all(${desks}::uuid[])`}
    limit ${sql.lit(most)}`
  const [first, ...more] = waysOf(sight, filter, rows)
  // What a person is named in besides having it is the one thing that two ways find.
  return first !== undefined && more.length === 0
    ? sql`select id from (${first}) as found limit ${sql.lit(most)}`
    : sql`select id from (${sql.join([first, sql`(${sql.join(more, sql` union `)})`], sql` union all `)}) as found limit ${sql.lit(most)}`
}

type Rows = (where: RawBuilder<unknown>, isDesk: boolean) => RawBuilder<unknown>

function waysOf(sight: Wanted['sight'], filter: Wanted['filter'], rows: Rows): RawBuilder<unknown>[] {
  const sides = filter.direction === undefined ? ['outgoing', 'incoming'] : [filter.direction]
  const each = (held: readonly string[], type: string, where: RawBuilder<unknown>, isDesk: boolean) => sql`
    (select found.* from unnest(${[...held]}::${sql.raw(type)}[]) as way (held), unnest(${sides}::text[]) as side (direction),
      lateral (${rows(sql`${where} and direction = side.direction`, isDesk)}) as found)`
  const persons = personsOf(sight)
  const holder = oneHolder(filter)
  if (holder !== null) {
    const seen = sql`(access && ${[...sight.tokens]}::text[]) is true`
    return [each(holder === 'mine' ? persons : [holder], 'text', sql`assignee = way.held and ${seen}`, false)]
  }
  return [
    each(desksOf(sight), 'uuid', sql`${desk} = way.held`, true),
    each(persons, 'text', sql`assignee = way.held`, false),
    each([''], 'text', sql`named && ${persons}::text[] and named <> '{}'`, false),
  ]
}

/** The one officer whose rows are asked for. */
function oneHolder({ mine, assignee }: Wanted['filter']): string | null {
  if (mine) return 'mine'
  return assignee === undefined || assignee === 'nobody' ? null : assignee
}

function desksOf({ office, tokens }: Wanted['sight']): string[] {
  const units = tokens.flatMap((token) => (token.startsWith('unit:') ? [token.slice('unit:'.length)] : []))
  return tokens.includes(`authority:${office}`) ? [...units, NO_UNIT] : units
}

function all(conditions: readonly RawBuilder<boolean>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `)
}
