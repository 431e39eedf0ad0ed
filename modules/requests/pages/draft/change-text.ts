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
export function changeText(say: Say, path: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  const list = listSections.find((one) => one === path)
  if (typeof value === 'object') return linesOf(say, value, list === undefined ? [] : itemKind(list).fields).join('\n')
  const form = formSections.find((one) => one === sectionOfPath(`content.${path}`))
  const name = path.split('.').at(-1)
  const spec = form === undefined ? undefined : sectionFields(form).find((field) => field.name === name)
  return worded(say, spec, value)
}

function linesOf(say: Say, item: object, specs: readonly FieldSpec[], under = ''): string[] {
  return Object.entries(item).flatMap(([name, value]): string[] => {
    // Identities mean nothing to a reader.
    if (value === undefined || value === null || /^(?:id|measureId|sourceSha256)$/.test(name)) return []
    const spec = specs.find((one) => one.name === name)
    const label = `${under}${spec === undefined ? nameOf(say, name) : say(spec.label)}`
    if (typeof value === 'object') return linesOf(say, value, specs, `${label} › `)
    return [`${label}: ${worded(say, spec, value)}`]
  })
}

function nameOf(say: Say, name: string): string {
  const key = `field.${name}`
  return /^\d+$/.test(name) ? String(Number(name) + 1) : isKey(key) ? say(key) : name
}

function worded(say: Say, spec: FieldSpec | undefined, value: unknown): string {
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  const option = spec?.options?.find((one) => one.value === value)
  return option?.label === undefined ? String(value) : say(option.label)
}
