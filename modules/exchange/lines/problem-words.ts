import type { Lang } from '@comity/i18n'
import { exchangeText } from '../messages.ts'
import { secondsAhead } from '../transport/clock-problem.ts'
import { lineText, lineTexts } from './texts.ts'

/** Why an attempt failed, in words; null where there are none for it. */
export function problemWords(lang: Lang, problem: string): string | null {
  const seconds = secondsAhead(problem)
  if (seconds !== null)
    return exchangeText(lang)(seconds > 0 ? 'problem.clock-ahead' : 'problem.clock-behind', {
      minutes: Math.round(Math.abs(seconds) / 60),
    })
  const t = lineText(lang)
  const key = `problem.${problem}`
  if (isWord(key)) return t(key)
  const status = /^http-(\d{3})$/.exec(problem)?.[1]
  if (status === undefined) return null
  return t(Number(status) >= 500 ? 'problem.http-failed' : 'problem.http-refused', { status })
}

function isWord(key: string): key is Exclude<keyof typeof lineTexts.en, 'problem.http-refused' | 'problem.http-failed'> {
  return Object.hasOwn(lineTexts.en, key)
}
