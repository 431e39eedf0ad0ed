import type { Lang } from '@comity/i18n'
import { Button, ButtonRow } from '@comity/ui'
import type { EntryDetail } from '../contract.ts'
import { contentText } from './texts.ts'

/** Ways on from an entry: to keep it, to see how it came about, to say what is wrong, to take it along. */
export function EntryDoors({ lang, detail }: { readonly lang: Lang; readonly detail: EntryDetail }) {
  const t = contentText(lang)
  const { id, state, contactPoints } = detail.entry
  const doors = [
    ...(detail.mayKeep ? [{ href: `/directory/${id}/edit`, text: t('edit') }] : []),
    { href: `/directory/${id}/history`, text: t('history') },
    { href: `/directory/${id}/card.vcf`, text: 'vCard' },
    ...(detail.mayKeep ? [] : [{ href: `/directory/${id}/correct`, text: t('correct') }]),
    ...(contactPoints.length === 0
      ? []
      : [{ href: `/directory/${id}/contact-points.csv`, text: `${t('contact-points')} (CSV)` }]),
    { href: `/directory/states/${state}`, text: t('state-page') },
  ]
  return (
    <ButtonRow>
      {doors.map(({ href, text }) => (
        <Button key={href} href={href} kind="secondary">
          {text}
        </Button>
      ))}
    </ButtonRow>
  )
}
