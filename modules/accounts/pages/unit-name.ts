import { localeOf } from '@comity/i18n'
import type { Lang } from '@comity/i18n'
import type { Unit } from '../contract.ts'

/** The unit's name in a language; its own name where there is none. */
export function unitName(lang: Lang, { name, names }: Pick<Unit, 'name' | 'names'>): string {
  return names[lang] ?? name
}

/** Units by id as words, joined as the language joins them; empty for none. */
export function unitsText(lang: Lang, ids: readonly string[], units: readonly Unit[]): string {
  const named = units.filter(({ id }) => ids.includes(id)).map((unit) => unitName(lang, unit))
  return new Intl.ListFormat(localeOf(lang), { type: 'unit' }).format(named)
}
