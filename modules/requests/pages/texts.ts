import { exchangeErrorTexts } from '@comity/exchange/server'
import { catalogue, type Lang, type Translate } from '@comity/i18n'
import ar from '../messages/ar.json' with { type: 'json' }
import en from '../messages/en.json' with { type: 'json' }
import es from '../messages/es.json' with { type: 'json' }
import fr from '../messages/fr.json' with { type: 'json' }
import ru from '../messages/ru.json' with { type: 'json' }
import zh from '../messages/zh.json' with { type: 'json' }
import { draftingTexts } from '../drafting/texts.ts'
import { requestsErrorTexts } from '../error-texts.ts'

/** Names a text of this module. */
export type Key = keyof typeof en | keyof typeof draftingTexts.en

/** Gives the module's texts in one language. */
export type Say = Translate<Key>

const texts = catalogue({
  en: { ...en, ...draftingTexts.en },
  ar: { ...ar, ...draftingTexts.ar },
  zh: { ...zh, ...draftingTexts.zh },
  fr: { ...fr, ...draftingTexts.fr },
  ru: { ...ru, ...draftingTexts.ru },
  es: { ...es, ...draftingTexts.es },
})

export function sayIn(lang: Lang): Say {
  return texts(lang)
}

const errorTexts = catalogue(requestsErrorTexts)

/** What a refusal of this module means and what to do; the bare code for one that another module explains. */
export function refusalText(lang: Lang, code: string): string {
  return isRefusal(code) ? errorTexts(lang)(code) : code
}

const exchangeTexts = catalogue(exchangeErrorTexts)

/** Why what was sent did not arrive, and what to do: `code` is that of the receipt, or `expired` where nobody took it in time. */
export function problemText(lang: Lang, code: string): string {
  if (code === 'expired') return texts(lang)('request.problem.expired')
  if (isOfExchange(code)) return exchangeTexts(lang)(code)
  return isRefusal(code) ? errorTexts(lang)(code) : texts(lang)('request.problem.refused', { code })
}

function isOfExchange(code: string): code is keyof typeof exchangeErrorTexts.en {
  return Object.hasOwn(exchangeErrorTexts.en, code)
}

function isRefusal(code: string): code is keyof typeof requestsErrorTexts.en {
  return Object.hasOwn(requestsErrorTexts.en, code)
}

export function isKey(text: string): text is Key {
  return Object.hasOwn(en, text) || Object.hasOwn(draftingTexts.en, text)
}

/** What a dossier of this module's kinds is called; the bare kind where another module's or a newer version's arrives. */
export function dossierKindName(lang: Lang, kind: string): string {
  return sayOr(sayIn(lang), `act.${kind}`, kind)
}

/** What an act on a request is called where it can be done; null where there is no such act. */
export function actName(lang: Lang, act: string): string | null {
  const key = `step.${act}`
  return isKey(key) ? sayIn(lang)(key) : null
}

/** What a state, direction, urgency or measure of requests is called; null where there is no such one. */
export function requestWord(lang: Lang, of: 'state' | 'direction' | 'urgency' | 'measure', code: string): string | null {
  const key = `${of}.${code}`
  return isKey(key) ? sayIn(lang)(key) : null
}

/** Where an article of law is cited: numbers alone are of UNCAC, other letters name their instrument. */
export function articleText(say: Say, source: string): string {
  if (source === 'design') return say('article.design')
  return say(/^\d/.test(source) ? 'article' : 'article.other', { article: source })
}

/** The text of a key that comes from data (an act, a state), or the bare word where a newer version of a peer sends an unknown one. */
export function sayOr(say: Say, key: string, otherwise: string): string {
  return isKey(key) ? say(key) : otherwise
}
