/** Languages: which there are, and which one a request wants. */
export { directionOf, isLang, languages, localeOf, negotiateLanguage } from './languages.ts'
/** Types of languages. */
export type { Direction, Lang, LanguageWish } from './languages.ts'
/** Texts of a module in six languages. */
export { catalogue, catalogueFaults } from './catalogue.ts'
/** Types of texts. */
export type { Texts, TextValues, Translate } from './catalogue.ts'
/** Numbers, dates, sizes, money and names as the language writes them. */
export {
  dayIn,
  formatBytes,
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
  formatShortDate,
  isolate,
  sortNames,
  wallClock,
} from './formats.ts'
