import { catalogue, type Lang, type Translate } from '@comity/i18n'
import type { DeadlineRule } from './contract.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** Names a text of this module. */
export type Key = keyof typeof en

/** Gives the module's texts in one language. */
export type Say = Translate<Key>

const texts = catalogue({ en, ar, zh, fr, ru, es })

export function sayIn(lang: Lang): Say {
  return texts(lang)
}

export function isKey(text: string): text is Key {
  return Object.hasOwn(en, text)
}

/** What a rule is called: an office's own by its title, the others in the reader's language. */
export function ruleTitle(lang: Lang, { id, title }: Pick<DeadlineRule, 'id' | 'title'>): string {
  const key = `rule.${id}`
  return title ?? (isKey(key) ? sayIn(lang)(key) : id)
}

/** What a rule that comes with Comity is called; null for any other. */
export function ruleName(lang: Lang, id: string): string | null {
  const key = `rule.${id}`
  return isKey(key) ? sayIn(lang)(key) : null
}

/** Where an article of law is cited: numbers alone are of UNCAC, other letters name their instrument. */
export function sourceText(say: Say, source: string): string {
  if (source === 'policy') return say('basis.policy')
  // Articles read from left to right in every script (UAX #9, isolates).
  const isolated = `\u2066${source}\u2069`
  return /^\d/.test(source) ? say('article', { article: isolated }) : isolated
}

/** What a deadline rests on, and whether that binds. */
export function basisText(say: Say, { source, basis }: Pick<DeadlineRule, 'source' | 'basis'>): string {
  const text = sourceText(say, source)
  const binding = say(`basis.${basis}`)
  return text === binding ? text : `${text} (${binding})`
}
