import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import {
  Button,
  ButtonRow,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  PageHeading,
  SummaryList,
} from '@comity/ui'
import { MAX_LIST_BYTES, type OwnRevocations } from '../contract.ts'
import { trustText } from './texts.ts'

export interface RevocationsPageProps {
  readonly lang: Lang
  readonly viewer: Viewer
  readonly revocations: OwnRevocations
  readonly problems: readonly { readonly path: string; readonly message: string }[]
}

/** `/directory/revocations`: what this authority took back, and how far the news has come. */
export function RevocationsPage({ lang, viewer, revocations, problems }: RevocationsPageProps) {
  const t = trustText(lang)
  const { thisUpdate, nextUpdate, revoked, told, waiting } = revocations
  const when = (at: string | null) => (at === null ? '–' : <DateTime lang={lang} at={at} />)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={t('revocations-title')} lead={t('revocations-lead')} />
      {thisUpdate !== null && (
        <SummaryList
          lang={lang}
          items={[
            { label: t('revoked-from'), value: when(thisUpdate) },
            { label: t('revoked-until'), value: when(nextUpdate) },
            { label: t('revoked-count'), value: String(revoked.length) },
            { label: t('state-of'), value: t('told', { told, waiting }) },
          ]}
        />
      )}
      <DataTable
        lang={lang}
        caption={t('revoked-list')}
        columns={[
          { key: 'serial', header: t('serial'), cell: (row) => <Code>{row.serial}</Code> },
          { key: 'since', header: t('since'), cell: (row) => <DateTime lang={lang} at={row.since} /> },
        ]}
        rows={revoked}
        rowKey={(row) => row.serial}
        empty={<EmptyState title={t('no-list')} />}
      />
      <Form lang={lang} action="/directory/revocations" csrf={viewer.csrf} encoding="multipart">
        <FileField
          lang={lang}
          name="list"
          label={t('revoke-file')}
          hint={t('revoke-hint')}
          error={problems.find(({ path }) => path === 'list')?.message}
          accept=".pem,.crl,application/pkix-crl"
          maxBytes={MAX_LIST_BYTES}
        />
        <ButtonRow>
          <Button kind="danger">{t('revoke-do')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
