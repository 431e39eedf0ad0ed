import type { Lang } from '@comity/i18n'
import { Button, ButtonRow } from '@comity/ui'
import { findingText } from '../texts.ts'

/** The ways into finding, for the first page of the directory. */
export function FindingDoors({ lang }: { readonly lang: Lang }) {
  const t = findingText(lang)
  return (
    <ButtonRow>
      <Button href="/directory/find">{t('find-title')}</Button>
      <Button kind="secondary" href="/directory/search">
        {t('search-title')}
      </Button>
      <Button kind="secondary" href="/directory/map">
        {t('map-title')}
      </Button>
      <Button kind="secondary" href="/directory/favourites">
        {t('favourites')}
      </Button>
    </ButtonRow>
  )
}
