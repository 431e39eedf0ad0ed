import type { Fact } from '@comity/documents'
import { formatDate, type Lang } from '@comity/i18n'
import { isRecordKey, sayOfRecord } from '../pages/record/texts.ts'
import { isKey, sayIn } from '../pages/texts.ts'
import { isExportKey, sayOfExport } from './texts.ts'
import { closedWord } from '../rules/closed-words.ts'
import { labels, yesNo } from '../rules/document-labels.ts'

// Identities of parts mean nothing on paper, and what refers to a measure says which.
const silent = new Set([
  'id',
  'letterLine',
  'undoneLine',
  'undoneAct',
  'sequence',
  'thread',
  'consultationId',
  'conditionId',
  'acceptedGaps.path',
  'askedIn',
  'sourceSha256',
])

/** Words of the legal record alone. */
const recordWordsOf: Readonly<Record<string, string>> = { status: 'state', by: 'side', openedBy: 'side', proposedBy: 'side' }

/** How measures are called in the rest of the file: `2. Provide records`. */
export type MeasureNames = ReadonlyMap<string, string>

/** Any body of a dossier, or any part of a record, as labelled lines in the reader's language; what is empty is left out. */
export function factsOf(body: unknown, lang: Lang, measures: MeasureNames, under = ''): Fact[] {
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([name, value]): Fact[] => {
    if (silent.has(name) || isEmpty(value) || isIdentity(name, value)) return []
    const label = `${under}${labelOf(name, lang)}`
    if (Array.isArray(value)) return listFacts(name, value, { lang, measures, label })
    if (typeof value === 'object') return factsOf(value, lang, measures, `${label} › `)
    return [{ label, value: wordFor(name, value, lang, measures) }]
  })
}

interface Telling {
  readonly lang: Lang
  readonly measures: MeasureNames
  readonly label: string
}

function listFacts(name: string, values: readonly unknown[], { lang, measures, label }: Telling): Fact[] {
  if (values.every((value) => typeof value !== 'object'))
    return [{ label, value: values.map((value) => wordFor(name, value, lang, measures)).join('\n') }]
  return values.map((value, at) => ({
    label: values.length === 1 ? label : `${label} ${at + 1}`,
    value: factsOf(value, lang, measures)
      .map((fact) => `${fact.label}: ${fact.value}`)
      .join('\n'),
  }))
}

/** The label of a field in the words of the dossiers' own rendition. */
export function labelOf(name: string, lang: Lang): string {
  const key = `field.${name}`
  const part = `part.${name}`
  if (isRecordKey(part)) return sayOfRecord(lang)(part)
  return labels[name]?.[lang] ?? (isKey(key) ? sayIn(lang)(key) : name)
}

function wordFor(name: string, value: unknown, lang: Lang, measures: MeasureNames): string {
  if (typeof value === 'boolean') return yesNo[value ? 'true' : 'false'][lang]
  const text = String(value)
  if (name === 'measureId') return measures.get(text) ?? text
  const closed = closedWord(name, text, lang)
  if (closed !== null) return closed
  const channel = `channel.${text}`
  if (/channel$/i.test(name) && isExportKey(channel)) return sayOfExport(lang)(channel)
  const word = `${recordWordsOf[name]}.${text}`
  if (isRecordKey(word)) return sayOfRecord(lang)(word)
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDate(lang, text)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? text.slice(0, 16).replace('T', ' ') : text
}

/** What only programs read: a list or a field of identifiers. */
function isIdentity(name: string, value: unknown): boolean {
  if (name === 'measureId') return false
  return Array.isArray(value) ? value.every((one) => isUuid(one)) : isUuid(value)
}

const isUuid = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
