import assert from 'node:assert/strict'
import pg from 'pg'

/**
 * How values come out of PostgreSQL, per pool and never globally. pg's own answers would be a string for int8, a Date in local
 * time (off by a day) for date, and objects for interval.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format === 'binary') return pg.types.getTypeParser(oid, format)
    const own = parsers.get(oid)
    if (own !== undefined) return own
    const other = pg.types.getTypeParser(oid, 'text')
    return instants.has(oid) ? (value: string) => instantInUtc(value) ?? other(value) : other
  },
}

// Object identifiers of types: PostgreSQL's pg_type.dat.
const INT8 = 20
const DATE = 1082
const TIMESTAMP = 1114
const TIMESTAMPTZ = 1184
const INTERVAL = 1186

const asWritten = (value: string): string => value

const parsers = new Map<number, (value: string) => unknown>([
  [INT8, safeInteger],
  [DATE, asWritten],
  // Without time zone there is no instant: the tables use timestamptz.
  [TIMESTAMP, asWritten],
  [INTERVAL, asWritten],
])

function safeInteger(value: string): number {
  const number = Number(value)
  assert(Number.isSafeInteger(number), `int8 ${value} does not fit a JavaScript number`)
  return number
}

const instants: ReadonlySet<number> = new Set([TIMESTAMPTZ])

/** As a server whose clock is set to UTC writes it, which the engine reads ten times faster than all that may be written. */
const inUtc = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00$/

function instantInUtc(value: string): Date | null {
  return inUtc.test(value) ? new Date(`${value.slice(0, 10)}T${value.slice(11, -3)}Z`) : null
}
