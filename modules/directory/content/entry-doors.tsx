import type { Lang } from '@comity/i18n'
import type { EntryDetail } from '../contract.ts'
import { contentText } from './texts.ts'

/** Ways on from an entry: to keep it, to see how it came about, to say what is wrong, to take it along. */
export function EntryDoors({ lang, detail }: { readonly lang: Lang; readonly detail: EntryDetail }) {
  const t = contentText(lang)
  const { id, contactPoints } = detail.entry
  return (
    <ul class="inline-list">
      {detail.mayKeep && (
        <li>
          <a href={`/directory/${id}/edit`}>{t('edit')}</a>
        </li>
      )}
      <li>
        <a href={`/directory/${id}/history`}>{t('history')}</a>
      </li>
      {!detail.mayKeep && (
        <li>
          <a href={`/directory/${id}/correct`}>{t('correct')}</a>
        </li>
      )}
      {contactPoints.length > 0 && (
        <li>
          <a href={`/directory/${id}/contact-points.csv`}>{t('contact-points')} (CSV)</a>
        </li>
      )}
    </ul>
  )
}
