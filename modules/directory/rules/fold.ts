/**
 * Text as it is searched: compatibility forms, case, diacritics and Arabic letter variants folded, white space single.
 * Both what is stored and what is asked go through it.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mn}\u0640]/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ß/g, 'ss')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
}

/** The folded words of a question, each of which must occur; at most eight, so that a long paste stays cheap. */
export function searchWords(query: string): readonly string[] {
  return fold(query)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
}
