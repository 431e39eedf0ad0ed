import type { DraftContent } from '../contract.ts'

/** Letters kept for searching one row; bounds the size of the trigram index. */
const MAX_SEARCH_LENGTH = 8_000

/** What one looks for: references, subject, facts, names and property, in lower case. */
export function searchTextOf(references: readonly (string | null)[], content: Pick<DraftContent, 'subject' | 'facts' | 'persons' | 'property'>): string {
  const persons = (content.persons ?? []).flatMap((person) => [person.name, person.aliases, person.registrationNumber])
  const property = (content.property ?? []).flatMap((item) => [item.description, item.account])
  return lowerCased([...references, content.subject, ...persons, ...property, content.facts])
}

/** A text as it is searched for: `%` and `_` are letters here, not wildcards. */
export function searchPattern(text: string): string {
  return `%${lowerCased([text]).trim().replace(/[\\%_]/g, '\\$&')}%`
}

function lowerCased(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== null && part !== '').join('\n').normalize('NFC').toLowerCase().slice(0, MAX_SEARCH_LENGTH)
}
