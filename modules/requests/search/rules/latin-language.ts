import { folded } from './fold.ts'

/** Languages in Latin letters whose words are brought to stems. */
export type Latin = 'en' | 'fr' | 'es'

/** The small words that no sentence does without; none stands in two lists. */
const smallWords: Readonly<Record<Latin, ReadonlySet<string>>> = {
  en: new Set(
    'the of and to in that is was for it with his her by from were are been which this at not have has an be'.split(' '),
  ),
  fr: new Set(
    'le les et des du est une dans qui par sur pour au aux avec ont ete sont ce cette pas il elle sa ses l d'.split(' '),
  ),
  es: new Set('el los y del las una que por con para su sus al como fue ha han no lo es esta este son se mas o'.split(' ')),
}

/** Words that are looked at: a page tells. */
const LOOKED_AT = 400

/** In which language a text in Latin letters is: the one whose small words it has most of; `hint` where it has none or few. */
export function latinLanguage(text: string, hint: string = 'en'): Latin {
  const words = folded(text.slice(0, LOOKED_AT * 8)).match(/[a-z]+/g) ?? []
  const counts = languages.map((language) => ({
    language,
    count: words.slice(0, LOOKED_AT).filter((word) => smallWords[language].has(word)).length,
  }))
  const [first, second] = counts.toSorted((a, b) => b.count - a.count)
  if (first !== undefined && second !== undefined && first.count > second.count && first.count >= 2) return first.language
  return languages.find((language) => language === hint) ?? 'en'
}

const languages: readonly Latin[] = ['en', 'fr', 'es']
