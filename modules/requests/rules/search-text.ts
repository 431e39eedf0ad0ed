import type { DraftContent } from '../contract.ts'

/** Letters kept for searching one row; bounds the size of the trigram index. */
const MAX_SEARCH_LENGTH = 8_000

/** What one looks for: references, subject, facts, names and property, in lower case, one space before each word. */
export function searchTextOf(
  references: readonly (string | null)[],
  content: Pick<DraftContent, 'subject' | 'facts' | 'persons' | 'property'>,
): string {
  const persons = (content.persons ?? []).flatMap((person) => [person.name, person.aliases, person.registrationNumber])
  const property = (content.property ?? []).flatMap((item) => [item.description, item.account])
  return lowerCased([...references, content.subject, ...persons, ...property, content.facts])
}

/**
 * A text as it is searched for: `%` and `_` are letters here, not wildcards. Found anywhere, but without three letters in a row only at the
 * beginning of a word: shorter ones have no trigram, and all rows would be read. Null where there is nothing to look for.
 */
export function searchPattern(text: string): string | null {
  const wanted = lowerCased([text]).trim()
  if (!/[\p{L}\p{N}]/u.test(wanted)) return null
  const escaped = wanted.replace(/[\\%_]/g, '\\$&')
  return /[\p{L}\p{N}]{3}/u.test(wanted) ? `%${escaped}%` : `% ${escaped}%`
}

function lowerCased(parts: readonly (string | null | undefined)[]): string {
  const text = parts
    .filter((part) => part !== undefined && part !== null && part !== '')
    .join(' ')
    .normalize('NFC')
    .toLowerCase()
    .slice(0, MAX_SEARCH_LENGTH)
  // Chinese has no spaces, and names of two letters: each is a word of its own.
  return ` ${text.replace(/\p{Script=Han}/gu, ' $& ')}`.replace(/\s+/g, ' ')
}
