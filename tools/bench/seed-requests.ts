import { parseArgs } from 'node:util'
import { openDatabase } from '@comity/database'
import type { Db } from '@comity/database'
import { silentLog } from '@comity/log'
import { sql } from 'kysely'

/** How much of an office's life to make up. */
export interface Seed {
  readonly authority: string
  /** Requests, half of them outgoing; each has four lines of timeline, each tenth begins a matter. */
  readonly requests: number
}

/**
 * Fills a migrated database with requests of one authority, all invented and the same on every run: nine of ten closed, the others spread
 * over the states of their side, forty counterparts of which few have most, facts of some hundred letters, changed over five years.
 */
export async function seedRequests(db: Db, seed: Seed): Promise<void> {
  const rebuilt = await sql<{ name: string; definition: string }>`
    select format('%I.%I', n.nspname, c.relname) as name, pg_get_indexdef(c.oid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'requests' and not i.indisunique`.execute(db)
  for (const { name } of rebuilt.rows) await sql`drop index ${sql.raw(name)}`.execute(db)
  for (let from = 1; from <= seed.requests; from += batchRows) {
    await insertBatch(db, seed.authority, { from, to: Math.min(from + batchRows - 1, seed.requests) })
  }
  await db.connection().execute(async (connection) => {
    await sql`set maintenance_work_mem = '1GB'`.execute(connection)
    for (const { definition } of rebuilt.rows) await sql.raw(definition).execute(connection)
  })
  await sql`vacuum (analyze) requests.request, requests.matter, requests.timeline`.execute(db)
}

const batchRows = 50_000

interface Batch {
  readonly from: number
  readonly to: number
}

async function insertBatch(db: Db, authority: string, { from, to }: Batch): Promise<void> {
  const state = authority.slice(0, 2).toUpperCase()
  await sql`
    insert into requests.matter
    select ${idOf('matter')}, ${authority}, ${state} || '-M-2026-' || lpad(n::text, 7, '0'), 'Matter of ' || s.person, s.facts, '[]', '[]', '[]', 0,
      lower(' ' || ${state} || '-M-2026-' || lpad(n::text, 7, '0') || ' Matter of ' || s.person || ' ' || s.facts), s.created_at, s.changed_at
    from generate_series(${from}::int, ${to}::int) as n, lateral ${story} as s where n % 10 = 0`.execute(db)
  await sql`
    insert into requests.request
    select ${idOf('request')}, s.direction, 'mutual-legal-assistance', case when n % 10 = 0 then ${idOf('matter')} end, ${idOf('thread')}, s.state,
      case when s.state = 'clarification-asked' then 'acknowledged' end, ${authority}, s.counterpart,
      ${state} || '-2026-' || lpad(n::text, 7, '0'), 'ZZ-2026-' || n, s.subject, case when n % 20 = 0 then 'urgent' else 'routine' end,
      jsonb_build_object('subject', s.subject, 'legalBasis', jsonb_build_array('UNCAC art. 46'), 'requestingAuthority', 'Central Authority', 'facts', s.facts, 'language', 'en', 'urgency', 'routine',
        'confidentiality', 'ordinary', 'purpose', 'To prove the route of the payments.', 'offences', '[]'::jsonb, 'property', '[]'::jsonb, 'acceptedGaps', '[]'::jsonb,
        'proceeding', jsonb_build_object('subjectMatter', s.subject, 'nature', 'investigation', 'authorityName', 'Office of the Public Prosecutor', 'authorityFunctions', 'Investigates corruption'),
        'persons', jsonb_build_array(jsonb_build_object('kind', 'natural', 'position', 'suspect', 'name', s.person)),
        'measures', jsonb_build_array(jsonb_build_object('id', ${idOf('measure')}, 'kind', 'provide-records', 'description', 'Account statements of ' || s.person))),
      '[]', '[]', '[]', null, case when n % 997 = 0 then 'expired' end, '{}', '{}', null, null, 0,
      lower(' ' || ${state} || '-2026-' || lpad(n::text, 7, '0') || ' ZZ-2026-' || n || ' ' || s.subject || ' ' || s.person || ' ' || s.facts), s.created_at, s.changed_at
    from generate_series(${from}::int, ${to}::int) as n, lateral ${story} as s`.execute(db)
  await sql`
    insert into requests.timeline
    select ${idOf('request')}, line, '2026-01-01Z'::timestamptz - n * interval '1 minute', case line % 2 when 0 then 'theirs' else 'ours' end,
      (array['request', 'acknowledgement', 'decision', 'result'])[line], 'seed', 'Seed', false, '{"remarks": "made for measuring"}', '[]', md5(n || '-' || line) || md5(line || '-' || n)
    from generate_series(${from}::int, ${to}::int) as n, generate_series(1, 4) as line`.execute(db)
}

/** The n-th id of a kind, in the form of RFC 9562 version 4. */
const idOf = (kind: 'request' | 'matter' | 'thread' | 'measure') =>
  sql.raw(`overlay(overlay(md5('${kind}' || n) placing '4' from 13) placing '8' from 17)::uuid`)

/** The n-th pick from a list: spread like chance, the same on every run. */
const pick = (words: string, salt: number) =>
  sql.raw(
    `(string_to_array('${words}', '|'))[1 + (hashint8extended(n, ${salt}) & 1048575) % array_length(string_to_array('${words}', '|'), 1)]`,
  )

const given = 'Amara|Bruno|Chen|Dalia|Elif|Farid|Grace|Hugo|Ines|Jamal|Kofi|Leila|Marta|Nadia|Omar|Petra|Rashid|Sofia|Tariq|Yara'
const family =
  'Okoye|Santos|Wei|Haddad|Yilmaz|Karimov|Mensah|Moreau|Silva|Diallo|Owusu|Nasser|Kovac|Petrova|Rahman|Novak|Aziz|Romero|Bello|Suarez'
const places =
  'Harbour|Northern road|Airport|Central hospital|Water works|Railway|Customs house|Power station|Housing fund|Mining licence'
const firms = 'Meridian|Halcyon|Orion|Castor|Delta|Arbor|Vesta|Lumen|Boreal|Zephyr'

// A third of the counterparts' requests are with one of them, a sixth with the next, and so on.
const story = sql`(
  select * from (
    select
      case n % 2 when 0 then 'outgoing' else 'incoming' end as direction,
      case when (hashint8extended(n, 1) & 1048575) % 10 > 0 then 'closed' when n % 2 = 0 then ${pick('draft|in-review|approved|sent|delivered|acknowledged|clarification-asked|decided|executing|result-received|assessed', 2)}
        else ${pick('received|acknowledged|clarification-asked|decided|executing|result-sent', 2)} end as state,
      'zz.authority-' || floor(40 * power((hashint8extended(n, 3) & 1048575) / 1048576.0, 3)) as counterpart,
      ${pick(given, 4)} || ' ' || ${pick(family, 5)} as person,
      ${pick(places, 6)} || ' contract: bank records of ' || ${pick(firms, 7)} || ' ' || (hashint8extended(n, 8) & 4095) || ' Ltd' as subject,
      'Between 2019 and 2025 a public official in charge of the ' || ${pick(places, 9)} || ' project received payments through ' || ${pick(firms, 10)} || ' ' || (hashint8extended(n, 11) & 65535)
        || ' Ltd, a company without staff. The payments were split over account ' || md5('account' || n) || ' and passed on to ' || ${pick(given, 12)} || ' ' || ${pick(family, 13)}
        || ', who bought real property. ' || repeat('The bank statements show transfers in round sums shortly after each award. ', 1 + (n % 4)::int) as facts,
      '2021-01-01Z'::timestamptz + (hashint8extended(n, 14) & 1048575) * interval '2 minutes' as created_at,
      '2021-02-01Z'::timestamptz + (hashint8extended(n, 14) & 1048575) * interval '2 minutes' + (hashint8extended(n, 15) & 65535) * interval '1 minute' as changed_at
  ) as made
)`

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      authority: { type: 'string', default: 'xa.central-authority' },
      requests: { type: 'string', default: '200000' },
    },
  })
  const url = values.url ?? process.env['COMITY_DATABASE_URL'] ?? ''
  const db = await openDatabase({ url }, { log: silentLog, maxConnections: 1 })
  await seedRequests(db, { authority: values.authority, requests: Number(values.requests) })
  await db.destroy()
}
