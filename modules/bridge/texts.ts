import { catalogue, type Lang, type Translate } from '@comity/i18n'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

export const texts = { ar, en, es, fr, ru, zh }
/** Gives the module's texts in one language. */
export type Say = Translate<keyof typeof en>
export const bridgeText = catalogue(texts)

/** What a machine account may do, in words; null where there is no such act. */
export function machineActName(lang: Lang, act: string): string | null {
  const key = `act.${act}`
  return isKey(key) ? bridgeText(lang)(key) : null
}

/** What a webhook tells of, in words; null where there is no such kind. */
export function eventKindName(lang: Lang, kind: string): string | null {
  const key = `kind.${kind}`
  return isKey(key) ? bridgeText(lang)(key) : null
}

function isKey(name: string): name is keyof typeof en {
  return Object.hasOwn(en, name)
}
