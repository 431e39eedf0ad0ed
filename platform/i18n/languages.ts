/** The six languages of the United Nations, in the order of the switch: own name, direction, and the tag given to Intl. */
export const languages = [
  { code: 'ar', name: 'العربية', dir: 'rtl', locale: 'ar-u-ca-gregory-nu-latn' },
  { code: 'zh', name: '中文', dir: 'ltr', locale: 'zh-Hans' },
  { code: 'en', name: 'English', dir: 'ltr', locale: 'en-GB' },
  { code: 'fr', name: 'Français', dir: 'ltr', locale: 'fr' },
  { code: 'ru', name: 'Русский', dir: 'ltr', locale: 'ru' },
  { code: 'es', name: 'Español', dir: 'ltr', locale: 'es' },
] as const

/** Code of a language of the user interface (BCP 47 primary subtag). */
export type Lang = (typeof languages)[number]['code']

/** Direction of writing, as the `dir` attribute takes it. */
export type Direction = 'ltr' | 'rtl'

/** True for exactly the six codes; `en-GB` or `EN` are not codes. */
export function isLang(text: unknown): text is Lang {
  return languages.some((language) => language.code === text)
}

/** Direction in which the language is written. */
export function directionOf(lang: Lang): Direction {
  return lang === 'ar' ? 'rtl' : 'ltr'
}

/** The tag given to Intl: dates of the Gregorian calendar, Latin digits in Arabic too, since case numbers carry them. */
export function localeOf(lang: Lang): string {
  return languages.find((language) => language.code === lang)?.locale ?? lang
}

/** What a request says about the wished language; each part as received, unchecked. */
export interface LanguageWish {
  readonly query?: string | undefined
  readonly cookie?: string | undefined
  /** The Accept-Language header (RFC 9110 §12.5.4). */
  readonly acceptLanguage?: string | undefined
}

/** The language to answer in: the query's, else the cookie's, else the best of Accept-Language, else English. */
export function negotiateLanguage(wish: LanguageWish): Lang {
  if (isLang(wish.query)) return wish.query
  if (isLang(wish.cookie)) return wish.cookie
  return bestAccepted(wish.acceptLanguage ?? '') ?? 'en'
}

// A header of megabytes must not cost time: browsers send well under this.
const maxHeaderLength = 500

function bestAccepted(header: string): Lang | undefined {
  let best: { lang: Lang; weight: number } | undefined
  for (const range of header.slice(0, maxHeaderLength).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
    const lang = tag.split('-')[0]
    const weight = weightOf(parameters)
    if (isLang(lang) && weight > (best?.weight ?? 0)) best = { lang, weight }
  }
  return best?.lang
}

function weightOf(parameters: readonly string[]): number {
  const given = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
  if (given === undefined) return 1
  const weight = Number(given.slice(2))
  return weight >= 0 && weight <= 1 ? weight : 0
}
