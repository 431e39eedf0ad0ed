import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { Bdi, Button, ButtonRow, DataTable, DateTime, EmptyState, FileField, Form, PageHeading, TextArea } from '@comity/ui'
import { MAX_TABLE_CHARACTERS, type EntryVersion, type ImportReport, type Names } from '../contract.ts'
import { nameIn } from '../pages/words.ts'
import { statusColumns } from '../rules/status-table.ts'
import { DifferencesView } from './differences-view.tsx'
import { problemWords } from './problem-texts.ts'
import { contentText } from './texts.ts'

/** `/directory/:id/history`: what every version changed. */
export function HistoryPage({
  lang,
  names,
  versions,
}: {
  readonly lang: Lang
  readonly names: Names
  readonly versions: readonly EntryVersion[]
}) {
  const t = contentText(lang)
  return (
    <>
      <PageHeading title={nameIn(lang, names)} caption={t('history')} />
      {versions.length === 0 && <EmptyState title={t('no-history')} />}
      {versions.map((one) => (
        <section key={one.version} aria-labelledby={`v-${one.version}`}>
          <h2 id={`v-${one.version}`}>
            {t('version', { version: one.version })} · <DateTime lang={lang} at={one.publishedAt} />
          </h2>
          <DifferencesView lang={lang} all={one.differences} />
        </section>
      ))}
    </>
  )
}

interface FormProps {
  readonly lang: Lang
  readonly viewer: Viewer
}

/** `/directory/:id/correct`: a reader says what is wrong. */
export function CorrectPage({ lang, viewer, id, names }: FormProps & { readonly id: string; readonly names: Names }) {
  const t = contentText(lang)
  return (
    <>
      <PageHeading title={nameIn(lang, names)} caption={t('correct-title')} lead={t('correct-lead')} />
      <Form lang={lang} action={`/directory/${id}/correct`} csrf={viewer.csrf}>
        <TextArea lang={lang} name="text" label={t('correct-text')} rows={4} maxLength={2000} />
        <TextArea lang={lang} name="reason" label={t('correct-reason')} rows={3} maxLength={1000} />
        <ButtonRow>
          <Button>{t('send')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

/** `/directory/import-status`: a table of statuses, first dry, then for a second person to publish. */
export function ImportStatusPage({ lang, viewer, report }: FormProps & { readonly report: ImportReport | null }) {
  const t = contentText(lang)
  return (
    <>
      <PageHeading title={t('import')} lead={t('import-hint', { columns: statusColumns.join(', ') })} />
      {report !== null && <p role="status">{t('import-report', { rows: report.rows, changed: report.changed })}</p>}
      {report !== null && report.problems.length > 0 && (
        <DataTable
          lang={lang}
          caption={t('problem')}
          columns={[
            { key: 'line', header: t('line'), cell: (row) => String(row.line), align: 'end' },
            { key: 'column', header: t('column'), cell: (row) => <Bdi>{row.column}</Bdi> },
            { key: 'problem', header: t('problem'), cell: (row) => problemWords(lang, row.problem) },
          ]}
          rows={report.problems}
          rowKey={(row) => `${row.line} ${row.column} ${row.problem}`}
        />
      )}
      <Form lang={lang} action="/directory/import-status" csrf={viewer.csrf} encoding="multipart">
        <FileField lang={lang} name="table" label={t('import')} accept=".csv,text/csv" maxBytes={MAX_TABLE_CHARACTERS} />
        <ButtonRow>
          <Button name="how" value="dry">
            {t('dry-run')}
          </Button>
          <Button kind="secondary" name="how" value="propose">
            {t('import-do')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
