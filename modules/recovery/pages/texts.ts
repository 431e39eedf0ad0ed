import { catalogue, type Lang, type Translate } from '@comity/i18n'
import ar from '../messages/ar.json' with { type: 'json' }
import en from '../messages/en.json' with { type: 'json' }
import es from '../messages/es.json' with { type: 'json' }
import fr from '../messages/fr.json' with { type: 'json' }
import ru from '../messages/ru.json' with { type: 'json' }
import zh from '../messages/zh.json' with { type: 'json' }

/** Names a text of this module. */
export type Key = keyof typeof en

/** Gives the module's texts in one language. */
export type Say = Translate<Key>

const texts = catalogue({ en, ar, zh, fr, ru, es })

export function sayIn(lang: Lang): Say {
  return texts(lang)
}

export function isKey(text: string): text is Key {
  return Object.hasOwn(en, text)
}

/** The text of a key that comes from data, or the bare word where there is none. */
export function sayOr(say: Say, key: string, otherwise: string): string {
  return isKey(key) ? say(key) : otherwise
}

/** What an act on an asset is called; null where there is no such act. */
export function assetActName(lang: Lang, act: string): string | null {
  const key = `act.${act}`
  return isKey(key) ? sayIn(lang)(key) : null
}

/** What a column of the ledger is called; null where there is no such one. */
export function assetColumnName(lang: Lang, column: string): string | null {
  const key = `column.${column}`
  return isKey(key) ? sayIn(lang)(key) : null
}

/** Where an article of law is cited: numbers alone are of UNCAC, other letters name their instrument. */
export function articleText(say: Say, source: string): string {
  return say(/^\d/.test(source) ? 'article' : 'article.other', { article: source })
}

/** What is wrong with one field, in words. */
export function problemText(say: Say, message: string): string {
  return sayOr(say, `problem.${message}`, say('problem.invalid'))
}
