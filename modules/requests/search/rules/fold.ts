/** Letters that are no base letter with a mark, and what people type for them. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ё: 'е',
  // Arabic: one form for what is written in several, Persian letters included.
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
}
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu')

// Cyrillic й is no и with a mark; Chinese has none.
const marked = /[^\p{ASCII}\p{Script=Cyrillic}\p{Script=Han}]+/gu
const isAscii = /^\p{ASCII}*$/u

/** Zero-width letters, marks of direction, the Arabic stroke that only fills a line. */
const unseen = /[\p{Cf}\u0640]+/gu

/**
 * A text as it is compared: lower case, without accents and Arabic vowels, one form of each letter, western digits. Words keep their places;
 * lengths may change.
 */
export function folded(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(unseen, '')
    .replace(marked, (part) => part.normalize('NFKD').replace(/\p{M}+/gu, ''))
    .replace(special, (letter) => letters[letter] ?? letter)
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
}
