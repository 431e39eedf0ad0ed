import ar from '../messages/ar.json' with { type: 'json' }
import en from '../messages/en.json' with { type: 'json' }
import es from '../messages/es.json' with { type: 'json' }
import fr from '../messages/fr.json' with { type: 'json' }
import ru from '../messages/ru.json' with { type: 'json' }
import zh from '../messages/zh.json' with { type: 'json' }
import draftingAr from '../drafting/messages/ar.json' with { type: 'json' }
import draftingEn from '../drafting/messages/en.json' with { type: 'json' }
import draftingEs from '../drafting/messages/es.json' with { type: 'json' }
import draftingFr from '../drafting/messages/fr.json' with { type: 'json' }
import draftingRu from '../drafting/messages/ru.json' with { type: 'json' }
import draftingZh from '../drafting/messages/zh.json' with { type: 'json' }
import closedAr from './closed/ar.json' with { type: 'json' }
import closedEn from './closed/en.json' with { type: 'json' }
import closedEs from './closed/es.json' with { type: 'json' }
import closedFr from './closed/fr.json' with { type: 'json' }
import closedRu from './closed/ru.json' with { type: 'json' }
import closedZh from './closed/zh.json' with { type: 'json' }
import type { LabelLanguage } from './label-words.ts'

/** Words of closed sets that no page asks for. */
export const closedTexts = { ar: closedAr, en: closedEn, es: closedEs, fr: closedFr, ru: closedRu, zh: closedZh }

const texts: Readonly<Record<LabelLanguage, Readonly<Record<string, string>>>> = {
  ar: { ...ar, ...draftingAr, ...closedAr },
  en: { ...en, ...draftingEn, ...closedEn },
  es: { ...es, ...draftingEs, ...closedEs },
  fr: { ...fr, ...draftingFr, ...closedFr },
  ru: { ...ru, ...draftingRu, ...closedRu },
  zh: { ...zh, ...draftingZh, ...closedZh },
}

/** Where the words of a closed set stand, by the name of its field; the first that knows the value says it. */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  kind: ['measure', 'personKind', 'propertyKind', 'condition', 'undertaking', 'cost', 'valuation'],
  route: ['route'],
  judgment: ['judgment'],
  position: ['position'],
  nature: ['nature'],
  urgency: ['urgency'],
  confidentiality: ['confidentiality'],
  outcome: ['outcome', 'talk'],
  because: ['because'],
  basis: ['basis'],
  returnBasis: ['basis'],
  decision: ['decision', 'measureDecision'],
  usefulness: ['usefulness'],
  language: ['language'],
  operativeLanguage: ['language'],
  form: ['form'],
  step: ['assetStep'],
  ground: ['ground'],
  grounds: ['ground'],
  about: ['talk'],
  askedIn: ['askedIn'],
  proceedings: ['proceedings'],
  letter: ['act'],
  act: ['act'],
}

/** The word for a value of this field, where the field has a closed set and the value is one of it; else null. */
export function closedWord(name: string, value: unknown, language: LabelLanguage): string | null {
  const key = (wordsOf[name] ?? []).map((set) => `${set}.${String(value)}`).find((one) => Object.hasOwn(texts.en, one))
  return key === undefined ? null : (texts[language][key] ?? null)
}
