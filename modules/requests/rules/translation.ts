import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { DraftContent, TranslatedTexts, Translation } from '../contract.ts'

/** A text of a request that a translator puts into another language. */
export interface Passage {
  /** Where it stands in the content: `facts`, `measures.<id>.description`. */
  readonly path: string
  /** Its name in the contract. */
  readonly name: string
  /** The part of the request that it belongs to, and which item of a list. */
  readonly part: string
  readonly item: number | null
  readonly text: string
}

/** Translated texts by the path of their passage. */
export type Texts = Readonly<Record<string, string>>

const ofProceeding = ['subjectMatter', 'authorityFunctions'] as const
const ofOffence = ['title', 'lawText'] as const
const ofProperty = ['description', 'location', 'grounds'] as const
const ofMeasure = [
  'description',
  'procedureWished',
  'person',
  'questions',
  'place',
  'necessity',
  'accounts',
  'consent',
  'custody',
  'officials',
  'allowances',
  'homeLaw',
] as const
const ofConfiscation = ['grounds', 'extent', 'thirdParties', 'provisionalMeasures', 'noProsecution'] as const
const ofReturn = ['priorOwnership', 'damage', 'judgmentDetails', 'victims', 'disposal'] as const
const alone = ['subject', 'facts', 'purpose', 'urgencyReason', 'deadlineReason'] as const

/** Every text of the request that has words to translate, in the order of the request. Names, numbers and days are the same in every language. */
export function passagesOf(content: DraftContent): Passage[] {
  const { offences = [], property = [], measures = [], undertakings = [] } = content
  return [
    ...passages('basics', '', content, ['subject']),
    ...passages('proceeding', 'proceeding.', content.proceeding, ofProceeding),
    ...passages('facts', '', content, ['facts']),
    ...offences.flatMap((one, at) => passages('offences', `offences.${at}.`, one, ofOffence, at)),
    ...property.flatMap((one, at) => passages('property', `property.${at}.`, one, ofProperty, at)),
    ...measures.flatMap((one, at) => passages('measures', `measures.${one.id}.`, one, ofMeasure, at)),
    ...passages('confiscation', 'confiscation.', content.confiscation, ofConfiscation),
    ...passages('return', 'return.', content.return, ofReturn),
    ...undertakings.flatMap((one, at) => passages('undertakings', `undertakings.${at}.`, one, ['text'], at)),
    ...passages('purpose', '', content, ['purpose']),
    ...passages('urgency', '', content, ['urgencyReason', 'deadlineReason']),
  ]
}

function passages(
  part: string,
  prefix: string,
  from: object | undefined,
  names: readonly string[],
  item: number | null = null,
): Passage[] {
  return names.flatMap((name) => {
    const text: unknown = from === undefined ? undefined : Reflect.get(from, name)
    return typeof text === 'string' && text.trim() !== '' ? [{ path: `${prefix}${name}`, name, part, item, text }] : []
  })
}

/** The texts in the form in which they travel; still to be parsed by `TranslatedTexts`. What is blank was not translated. */
export function structured(content: DraftContent, texts: Texts): object {
  const { offences = [], property = [], measures = [], undertakings = [] } = content
  return filled({
    ...picked(texts, '', alone),
    ...picked(texts, 'proceeding.', ofProceeding),
    offences: list(offences.map((_, at) => picked(texts, `offences.${at}.`, ofOffence))),
    property: list(property.map((_, at) => picked(texts, `property.${at}.`, ofProperty))),
    measures: measures.flatMap(({ id }) => {
      const said = picked(texts, `measures.${id}.`, ofMeasure)
      return isEmpty(said) ? [] : [{ measureId: id, ...said }]
    }),
    confiscation: picked(texts, 'confiscation.', ofConfiscation),
    return: picked(texts, 'return.', ofReturn),
    undertakings: list(undertakings.map((_, at) => picked(texts, `undertakings.${at}.`, ['text']))),
  })
}

/** The texts of a translation by the path of their passage. */
export function flattened(texts: TranslatedTexts): Texts {
  const { offences = [], property = [], measures = [], undertakings = [] } = texts
  return Object.assign(
    {},
    under('', texts, alone),
    under('proceeding.', texts, ofProceeding),
    ...offences.map((one, at) => under(`offences.${at}.`, one, ofOffence)),
    ...property.map((one, at) => under(`property.${at}.`, one, ofProperty)),
    ...measures.map((one) => under(`measures.${one.measureId}.`, one, ofMeasure)),
    under('confiscation.', texts.confiscation, ofConfiscation),
    under('return.', texts.return, ofReturn),
    ...undertakings.map((one, at) => under(`undertakings.${at}.`, one, ['text'])),
  )
}

/** The request as this translation says it; what was not translated stays in the language of the authentic text. */
export function inLanguage(content: DraftContent, translation: Pick<Translation, 'texts'>): DraftContent {
  const texts = flattened(translation.texts)
  const { offences, property, measures, undertakings, confiscation, return: asked, proceeding } = content
  return {
    ...content,
    ...picked(texts, '', alone),
    ...(proceeding && { proceeding: { ...proceeding, ...picked(texts, 'proceeding.', ofProceeding) } }),
    ...(offences && { offences: offences.map((one, at) => ({ ...one, ...picked(texts, `offences.${at}.`, ofOffence) })) }),
    ...(property && { property: property.map((one, at) => ({ ...one, ...picked(texts, `property.${at}.`, ofProperty) })) }),
    ...(measures && { measures: measures.map((one) => ({ ...one, ...picked(texts, `measures.${one.id}.`, ofMeasure) })) }),
    ...(confiscation && { confiscation: { ...confiscation, ...picked(texts, 'confiscation.', ofConfiscation) } }),
    ...(asked && { return: { ...asked, ...picked(texts, 'return.', ofReturn) } }),
    ...(undertakings && {
      undertakings: undertakings.map((one, at) => ({ ...one, ...picked(texts, `undertakings.${at}.`, ['text']) })),
    }),
  }
}

/** Passages of the authentic text that a translation leaves out. */
export function untranslated(content: DraftContent, texts: Texts): Passage[] {
  return passagesOf(content).filter(({ path }) => (texts[path] ?? '').trim() === '')
}

/** Tells one authentic text from another: SHA-256 of all its passages. */
export function sourceOf(content: DraftContent): string {
  const said = passagesOf(content).map(({ path, text }) => [path, text])
  return createHash('sha256')
    .update(JSON.stringify([content.language ?? '', ...said]))
    .digest('hex')
}

/** Tells one text of a passage from another. */
export function sourceOfPassage({ text }: Pick<Passage, 'text'>): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Translations of another text than the authentic one as it is now, and such into its own language. */
export function staleTranslations(content: DraftContent): Translation[] {
  const { translations = [] } = content
  if (translations.length === 0) return []
  const source = sourceOf(content)
  return translations.filter(
    ({ language, sourceSha256 }) => language === content.language || (sourceSha256 !== undefined && sourceSha256 !== source),
  )
}

/** The draft after a save: a translation that this save brought is of the text as saved, whatever it says itself; others keep theirs. */
export function withSources(before: DraftContent, after: DraftContent): DraftContent {
  if (after.translations === undefined) return after
  const known = before.translations ?? []
  const source = sourceOf(after)
  const translations = after.translations.map((one) =>
    known.some((other) => isDeepStrictEqual(one, other)) ? one : { ...one, sourceSha256: source },
  )
  return { ...after, translations }
}

function picked(texts: Texts, prefix: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = texts[`${prefix}${name}`] ?? ''
      return text.trim() === '' ? [] : [[name, text]]
    }),
  )
}

function under(prefix: string, from: object | undefined, names: readonly string[]): Texts {
  return Object.fromEntries(passages('', prefix, from, names).map(({ path, text }) => [path, text]))
}

/** A list by place needs its empty places, unless all are. */
function list(items: readonly object[]): readonly object[] {
  return items.every(isEmpty) ? [] : items
}

function filled(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => typeof value !== 'object' || !isEmpty(value)))
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0
}
