import { catalogue } from '@comity/i18n'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** Texts of the legal record on the page of a request, by language. */
export const recordTexts = { ar, en, es, fr, ru, zh }

/** Gives them in one language. */
export const sayOfRecord = catalogue(recordTexts)

export type RecordKey = keyof typeof en

export function isRecordKey(key: string): key is RecordKey {
  return Object.hasOwn(en, key)
}
