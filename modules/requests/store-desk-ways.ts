import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Sight } from './rules/sight.ts'
import { isOpen, personsOf } from './store-narrowing.ts'

/** Stands for no unit, as the indexes of the desks say it. */
const NO_UNIT = '00000000-0000-0000-0000-000000000000'
const desk = sql`coalesce(unit, ${sql.lit(NO_UNIT)}::uuid)`

/**
 * How the working pages come to what is open: by an ordered index to what lies with each desk of the reader, or with the whole office for whoever
 * sees it. What a reader sees besides, for being somebody or for its having been passed on to them, is a person's or a court's own load
 * and read whole ({@link besideDesks}).
 */
export interface Ways {
  /** The ways one by one, for what is taken from each in order. */
  readonly each: RawBuilder<unknown>
  /** On one of them. */
  readonly onWay: RawBuilder<boolean>
  /** On any of them, for what is counted. */
  readonly onAny: RawBuilder<boolean>
}

export function waysTo(sight: Sight): Ways {
  const office = officeOf(sight)
  const isOffice = sql<boolean>`own_authority = ${office}`
  if (sight.office !== null && sight.all) return { each: sql`(select) as way`, onWay: isOffice, onAny: isOffice }
  const desks = desksOf(sight)
  return {
    each: sql`unnest(${desks}::uuid[]) as way (held)`,
    onWay: sql<boolean>`${isOffice} and ${desk} = way.held`,
    onAny: sql<boolean>`${isOffice} and ${desk} = any(${desks}::uuid[])`,
  }
}

/**
 * What the reader has, is named in or was passed on to them, and lies with none of their desks, in no order and each once: so many rows as people
 * carry; instead of what is open, what is asked for. Null for whoever sees the whole office anyway.
 */
export function besideDesks(
  sight: Sight,
  columns: RawBuilder<unknown>,
  unlessOpen?: RawBuilder<boolean>,
): RawBuilder<unknown> | null {
  if (sight.office !== null && sight.all) return null
  const persons = personsOf(sight)
  const isOffice = sql<boolean>`${sight.office === null ? sql`true` : sql`own_authority = ${sight.office}`} and (${waysTo(sight).onAny}) is not true`
  const isBeside = sql<boolean>`${isOffice} and ${unlessOpen ?? isOpen}`
  const ids = [
    sql`select id from requests.request where assignee = any(${persons}::text[]) and ${isBeside}`,
    sql`
      select id from requests.named_request
      where person = any(${persons}::text[]) and ${unlessOpen === undefined ? isBeside : isOffice}`,
    ...(sight.office === null
      ? [sql`select id from requests.request where executing_authority = ${officeOf(sight)} and ${isBeside}`]
      : []),
  ]
  return sql`
    select beside.* from (${sql.join(ids, sql` union `)}) as found (found),
      lateral (select ${columns} from requests.request where id = found and ${isBeside} offset 0) as beside`
}

/** The authority whose desks the reader may see; a guest's own. */
function officeOf({ office, tokens }: Sight): string {
  return office ?? tokens.find((token) => token.startsWith(AUTHORITY))?.slice(AUTHORITY.length) ?? ''
}

const AUTHORITY = 'authority:'

function desksOf(sight: Sight): string[] {
  const { tokens } = sight
  const units = tokens.flatMap((token) => (token.startsWith('unit:') ? [token.slice('unit:'.length)] : []))
  return tokens.includes(`${AUTHORITY}${officeOf(sight)}`) ? [...units, NO_UNIT] : units
}
