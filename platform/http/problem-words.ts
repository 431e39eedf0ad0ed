import type { Lang } from '@comity/i18n'
import { z } from 'zod'

const { ar, en, es, fr, ru, zhCN } = z.locales
const words = { ar: ar(), en: en(), es: es(), fr: fr(), ru: ru(), zh: zhCN() }

/** How a schema says its faults to a person who reads this language. */
export function saidIn(lang: Lang): z.core.ParseContext<z.core.$ZodIssue> {
  const { localeError } = words[lang]
  return localeError === undefined ? {} : { error: localeError }
}

/** Whether a fault is a word for programs, as `in-the-future`: a page says it in words of its own. */
export function isCode(message: string): boolean {
  return /^[a-z]+(?:-[a-z]+)*$/.test(message)
}
