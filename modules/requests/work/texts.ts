import { catalogue, type Lang } from '@comity/i18n'
import { WORK_COUNTED_TO } from '../contract.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** Texts of the working pages, by language. */
export const workTexts = { ar, en, es, fr, ru, zh }

/** Gives the texts of the working pages in one language. */
export const sayOfWork = catalogue(workTexts)

/** What leads to the whole of a pile of which the first are shown, with how many there are. */
export function sayAll(lang: Lang, count: number): string {
  const t = sayOfWork(lang)
  return count > WORK_COUNTED_TO ? t('pile.allMore', { count: WORK_COUNTED_TO }) : t('pile.all', { count })
}
