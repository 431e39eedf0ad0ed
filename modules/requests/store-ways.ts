import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { RequestFilter } from './contract.ts'
import type { Sight } from './rules/sight.ts'
import { isOpen, personsOf } from './store-narrowing.ts'
import type { Order } from './store-narrowing.ts'
import { visibleTo } from './store-sight.ts'

/** What of a list leads to its rows: its conditions, and those parts of them that decide on the way. */
export interface Wanted {
  readonly sight: Sight
  readonly filter: Pick<RequestFilter, 'direction' | 'mine' | 'assignee'>
  /** Told by the columns that {@link named} has too. */
  readonly conditions: readonly RawBuilder<boolean>[]
  /** Where the page begins in the order of the list. */
  readonly place?: RawBuilder<boolean> | undefined
}

/** Stands for no unit, so that an index keeps what is the whole office's in order too. */
const NO_UNIT = '00000000-0000-0000-0000-000000000000'
const desk = sql`coalesce(unit, ${sql.lit(NO_UNIT)}::uuid)`

/**
 * Whether a list goes these ways. Whoever sees the whole office needs none but that to one officer; what is looked for by its text, its matter or itself
 * is found by that, and reference numbers are in order in one index only.
 */
export function goesByDesk(sight: Sight, filter: Partial<RequestFilter>): boolean {
  const { text, matterId, ids, sort } = filter
  const isFoundItself = Boolean(text?.trim()) || matterId !== undefined || ids !== undefined
  return (!sight.all || oneHolder(filter) !== null) && !isFoundItself && sort !== 'reference'
}

/**
 * The ids of the first rows in an order, looked for where accessOf puts them: with the reader's units or with none, with the reader, where the reader is
 * named, and with the authority that executes. This only finds them: whoever reads the rows compares their tokens again.
 */
export function firstIds(wanted: Wanted, order: Order, most: number): RawBuilder<unknown> {
  const direction = sql.raw(order.direction)
  const rows = (from: RawBuilder<unknown>, where: RawBuilder<unknown>) => sql`
    select id, ${order.by} as place from ${from} where ${where}
    order by ${order.by} ${direction}, id ${direction} limit ${sql.lit(most)}`
  const { desks, others } = waysOf(wanted, rows)
  return sql`select id, place from (${sql.join([...desks, ...others], sql` union `)}) as found order by place ${direction}, id ${direction} limit ${sql.lit(most)}`
}

/** The ids of so many rows at most, in no order, each once: for counting. */
export function someIds(wanted: Wanted, most: number): RawBuilder<unknown> {
  const rows = (from: RawBuilder<unknown>, where: RawBuilder<unknown>) =>
    sql`select id from ${from} where ${where} limit ${sql.lit(most)}`
  const { desks, others } = waysOf(wanted, rows, true)
  // What a person is named in besides having it is found by two ways; what lies at a desk only by that.
  const ways = [...desks, ...(others.length === 0 ? [] : [sql`(${sql.join(others, sql` union `)})`])]
  return sql`select id from (${sql.join(ways, sql` union all `)}) as found limit ${sql.lit(most)}`
}

const requests = sql`requests.request`
/** Says of each request in which somebody is named what lists ask most, so that a person's are read without the requests. */
const named = sql`requests.named_request`

type Rows = (from: RawBuilder<unknown>, where: RawBuilder<unknown>) => RawBuilder<unknown>

/** The ways of a reader; `apart`: what lies at their desks is left out of the others. */
function waysOf({ sight, filter, conditions, place }: Wanted, rows: Rows, apart = false) {
  const sides = filter.direction === undefined ? ['outgoing', 'incoming'] : [filter.direction]
  const each = (held: readonly string[], type: string, from: RawBuilder<unknown>, where: RawBuilder<unknown>) => sql`
    (select found.* from unnest(${[...held]}::${sql.raw(type)}[]) as way (held), unnest(${sides}::text[]) as side (direction),
      lateral (${rows(from, sql`${where} and direction = side.direction`)}) as found)`
  const ofOffice = sight.office === null ? sql`true` : sql`(own_authority = ${sight.office}) is true`
  const from = place === undefined ? [] : [place]
  // Asked of each row: no index is to be read for them besides the ordered one.
  const ofRow = (all: readonly RawBuilder<boolean>[]) =>
    sql.join([ofOffice, ...from, ...all.map((one) => (one === isOpen ? one : sql`(${one}) is true`))], sql` and `)
  const persons = personsOf(sight)
  const holder = oneHolder(filter)
  if (holder !== null) {
    const held = holder === 'mine' ? persons : [holder]
    return {
      desks: [],
      others: [each(held, 'text', requests, sql`assignee = way.held and ${ofRow([...conditions, visibleTo(sight)])}`)],
    }
  }
  const offices = sight.office === null ? authoritiesOf(sight) : [sight.office]
  const atDesk = sql<boolean>`own_authority = any(${offices}::text[]) and ${desk} = any(${offices.flatMap((office) => desksOf(sight, office))}::uuid[])`
  const elsewhere = ofRow([...conditions, ...(apart ? [sql<boolean>`(${atDesk}) is not true`] : [])])
  const ofDesk = sql.join([...conditions, ...from], sql` and `)
  return {
    desks: offices.map((office) => {
      const lies = sql`own_authority = ${office} and ${desk} = way.held`
      return each(
        desksOf(sight, office),
        'uuid',
        requests,
        conditions.length + from.length === 0 ? lies : sql`${lies} and ${ofDesk}`,
      )
    }),
    others: [
      each(persons, 'text', requests, sql`assignee = way.held and ${elsewhere}`),
      each(persons, 'text', named, sql`person = way.held and ${elsewhere}`),
      ...(sight.office === null ? [each(offices, 'text', requests, sql`executing_authority = way.held and ${elsewhere}`)] : []),
    ],
  }
}

/** The one officer whose rows are asked for. */
function oneHolder({ mine, assignee }: Wanted['filter']): string | null {
  if (mine) return 'mine'
  return assignee === undefined || assignee === 'nobody' ? null : assignee
}

function desksOf({ tokens }: Sight, office: string): string[] {
  const units = tokens.flatMap((token) => (token.startsWith('unit:') ? [token.slice('unit:'.length)] : []))
  return tokens.includes(`authority:${office}`) ? [...units, NO_UNIT] : units
}

function authoritiesOf({ tokens }: Sight): string[] {
  return tokens.flatMap((token) => (token.startsWith('authority:') ? [token.slice('authority:'.length)] : []))
}
