import type { Passage } from '../../rules/translation.ts'
import type { Say } from '../texts.ts'
import { findingText } from './finding-text.ts'
import { itemKind } from './items.ts'
import { listSections } from './sections.ts'

/** What a passage is called: its field, of a list also which item. */
export function passageLabel(say: Say, { part, name, item }: Pick<Passage, 'part' | 'name' | 'item'>): string {
  const list = listSections.find((one) => one === part)
  if (list === undefined) return findingText(say, { path: `content.${part}.${name}` })
  const field = itemKind(list).fields.find((spec) => spec.name === name)
  return `${say(`section.${list}`)} ${(item ?? 0) + 1}: ${field === undefined ? name : say(field.label)}`
}
