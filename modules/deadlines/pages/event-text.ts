import type { Lang } from '@comity/i18n'
import { dossierKindName } from '@comity/requests/pages'
import { isKey, sayIn } from '../texts.ts'

/** What a rule listens to, in words: `decision/granted` as “Decision: granted”. */
export function eventText(lang: Lang, name: string): string {
  const say = sayIn(lang)
  if (name === '*') return say('event.any')
  const [kind = '', variant] = name.split('/')
  const key = `event.${kind}`
  const named = isKey(key) ? say(key) : dossierKindName(lang, kind)
  if (variant === undefined) return named
  const more = `event.${variant}`
  return `${named}: ${isKey(more) ? say(more) : variant}`
}
