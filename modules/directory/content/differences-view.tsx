import type { Lang } from '@comity/i18n'
import { Bdi, Code, DataTable } from '@comity/ui'
import type { Difference } from '../contract.ts'
import { contentText } from './texts.ts'

/** What was said before and what is said after, place by place; that it only confirms where nothing differs. */
export function DifferencesView({ lang, all }: { readonly lang: Lang; readonly all: readonly Difference[] }) {
  const t = contentText(lang)
  if (all.length === 0) return <p>{t('nothing-changes')}</p>
  return (
    <DataTable
      lang={lang}
      caption={t('changes')}
      columns={[
        { key: 'place', header: t('place'), cell: (row) => <Code>{row.path}</Code> },
        { key: 'before', header: t('before'), cell: (row) => <Bdi>{row.before === '' ? '–' : row.before}</Bdi> },
        { key: 'after', header: t('after'), cell: (row) => <Bdi>{row.after === '' ? '–' : row.after}</Bdi> },
      ]}
      rows={all}
      rowKey={(row) => row.path}
    />
  )
}
