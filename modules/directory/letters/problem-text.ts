import type { Lang } from '@comity/i18n'
import { contentText } from '../content/texts.ts'
import { letterText } from './texts.ts'

/** What is wrong with a field of a form that makes an entry, beside it. */
export function problemText(lang: Lang, path: string): string {
  if (path === 'letter') return letterText(lang)('not-pdf')
  if (path === 'letter.on') return letterText(lang)('day-missing')
  if (path === 'taken') return letterText(lang)('taken')
  if (path === 'id') return letterText(lang)('id-wrong')
  if (path === 'state') return letterText(lang)('no-state')
  return contentText(lang)('not-valid', { place: path })
}
