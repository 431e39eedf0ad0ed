import type { Lang } from '@comity/i18n'
import { Bdi, DataTable, Details } from '@comity/ui'
import type { Difference } from '../contract.ts'
import { placeInWords, valueInWords } from './difference-words.ts'
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
        { key: 'place', header: t('place'), cell: (row) => <Told text={placeInWords(lang, row.path)} /> },
        { key: 'before', header: t('before'), cell: (row) => <Told text={valueInWords(lang, row.path, row.before)} /> },
        { key: 'after', header: t('after'), cell: (row) => <Told text={valueInWords(lang, row.path, row.after)} /> },
      ]}
      rows={all}
      rowKey={(row) => row.path}
    />
  )
}

/** A text that breaks where it must: places and addresses are long words. */
function Told({ text }: { readonly text: string }) {
  return (
    <span class="difference">
      <Bdi>{text === '' ? '–' : text}</Bdi>
    </span>
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
              <Bdi>{placeInWords(lang, path)}</Bdi>
            </dt>
            <dd>
              {before !== '' && (
                <del>
                  <Bdi>{valueInWords(lang, path, before)}</Bdi>
                </del>
              )}{' '}
              <Bdi>{valueInWords(lang, path, after)}</Bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Details>
  )
}
