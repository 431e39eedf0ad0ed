import { formatDate } from '@comity/i18n'
import type { View } from '../view.ts'
import { isKey, type Say } from '../texts.ts'
import { findingText } from '../form/finding-text.ts'
import { itemKind } from '../form/items.ts'
import { formSections, listSections, sectionFields, sectionOfPath } from '../form/sections.ts'
import type { FieldSpec } from '../form/field-spec.ts'

/** What the changed field or list is called. */
export function changeLabel(say: Say, path: string): string {
  if (path === 'counterpart') return say('field.counterpart')
  if (path === 'acceptedGaps') return say('history.acceptedGaps')
  return findingText(say, { path: `content.${path}` })
}

/** A value of the history as a reader reads it: choices by their words, items of lists as labelled lines; nothing is an empty text. */
export function changeText(words: Words, path: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  const list = listSections.find((one) => one === path)
  if (typeof value === 'object') return linesOf(words, value, list === undefined ? [] : itemKind(list).fields).join('\n')
  const form = formSections.find((one) => one === sectionOfPath(`content.${path}`))
  const name = path.split('.').at(-1)
  const spec = form === undefined ? undefined : sectionFields(form).find((field) => field.name === name)
  return worded(words, spec, value)
}

type Words = Pick<View, 'say' | 'lang'>

function linesOf(words: Words, item: object, specs: readonly FieldSpec[], under = ''): string[] {
  return Object.entries(item).flatMap(([name, value]): string[] => {
    // Identities mean nothing to a reader.
    if (value === undefined || value === null || /^(?:id|measureId|sourceSha256)$/.test(name)) return []
    const spec = specs.find((one) => one.name === name)
    const label = `${under}${spec === undefined ? nameOf(words.say, name) : words.say(spec.label)}`
    if (typeof value === 'object') return linesOf(words, value, specs, `${label} › `)
    return [`${label}: ${worded(words, spec, value)}`]
  })
}

function nameOf(say: Say, name: string): string {
  const key = `field.${name}`
  return /^\d+$/.test(name) ? String(Number(name) + 1) : isKey(key) ? say(key) : name
}

function worded({ say, lang }: Words, spec: FieldSpec | undefined, value: unknown): string {
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  if (spec?.widget === 'date') return formatDate(lang, String(value))
  const option = spec?.options?.find((one) => one.value === value)
  return option?.label === undefined ? String(value) : say(option.label)
}
