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
        { key: 'place', header: t('place'), cell: (row) => <Told text={row.path} code /> },
        { key: 'before', header: t('before'), cell: (row) => <Told text={row.before} /> },
        { key: 'after', header: t('after'), cell: (row) => <Told text={row.after} /> },
      ]}
      rows={all}
      rowKey={(row) => row.path}
    />
  )
}

/** A text that breaks where it must: places and addresses are long words. */
function Told({ text, code }: { readonly text: string; readonly code?: true }) {
  const said = text === '' ? '–' : text
  return <span class="difference">{code === true ? <Code>{said}</Code> : <Bdi>{said}</Bdi>}</span>
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
