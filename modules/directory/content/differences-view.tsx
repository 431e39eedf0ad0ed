import type { Lang } from '@comity/i18n'
import { Bdi, Code, DataTable, Details } from '@comity/ui'
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

/** The same within a cell of another table, folded. */
export function DifferencesList({ lang, all }: { readonly lang: Lang; readonly all: readonly Difference[] }) {
  const t = contentText(lang)
  if (all.length === 0) return <p>{t('nothing-changes')}</p>
  return (
    <Details summary={`${t('changes')} (${all.length})`} open={all.length < 20}>
      <dl class="difference">
        {all.map(({ path, before, after }) => (
          <div key={path}>
            <dt>
              <Code>{path}</Code>
            </dt>
            <dd>
              {before !== '' && (
                <del>
                  <Bdi>{before}</Bdi>
                </del>
              )}{' '}
              <Bdi>{after}</Bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Details>
  )
}
