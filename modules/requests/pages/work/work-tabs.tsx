import type { Lang } from '@comity/i18n'
import { Tabs } from '@comity/ui'
import { sayOfWork } from '../../work/texts.ts'

/** From one's own work to the office's and back. */
export function WorkTabs({ lang, current }: { readonly lang: Lang; readonly current: '/' | '/desk' }) {
  const t = sayOfWork(lang)
  const items = [
    { href: '/', label: t('title.work'), current: current === '/' },
    { href: '/desk', label: t('work.office'), current: current === '/desk' },
  ]
  return <Tabs lang={lang} label={t('work.tabs')} items={items} />
}
