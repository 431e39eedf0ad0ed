import { sortNames, type Lang } from '@comity/i18n'
import type { measureKinds, offenceKinds } from '../../contract.ts'
import { nameIn } from '../../pages/words.ts'
import type { KnownState } from '../rules/known.ts'
import { meanings, type Need } from '../needs.ts'
import { findingText } from '../texts.ts'

function listed(lang: Lang, names: readonly string[]): string {
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(names)
}

/** Of what is needed, what a designation names. */
export function measureNames(
  lang: Lang,
  { need, of }: { readonly need: Need; readonly of: readonly (typeof measureKinds)[number][] },
): string {
  const t = findingText(lang)
  return listed(
    lang,
    of.filter((one) => meanings[need].measures.includes(one)).map((one) => t(`measure-${one}`)),
  )
}

/** Offences as a list. */
export function offenceNames(lang: Lang, of: readonly (typeof offenceKinds)[number][]): string {
  const t = findingText(lang)
  return listed(
    lang,
    of.map((one) => t(`offence-${one}`)),
  )
}

/** States to choose from, in the order of the reader's language. */
export function stateOptions(lang: Lang, states: readonly KnownState[]): { value: string; label: string }[] {
  const named = states.map(({ code, names }) => ({ value: code, label: nameIn(lang, names) }))
  return sortNames(lang, named, ({ label }) => label)
}
