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

interface Props {
  readonly lang: Lang
  readonly page: z.output<typeof AuditPage>
  readonly search: z.output<typeof AuditSearch>
  readonly acts: readonly string[]
  readonly verdict: AuditVerdict | null
  readonly reading: Pick<TrailReading, 'actName' | 'kindName'>
  /** Whether the reader was appointed for a part of the office only. */
  readonly isPart: boolean
}

export function AuditTrailPage({ lang, page, search, acts, verdict, reading, isPart }: Props) {
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
          { key: 'details', header: t('details'), cell: (row) => <Details details={row.details} /> },
        ]}
        {...(page.next === null ? {} : { paging: { nextHref: `/audit?${older}` } })}
        empty={<EmptyState title={t('empty')} />}
      />
    </>
  )
}

function Details({ details }: { readonly details: AuditEntry['details'] }) {
  return (
    <>
      {Object.entries(details)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => (
          <div key={key}>
            <Code>{key}</Code>: <Bdi>{String(value)}</Bdi>
          </div>
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
