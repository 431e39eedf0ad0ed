import type { Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  FilterBar,
  Hash,
  NoticeBanner,
  PageHeading,
  SelectField,
  TextField,
} from '@comity/ui'
import type { z } from 'zod'
import type { AuditEntry, AuditPage, AuditSearch, TrailReading } from '../contract.ts'
import { auditText } from '../messages.ts'
import type { AuditVerdict } from '../operations/verify-audit.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The identifiers that a fact consists of; none where it says something else. */
export function identifiersIn(said: string): readonly string[] {
  const parts = said.split(' ')
  return parts.every((part) => uuid.test(part)) ? parts : []
}

interface Props {
  readonly lang: Lang
  readonly page: z.output<typeof AuditPage>
  readonly search: z.output<typeof AuditSearch>
  readonly acts: readonly string[]
  readonly verdict: AuditVerdict | null
  readonly reading: Pick<TrailReading, 'actName' | 'kindName' | 'inWords'>
  /** Names of people and units by their identifiers. */
  readonly names: ReadonlyMap<string, string>
  /** Whether the reader was appointed for a part of the office only. */
  readonly isPart: boolean
}

export function AuditTrailPage({ lang, page, search, acts, verdict, reading, names, isPart }: Props) {
  const t = auditText(lang)
  const named = acts
    .map((act) => ({ value: act, label: reading.actName(lang, act) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, lang))
  const older = new URLSearchParams({
    ...(search.act ? { act: search.act } : {}),
    ...(search.subject ? { subject: search.subject } : {}),
    ...(page.next === null ? {} : { before: `${page.next}` }),
  })
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t(isPart ? 'lead.part' : 'lead')}
        actions={
          <Button href="/audit?verify=1" kind="secondary">
            {t('verify')}
          </Button>
        }
      />
      {verdict !== null && <Verdict lang={lang} verdict={verdict} />}
      <FilterBar lang={lang} action="/audit" clearHref={search.act || search.subject ? '/audit' : undefined}>
        <SelectField
          lang={lang}
          name="act"
          label={t('filter.act')}
          value={search.act ?? ''}
          options={[{ value: '', label: t('filter.all') }, ...named]}
        />
        <TextField lang={lang} name="subject" label={t('filter.subject')} value={search.subject ?? ''} />
      </FilterBar>
      <DataTable<AuditEntry>
        lang={lang}
        caption={t('caption')}
        hideCaption
        rows={page.entries}
        rowKey={(row) => `${row.sequence}`}
        columns={[
          { key: 'sequence', header: t('number'), cell: (row) => <Code>{row.sequence}</Code>, align: 'end' },
          { key: 'at', header: t('at'), cell: (row) => <DateTime lang={lang} at={row.at} /> },
          { key: 'who', header: t('who'), cell: (row) => <Bdi>{row.actorName}</Bdi> },
          { key: 'act', header: t('act'), cell: (row) => reading.actName(lang, row.act), names: true },
          {
            key: 'subject',
            header: t('subject'),
            cell: (row) => (
              <>
                {reading.kindName(lang, row.subjectKind)} <Hash value={row.subjectId} lang={lang} />
              </>
            ),
          },
          {
            key: 'details',
            header: t('details'),
            cell: (row) => <Details lang={lang} entry={row} reading={reading} names={names} />,
          },
        ]}
        {...(page.next === null ? {} : { paging: { nextHref: `/audit?${older}` } })}
        empty={<EmptyState title={t('empty')} />}
      />
    </>
  )
}

function Details({ lang, entry, reading, names }: Pick<Props, 'lang' | 'reading' | 'names'> & { readonly entry: AuditEntry }) {
  return (
    <>
      {Object.entries(entry.details).map(([key, value]) => {
        // What was left open says nothing.
        if (value === null || value === '') return null
        const { label, value: said } = reading.inWords(lang, entry, [key, value])
        return (
          <div key={key}>
            {label}: <Fact lang={lang} said={said} names={names} />
          </div>
        )
      })}
    </>
  )
}

/** Identifiers of people and units as their names, other identifiers and fingerprints shortened. */
function Fact({ lang, said, names }: { readonly lang: Lang; readonly said: string; readonly names: Props['names'] }) {
  const ids = identifiersIn(said)
  if (ids.length === 0) return /^[0-9a-f]{64}$/.test(said) ? <Hash value={said} lang={lang} /> : <Bdi>{said}</Bdi>
  return (
    <>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && ' · '}
          {names.has(id) ? <Bdi>{names.get(id)}</Bdi> : <Hash value={id} lang={lang} />}
        </span>
      ))}
    </>
  )
}

function Verdict({ lang, verdict }: { readonly lang: Lang; readonly verdict: AuditVerdict }) {
  const t = auditText(lang)
  const text = verdict.sound
    ? t('verdict.sound', { linked: verdict.linked })
    : t('verdict.unsound', { sequence: verdict.fault?.sequence ?? 0 })
  return (
    <NoticeBanner lang={lang} tone={verdict.sound ? 'success' : 'danger'} title={text}>
      {t('verdict.head')}: <Hash value={verdict.head} lang={lang} />
    </NoticeBanner>
  )
}
