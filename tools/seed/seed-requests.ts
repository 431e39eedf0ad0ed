import type { Db } from '@comity/database'
import { emptyRecord } from '@comity/requests/contract'
import { sql } from 'kysely'
import { withoutIndexes } from './rebuilt-indexes.ts'
import { seedClocks } from './seed-clocks.ts'
import { seedTimeline } from './seed-timeline.ts'
import { storyOf } from './story.ts'
import type { SeedOffice } from './story.ts'

/** How much of an office's life to make up. */
export interface Seed {
  readonly office: SeedOffice
  /** Requests, half of them outgoing, with their timelines, clocks and matters. */
  readonly requests: number
  readonly now: Date
  /** Told after each batch how many there are, and before each longer piece of work what it is. */
  readonly progress?: (made: number, what: string) => void
}

/**
 * Fills a migrated database that has no requests yet with those of one authority, all invented and, but for the people and the day, the same on
 * every run: most closed, in six languages, with forty counterparts of which few have most. Constraints are checked at the end, when indexes are made.
 */
export async function seedRequests(db: Db, { office, requests, now, progress = () => {} }: Seed): Promise<void> {
  const ranges = Array.from({ length: Math.ceil(requests / BATCH_ROWS) }, (_, at) => ({
    from: at * BATCH_ROWS + 1,
    to: Math.min((at + 1) * BATCH_ROWS, requests),
  }))
  await withoutIndexes(db, 'requests', async () => {
    let made = 0
    const insertAll = async (): Promise<void> => {
      for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) {
        await insertBatch(db, office, { ...range, now })
        made += range.to - range.from + 1
        progress(made, 'requests')
      }
    }
    // Two at a time: one generates while the other writes.
    await Promise.all([insertAll(), insertAll()])
    progress(made, 'indexes')
  })
  await sql`
    insert into requests.series (authority, series, year, last)
    select ${office.authority}, series, extract(year from ${now}::timestamptz), ${requests} from unnest(array['request', 'matter']) as series
    on conflict (authority, series, year) do update set last = greatest(series.last, excluded.last)`.execute(db)
  progress(requests, 'statistics')
  await sql`vacuum (analyze) requests.request, requests.matter, requests.timeline, deadlines.clock`.execute(db)
}

const BATCH_ROWS = 20_000

interface Batch {
  readonly from: number
  readonly to: number
  readonly now: Date
}

async function insertBatch(db: Db, office: SeedOffice, batch: Batch): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set local synchronous_commit = off`.execute(tx)
    await sql`set local temp_buffers = '128MB'`.execute(tx).catch(() => {})
    await sql`create temporary table story on commit drop as ${storyOf(office, batch)}`.execute(tx)
    await insertMatters(tx)
    await insertRequests(tx, office)
    await seedTimeline(tx)
    await seedClocks(tx, batch.now)
  })
}

async function insertMatters(tx: Db): Promise<void> {
  await sql`
    insert into requests.matter (id, own_authority, reference, title, facts, persons, property, offences, revision, created_at,
      changed_at, unit, named, access)
    select matter_id, own, reference, subject, facts, ${persons}, '[]', '[]', 0, created_at, changed_at, unit, named, array[desk, 'all:' || own] || array(select 'person:' || p from unnest(named) as p)
    from story, lateral (select overlay(own_reference placing '-M-' from 3 for 1) as reference) as numbered
    where n = k and has_matter`.execute(tx)
}

const persons = sql`jsonb_build_array(jsonb_build_object('kind', 'natural', 'position', 'suspect', 'name', person))`

async function insertRequests(tx: Db, { head }: SeedOffice): Promise<void> {
  await sql`
    insert into requests.request (id, direction, form, matter_id, thread, state, returns_to, own_authority, counterpart, counterpart_name, counterpart_state,
      channel, own_reference, counterpart_reference, subject, urgency, content, outcomes, record, decided, attachments, prepared, answer_by, unopened,
      contributors, drafted_by, approved_by, assignee, unit, named, executing_authority, due_on, due_for, dated_on, revision, access, created_at, changed_at)
    select id, direction, 'mutual-legal-assistance', matter_id, thread, state,
      case when state in ('clarification-asked', 'in-consultation') then 'acknowledged' when state = 'closed' then case direction when 'outgoing' then 'assessed' else 'result-sent' end end,
      own, case when not by_hand then counterpart end, counterpart_name, case when by_hand then upper(left(counterpart, 2)) end,
      case when by_hand then (array['post', 'post', 'diplomatic', 'e-mail'])[1 + n % 4] else 'network' end, own_reference, counterpart_reference,
      subject, case when urgent then 'urgent' else 'routine' end, ${content}, ${outcomes}, ${record}, decided, '[]', '[]',
      case when state = 'clarification-asked' then due_on end, '{}', case when direction = 'outgoing' and officer is not null then array[officer::text] else '{}' end,
      case when direction = 'outgoing' then officer::text end, case when direction = 'outgoing' and state not in ('draft', 'in-review') then ${head}::text end,
      assignee::text, unit, named, court, due_on, due_for, case when by_hand then created_at::date end, 0, access, created_at, changed_at
    from story`.execute(tx)
}

const content = sql`jsonb_build_object('subject', subject, 'legalBasis', jsonb_build_array('UNCAC art. 46'), 'requestingAuthority', 'Central Authority',
  'facts', facts, 'language', language, 'urgency', case when urgent then 'urgent' else 'routine' end, 'confidentiality', 'ordinary', 'purpose', purpose,
  'offences', jsonb_build_array(jsonb_build_object('title', 'Bribery of a national public official', 'provision', 'Penal Code, s. 214', 'uncacArticle', '15')),
  'property', '[]'::jsonb, 'acceptedGaps', '[]'::jsonb,
  'proceeding', jsonb_build_object('subjectMatter', subject, 'nature', 'investigation', 'authorityName', 'Office of the Public Prosecutor', 'authorityFunctions', 'Investigates corruption'),
  'persons', ${persons}, 'measures', jsonb_build_array(jsonb_build_object('id', measure_id, 'kind', measure_kind, 'description', measure)))`

const outcomes = sql`case when state in ('result-received', 'result-sent', 'assessed', 'closed') and decided <> 'refused' then jsonb_build_array(
  jsonb_build_object('measureId', measure_id, 'outcome', case decided when 'granted' then 'full' else 'partial' end, 'because', null, 'remarks', null)) else '[]' end`

const record = sql`case when decided is null then ${JSON.stringify(emptyRecord)}::jsonb else ${JSON.stringify(emptyRecord)}::jsonb || jsonb_build_object('decisions',
  jsonb_build_array(jsonb_build_object('at', to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'decision', decided, 'grounds', '[]'::jsonb,
    'reasons', null, 'conditions', '[]'::jsonb, 'measures', '[]'::jsonb, 'reviewOn', null, 'remedy', null, 'withoutConsultation', null))) end`
