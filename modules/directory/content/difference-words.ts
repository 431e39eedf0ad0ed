import { formatDate, localeOf, type Lang } from '@comity/i18n'
import { findingTexts } from '../finding/texts.ts'
import { directoryTexts } from '../messages.ts'
import { contentTexts } from './texts.ts'

type ContentKey = keyof (typeof contentTexts)['en']
type DirectoryKey = keyof (typeof directoryTexts)['en']
type FindingKey = keyof (typeof findingTexts)['en']
type Said = (lang: Lang) => string

// Texts without values only: what is looked up here takes none.
const c =
  (key: ContentKey): Said =>
  (lang) =>
    contentTexts[lang][key]
const d =
  (key: DirectoryKey): Said =>
  (lang) =>
    directoryTexts[lang][key]
const f =
  (key: FindingKey): Said =>
  (lang) =>
    findingTexts[lang][key]

/** What the places of an entry, a listing and the contents are called. */
const places: Readonly<Record<string, Said>> = {
  id: d('identifier'),
  state: d('state'),
  kind: c('f-kind'),
  names: c('names'),
  address: c('address'),
  email: c('emails'),
  emails: c('emails'),
  phone: c('phone'),
  phones: c('phones'),
  website: c('f-website'),
  designations: d('designations'),
  contactPoints: c('contact-points'),
  contactPoint: c('contact-points'),
  memberships: c('memberships'),
  networks: c('memberships'),
  network: d('network'),
  since: c('since'),
  nomination: c('nomination'),
  form: d('form'),
  forms: d('form'),
  instrument: c('instrument'),
  territory: d('territory'),
  offences: c('offences'),
  measures: c('measures'),
  languages: c('languages'),
  electronicAcceptance: d('electronic'),
  urgentByInterpol: f('interpol'),
  channels: c('channels'),
  channel: f('channel'),
  formalities: c('formalities'),
  formality: c('formalities'),
  urgentRoute: c('urgent-route'),
  remarks: c('remarks'),
  details: c('f-details'),
  detail: c('f-detail'),
  visibility: c('visibility'),
  readers: c('readers'),
  role: c('role'),
  hours: c('hours'),
  timeZone: c('time-zone'),
  weekly: c('f-weekly'),
  days: c('f-days'),
  from: c('f-from'),
  to: c('f-to'),
  closedOn: c('f-closedOn'),
  onCall: c('on-call'),
  deputies: c('deputies'),
  confirmedOn: c('confirmed'),
  number: c('f-number'),
  use: c('f-use'),
  oral: c('f-oral'),
  on: c('nomination'),
  reference: c('f-reference'),
  sha256: c('f-file'),
  bytes: c('f-file'),
  mediaType: c('f-file'),
  source: c('source'),
  status: c('status'),
  statuses: c('status'),
  inForceOn: c('in-force'),
  asOf: c('as-of'),
  authorities: c('authorities'),
  states: c('states'),
  partOf: c('part-of'),
  unGroup: c('un-group'),
  nodeOrigin: c('f-node'),
  caCertificate: c('f-key'),
  sealRecipient: c('f-recipient'),
  crl: c('f-crl'),
  hostedBy: c('f-host'),
}

/** What stands before the code in the key of its word, by the place where the code stands. */
const codes: Readonly<Record<string, readonly string[]>> = {
  kind: ['kind-'],
  form: ['form-'],
  forms: ['form-'],
  channel: ['channel-'],
  formality: ['formality-'],
  offences: ['offence-'],
  measures: ['measure-'],
  role: ['role-'],
  use: ['use-'],
  visibility: [''],
  status: ['status-', ''],
  unGroup: [''],
}

/** An item of a list is called by its code where it has one: those of channels and formalities are told in words. */
const itemCodes = ['channel-', 'formality-', 'form-'] as const

/** The place of a difference in words: `Contact points › duty-desk › Opening times › 1 › Days`. */
export function placeInWords(lang: Lang, path: string): string {
  if (path === '…') return c('f-more')(lang)
  const { of, place } = ofWhat(path)
  const parts = partsOf(place)
  const words = parts.map((part, at) => partInWords(lang, part, parts[at - 1]))
  return [...(of === null ? [] : [of]), ...words].join(' › ')
}

function partInWords(lang: Lang, part: string, before: string | undefined): string {
  if (before === 'names') return languageName(lang, part)
  const said = Object.hasOwn(places, part) ? places[part] : undefined
  if (said !== undefined) return said(lang)
  if (/^\d+$/.test(part)) return String(Number(part) + 1)
  for (const beginning of itemCodes) {
    const word = wordOf(lang, `${beginning}${part}`)
    if (word !== null) return word
  }
  return part
}

/** Differences of the whole directory name first what differs: `xa.central-authority: names.en`. */
function ofWhat(path: string): { readonly of: string | null; readonly place: string } {
  const found = /^([^ :]+): (.*)$/s.exec(path)
  return found === null ? { of: null, place: path } : { of: found[1] ?? null, place: found[2] ?? '' }
}

/** Identifiers of authorities have a point of their own. */
function partsOf(path: string): string[] {
  const parts: string[] = []
  const texts = path.split('.')
  for (let at = 0; at < texts.length; at += 1) {
    const [one = '', next] = [texts[at], texts[at + 1]]
    const isAuthority = /^[a-z]{2}$/.test(one) && next !== undefined && /^[a-z0-9-]{2,}$/.test(next) && parts.at(-1) !== 'names'
    parts.push(isAuthority ? `${one}.${next}` : one)
    if (isAuthority) at += 1
  }
  return parts
}

/** What is said there, in words: codes, languages, days of the week, States, yes and no. */
export function valueInWords(lang: Lang, path: string, value: string): string {
  if (value === '') return ''
  const place = partsOf(ofWhat(path).place).findLast((part) => !/^\d+$/.test(part)) ?? ''
  if (value === 'true' || value === 'false') return c(value === 'true' ? 'said-yes' : 'said-no')(lang)
  const list = value.split(', ')
  if (place === 'languages')
    return listed(
      lang,
      list.map((code) => languageName(lang, code)),
    )
  if (place === 'days')
    return listed(
      lang,
      list.map((day) => weekday(lang, Number(day))),
    )
  if (place === 'territory' || place === 'state' || place === 'partOf') return regionName(lang, value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(lang, value)
  const beginnings = codes[place]
  if (beginnings === undefined) return value
  return listed(
    lang,
    list.map((code) => beginnings.map((beginning) => wordOf(lang, `${beginning}${code}`)).find((word) => word !== null) ?? code),
  )
}

function wordOf(lang: Lang, key: string): string | null {
  for (const texts of [findingTexts[lang], directoryTexts[lang], contentTexts[lang]]) {
    const all: Readonly<Record<string, string>> = texts
    if (Object.hasOwn(all, key)) return all[key] ?? null
  }
  return null
}

const listed = (lang: Lang, items: readonly string[]): string =>
  new Intl.ListFormat(localeOf(lang), { type: 'unit' }).format(items)

function languageName(lang: Lang, code: string): string {
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(code)
    ? (new Intl.DisplayNames([lang], { type: 'language', fallback: 'code' }).of(code) ?? code)
    : code
}

function regionName(lang: Lang, code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames([lang], { type: 'region', fallback: 'code' }).of(code) ?? code) : code
}

/** 1 is Monday (ISO 8601). */
function weekday(lang: Lang, day: number): string {
  const monday = Date.UTC(2024, 0, 1)
  return new Intl.DateTimeFormat(localeOf(lang), { weekday: 'long', timeZone: 'UTC' }).format(monday + (day - 1) * 86_400_000)
}
