import { IntlMessageFormat } from 'intl-messageformat'
import { type Lang, localeOf } from './languages.ts'

/** Values filled into a text. User data goes through `isolate` first. */
export type TextValues = Readonly<Record<string, string | number | Date>>

/** Gives the text of a key in one language. */
export type Translate<K extends string> = (key: K, values?: TextValues) => string

/** The texts of one module: English names the keys, and each other language must have all of them, or tsc fails. */
export type Texts<K extends string> = Readonly<Record<Lang, Readonly<Record<K, string>>>>

/**
 * Binds the six `messages/<lang>.json` files of a module: `const text = catalogue({ en, ar, zh, fr, ru, es })`,
 * then `text('fr')('saved-at', { time })`. Texts are ICU MessageFormat (plurals, selects, dates), without markup.
 */
export function catalogue<const En extends Readonly<Record<string, string>>>(
  texts: { readonly en: En } & Readonly<Record<Exclude<Lang, 'en'>, Readonly<Record<keyof En & string, string>>>>,
): (lang: Lang) => Translate<keyof En & string> {
  // Parsing is the dear part, so each text is parsed once, on first use; the result never changes.
  const parsed = new Map<string, IntlMessageFormat>()
  return (lang) => (key, values) => {
    const id = `${lang} ${key}`
    const known = parsed.get(id)
    const format = known ?? new IntlMessageFormat(textOf(texts, lang, key), localeOf(lang), undefined, { ignoreTag: true })
    if (known === undefined) parsed.set(id, format)
    return String(format.format(values))
  }
}

function textOf<K extends string>(texts: Texts<K>, lang: Lang, key: K): string {
  return texts[lang][key]
}

/**
 * Faults of a set of texts that tsc cannot see, for a test of each module: keys without counterpart in English, empty
 * texts, texts that do not parse, and placeholders that differ from the English ones. Empty when all is well.
 */
export function catalogueFaults(texts: Readonly<Record<Lang, Readonly<Record<string, string>>>>): string[] {
  return Object.entries(texts).flatMap(([lang, own]) => {
    const keys = new Set([...Object.keys(texts.en), ...Object.keys(own)])
    return [...keys].flatMap((key) => faultOf(texts.en[key], own[key]).map((fault) => `${lang}.${key}: ${fault}`))
  })
}

function faultOf(english: string | undefined, own: string | undefined): string[] {
  if (english === undefined) return ['no such key in English']
  if (own === undefined || own.trim() === '') return ['missing']
  try {
    new IntlMessageFormat(own, 'en', undefined, { ignoreTag: true }).getAst()
  } catch (error) {
    return [`does not parse: ${String(error)}`]
  }
  const wanted = placeholders(english)
  const found = placeholders(own)
  return wanted === found ? [] : [`placeholders {${found}} instead of {${wanted}}`]
}

function placeholders(text: string): string {
  const names = [...text.matchAll(/\{\s*([A-Za-z]\w*)\s*[,}]/g)].map((match) => match[1] ?? '')
  return [...new Set(names)].sort().join(' ')
}
