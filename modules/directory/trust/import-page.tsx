import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { Button, ButtonRow, ErrorSummary, FileField, Form, PageHeading } from '@comity/ui'
import { directoryLimits, type DirectoryStatus } from '../contract.ts'
import { StatusPanel } from '../pages/status-panel.tsx'
import { trustText } from './texts.ts'

export interface ImportPageProps {
  readonly lang: Lang
  readonly viewer: Viewer
  readonly status: DirectoryStatus
  readonly problems: readonly { readonly path: string; readonly message: string }[]
}

/** `/directory/import`: a directory that came by pouch. */
export function ImportPage({ lang, viewer, status, problems }: ImportPageProps) {
  const t = trustText(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={t('import-title')} lead={t('import-lead')} />
      <Form lang={lang} action="/directory/import" csrf={viewer.csrf} encoding="multipart">
        <FileField
          lang={lang}
          name="pouch"
          label={t('import-file')}
          hint={t('import-hint')}
          error={problems.find(({ path }) => path === 'pouch')?.message}
          accept=".json,application/json"
          maxBytes={directoryLimits.pouchBytes}
        />
        <ButtonRow>
          <Button>{t('import-do')}</Button>
        </ButtonRow>
      </Form>
      <StatusPanel lang={lang} status={status} />
    </>
  )
}
