import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { words } from './words.ts'
import type { Words } from './words.ts'

/** The office whose life is made up. Without units or officers everything is the whole office's and nobody has it. */
export interface SeedOffice {
  readonly authority: string
  /** Units: the first has most, the last next to nothing. */
  readonly units: readonly string[]
  /** Ids of officers, the same number of each unit, in the order of the units. */
  readonly officers: readonly string[]
  /** Whoever approves. */
  readonly head: string | null
  /** Authorities of the own State to which requests are passed on. */
  readonly courts: readonly string[]
  /** The share of requests that is open; two of a hundred unless told otherwise, which is some 170 for each officer of the large office. */
  readonly open?: number
}

/** The n-th throw of a die, from 0 to 1: spread like chance, the same on every run. */
const throwOf = (salt: number, of = 'n') => `((hashint8extended(${of}, ${salt}) & 1048575) / 1048576.0)`

/** The n-th pick from a list. */
const pick = (list: string, salt: number, of = 'n') => {
  const items = list.split('|')
  return `(array[${items.map(quoted).join(',')}])[1 + floor(${items.length} * ${throwOf(salt, of)})::int]`
}

/** The same, of which the first are picked most often. */
const skewed = (list: string, salt: number, of: string) => {
  const items = list.split('|')
  return `(array[${items.map(quoted).join(',')}])[1 + floor(${items.length} * power(${throwOf(salt, of)}, 1.6))::int]`
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

// Requests of one matter are about one person and one affair, and lie with one unit: `k` is the number of the first of them.
const named = ({ given, family, seconds: [starts, ends], language }: Words, salt: number, of: string) => {
  // A few names are many people's, most are few people's.
  const second = `${skewed(starts, salt + 40, of)}${ends === '' ? '' : ` || ${skewed(ends, salt + 41, of)}`}`
  return language === 'zh'
    ? `${pick(family, salt + 1, of)} || ${pick(given, salt, of)} || ${second}`
    : `${pick(given, salt, of)} || ' ' || ${pick(family, salt + 1, of)} || ' ' || ${second}`
}

/** A text of a language with its blanks filled in, as an expression of SQL. */
function filled(text: string, of: Words): string {
  const blanks: Readonly<Record<string, string>> = {
    '{person}': 'person',
    '{other}': named(of, 12, 'n'),
    '{place}': pick(of.places, 6, 'k'),
    '{firm}': pick(of.firms, 7, 'k'),
    '{number}': `(hashint8extended(k, 8) & 4095)`,
    '{account}': `upper(left(md5('account' || n), 12))`,
  }
  return text
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => blanks[part] ?? quoted(part))
    .join(' || ')
}

/** One expression for each language; four of ten requests are in the first, the others share the rest. */
const inLanguage = (expression: (of: Words) => string) =>
  sql.raw(`case lang ${words.map((of, at) => `when ${at} then ${expression(of)}`).join(' ')} end`)

/** Most are over; the rest spread over the states of their side. */
const open = {
  outgoing:
    'draft|draft|in-review|approved|ready|sent|delivered|acknowledged|acknowledged|clarification-asked|in-consultation|decided|executing|executing|result-received|assessed',
  incoming:
    'received|received|acknowledged|acknowledged|under-assessment|clarification-asked|in-consultation|decided|with-executing-authority|executing|executing|executed|result-sent',
}
const kinds =
  'provide-records|provide-records|bank-account-information|bank-transactions|take-statement|trace-or-freeze-proceeds|serve-document|locate-person'

/** Requests with numbers in a range as rows of their plainest facts, from which matters, requests, timelines and clocks are made. */
export function storyOf(
  office: SeedOffice,
  range: { readonly from: number; readonly to: number; readonly now: Date },
): RawBuilder<unknown> {
  const units = [...office.units]
  const perUnit = units.length === 0 ? 0 : Math.floor(office.officers.length / units.length)
  return sql`
    with numbered as materialized (
      select n, case when n % 10 in (1, 3, 5) then n - n % 10 + 1 else n end as k, n % 10 in (1, 3, 5) as has_matter,
        case n % 2 when 1 then 'outgoing' else 'incoming' end as direction,
        ${sql.raw(throwOf(1))} < ${office.open ?? 0.02}::float8 as open,
        case when ${sql.raw(throwOf(16, 'case when n % 10 in (1, 3, 5) then n - n % 10 + 1 else n end'))} < 0.4 then 0
          else 1 + floor(5 * ${sql.raw(throwOf(17, 'case when n % 10 in (1, 3, 5) then n - n % 10 + 1 else n end'))})::int end as lang
      from generate_series(${range.from}::int, ${range.to}::int) as n
    ), placed as materialized (
      select *,
        case when not open then case when ${sql.raw(throwOf(18))} < 0.03 then 'withdrawn' when ${sql.raw(throwOf(18))} < 0.04 then case n % 2 when 1 then 'returned' else 'forwarded' end else 'closed' end
          when n % 2 = 1 then ${sql.raw(pick(open.outgoing, 2))} else ${sql.raw(pick(open.incoming, 2))} end as state,
        -- A third of the requests are with one counterpart, a sixth with the next, and so on.
        floor(38 * power(${sql.raw(throwOf(3))}, 3))::int as counterpart_at,
        ${sql.raw(throwOf(19))} < 0.12 as by_hand,
        case when ${sql.raw(throwOf(20, 'k'))} < 0.0005 then ${units.length}::int else 1 + floor((${units.length} - 1) * power(${sql.raw(throwOf(21, 'k'))}, 1.7))::int end as unit_at,
        floor(${perUnit} * power(${sql.raw(throwOf(22, 'k'))}, 1.3))::int as officer_at,
        case lang ${sql.raw(words.map((of, at) => `when ${at} then ${named(of, 4, 'k')}`).join(' '))} end as person,
        date_trunc('milliseconds', ${range.now}::timestamptz - case when open then ${sql.raw(throwOf(14))} * interval '200 days' else interval '220 days' + ${sql.raw(throwOf(14))} * interval '1800 days' end) as created_at
      from numbered
    ), held as materialized (
      select *, state in ('received', 'awaiting-confirmation') and n % 4 = 0 as untouched,
        date_trunc('milliseconds', case when open then created_at + ${sql.raw(throwOf(15))} * (${range.now}::timestamptz - created_at)
          else created_at + interval '20 days' + ${sql.raw(throwOf(15))} * interval '180 days' end) as changed_at,
        (${office.officers}::uuid[])[(unit_at - 1) * ${perUnit}::int + officer_at + 1] as officer,
        (${office.officers}::uuid[])[1 + ((unit_at - 1) * ${perUnit}::int + officer_at + 1 + floor((${office.officers.length} - 1) * ${sql.raw(throwOf(23, 'k'))})::int) % nullif(${office.officers.length}::int, 0)] as colleague
      from placed
    ), known as materialized (
    select n, k, has_matter, direction, open, state, by_hand, person, created_at, changed_at, officer,
      ${sql.raw(`(array[${words.map(({ language }) => quoted(language)).join(',')}])[lang + 1]`)} as language,
      case when untouched then null else (${units}::uuid[])[unit_at] end as unit,
      case when untouched or ${sql.raw(throwOf(24))} < case when open then 0.25 else 0.05 end then null else officer end as assignee,
      case when ${sql.raw(throwOf(25, 'k'))} < 0.05 and colleague is not null then array[colleague::text] else '{}'::text[] end as named,
      case when direction = 'incoming' and (state = 'with-executing-authority' or (state in ('executing', 'executed', 'result-sent', 'closed') and ${sql.raw(throwOf(26))} < 0.1))
        then (${[...office.courts]}::text[])[1 + floor(${office.courts.length} * ${sql.raw(throwOf(27))})::int] end as court,
      'x' || chr(98 + counterpart_at % 25) || case when counterpart_at < 25 then '.central-authority' else '.prosecutor-general' end as counterpart,
      case when state not in ('decided', 'with-executing-authority', 'executing', 'executed', 'result-received', 'result-sent', 'assessed', 'closed') then null
        when ${sql.raw(throwOf(28))} < 0.85 then 'granted' when ${sql.raw(throwOf(28))} < 0.93 or state not in ('decided', 'closed') then 'partially-granted' else 'refused' end as decided,
      case when open and ${sql.raw(throwOf(29))} < 0.6 then ${range.now}::date + floor(120 * ${sql.raw(throwOf(30))})::int - 20 end as due_on,
      ${sql.raw(pick(kinds, 31))} as measure_kind, ${sql.raw(throwOf(32))} < 0.05 as urgent,
      ${inLanguage((of) => filled(of.subject, of))} as subject,
      ${inLanguage((of) => `rtrim(${filled(of.facts, of)} || repeat(${quoted(of.more)}, 1 + (n % 4)::int))`)} as facts,
      ${inLanguage((of) => filled(of.purpose, of))} as purpose, ${inLanguage((of) => filled(of.measure, of))} as measure,
      ${office.authority}::text as own, ${sql.raw(idOf('request'))} as id, ${sql.raw(idOf('thread'))} as thread, ${sql.raw(idOf('measure'))} as measure_id,
      case when has_matter then ${sql.raw(idOf('matter', 'k'))} end as matter_id
    from held
    ), told as materialized (
      select *, upper(left(own, 2)) || '-' || extract(year from created_at) || '-' || lpad(n::text, greatest(4, length(n::text)), '0') as own_reference,
        case when direction = 'incoming' or state not in ('draft', 'in-review', 'approved', 'ready') then upper(left(counterpart, 2)) || '/MLA/' || n end as counterpart_reference,
        case when by_hand then 'Ministry of Justice ' || upper(left(counterpart, 2)) end as counterpart_name,
        case when due_on is not null then case direction when 'outgoing' then 'clarification-answer' else 'first-decision' end end as due_for,
        case when unit is null then 'authority:' || own else 'unit:' || unit end as desk
      from known
    )
    -- As accessOf of the requests says it.
    select *, array[desk, 'all:' || own] || array(select 'person:' || p from unnest(named || case when assignee is null then '{}' else array[assignee::text] end) as p)
      || case when court is null then '{}' else array['authority:' || court] end as access
    from told`
}

/** The n-th id of a kind, in the form of RFC 9562 version 4. */
export const idOf = (kind: 'request' | 'matter' | 'thread' | 'measure' | 'clock', of = 'n') =>
  `overlay(overlay(md5('${kind}' || ${of}) placing '4' from 13) placing '8' from 17)::uuid`
