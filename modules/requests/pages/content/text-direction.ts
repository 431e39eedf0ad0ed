/** Languages (ISO 639-1) that are written from right to left. */
const rightToLeft: readonly string[] = ['ar', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']

/** In which direction a text of this language is read. */
export function directionOfLanguage(language: string): 'ltr' | 'rtl' {
  return rightToLeft.includes(language) ? 'rtl' : 'ltr'
}
