import { catalogue, type Lang } from '@comity/i18n'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

export const texts = { ar, en, es, fr, ru, zh }
export const noticesText = catalogue(texts)

/** What a kind of notice is called; null where there is no such kind. */
export function noticeKindName(lang: Lang, kind: string): string | null {
  const key = `kind.${kind}`
  return isKey(key) ? noticesText(lang)(key) : null
}

/** When a notice also goes out by e-mail, in words; null where there is no such time. */
export function mailTimeName(lang: Lang, time: string): string | null {
  const key = `time.${time}`
  return isKey(key) ? noticesText(lang)(key) : null
}

function isKey(name: string): name is keyof typeof en {
  return Object.hasOwn(en, name)
}
