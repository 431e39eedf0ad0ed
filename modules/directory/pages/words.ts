import type { Lang } from '@comity/i18n'
import type { Names } from '../contract.ts'

/** The name in the reader's language, or in English. */
export function nameIn(lang: Lang, names: Names): string {
  return names[lang] ?? names.en
}

/** Names of languages in the reader's language, as a list: `English and French`. */
export function languageNames(lang: Lang, codes: readonly string[]): string {
  const display = new Intl.DisplayNames([lang], { type: 'language', fallback: 'code' })
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(codes.map((code) => display.of(code) ?? code))
}

/** A path with those parameters that have a value. */
export function hrefOf(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
