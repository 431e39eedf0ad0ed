import type { ContactPoint, Designation, Names } from '../../contract.ts'
import type { KnownAuthority } from './known.ts'

/** The terms of CPSV-AP 3 and schema.org that are used, so that nobody has to fetch a context. */
export const context = {
  cpsv: 'http://purl.org/vocab/cpsv#',
  cv: 'http://data.europa.eu/m8g/',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  schema: 'https://schema.org/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  'dct:spatial': { '@type': '@id' },
  'dct:language': { '@type': '@id' },
  'dct:modified': { '@type': 'xsd:date' },
  'cv:hasCompetentAuthority': { '@type': '@id' },
  'schema:provider': { '@type': '@id' },
} as const

type Json = string | number | boolean | { readonly [key: string]: Json } | readonly Json[]

/**
 * Authorities and what they are designated for as linked data: public organisations with their contact points, and a public service for
 * each designation. Give it only what everybody may see.
 */
export function linkedDataOf(authorities: readonly KnownAuthority[], origin: string): Json {
  const graph = authorities.flatMap((one) => [
    organisation(one, origin),
    ...one.designations.map((each) => service(one, each, origin)),
  ])
  return { '@context': context, '@graph': graph }
}

function organisation({ authority, points }: KnownAuthority, origin: string): Json {
  const { id, names, state, address, email, phone, confirmedOn } = authority
  return {
    '@id': iriOf(origin, id),
    '@type': ['cv:PublicOrganisation', 'schema:GovernmentOrganization'],
    'dct:identifier': id,
    'skos:prefLabel': inLanguages(names),
    'schema:name': inLanguages(names),
    'dct:spatial': placeOf(state),
    'dct:modified': confirmedOn,
    'schema:address': address,
    ...(email === undefined ? {} : { 'schema:email': email }),
    ...(phone === undefined ? {} : { 'schema:telephone': phone }),
    ...(points.length === 0 ? {} : { 'cv:contactPoint': points.map((point) => contactPoint(point, iriOf(origin, id))) }),
  }
}

function contactPoint(point: ContactPoint, of: string): Json {
  const { phones = [], emails = [], languages = [], hours } = point
  return {
    '@id': `${of}#${point.id}`,
    '@type': ['cv:ContactPoint', 'schema:ContactPoint'],
    'schema:name': inLanguages(point.names),
    'schema:contactType': point.role,
    ...(phones.length === 0 ? {} : { 'cv:telephone': phones.map(({ number }) => number) }),
    ...(emails.length === 0 ? {} : { 'cv:email': emails }),
    ...(languages.length === 0 ? {} : { 'schema:availableLanguage': languages }),
    ...(hours === undefined ? {} : { 'schema:hoursAvailable': openingHours(hours) }),
  }
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

function openingHours({ weekly }: NonNullable<ContactPoint['hours']>): Json {
  return weekly.map(({ days, from, to }) => ({
    '@type': 'schema:OpeningHoursSpecification',
    'schema:dayOfWeek': days.map((day) => ({ '@id': `schema:${weekdays[day - 1] ?? 'Monday'}` })),
    'schema:opens': from,
    'schema:closes': to,
  }))
}

function service({ authority }: KnownAuthority, designation: Designation, origin: string): Json {
  const { form, instrument, territory, languages, measures = [], offences = [], channels = [] } = designation
  const key = [form, instrument, territory, ...measures, ...offences].join('/')
  const narrowed = [...measures, ...offences]
  const only = narrowed.length === 0 ? '' : `, only ${narrowed.join(', ')}`
  const iri = `${iriOf(origin, authority.id)}#${encodeURIComponent(key)}`
  return {
    '@id': iri,
    '@type': ['cpsv:PublicService', 'schema:GovernmentService'],
    'dct:identifier': `${authority.id}/${key}`,
    'dct:title': { '@language': 'en', '@value': `${form.replaceAll('-', ' ')} (${instrument})` },
    'dct:description': {
      '@language': 'en',
      '@value': `${form.replaceAll('-', ' ')} under ${instrument} for ${territory}${only}`,
    },
    'cv:hasCompetentAuthority': iriOf(origin, authority.id),
    'schema:provider': iriOf(origin, authority.id),
    'dct:spatial': placeOf(territory),
    'dct:language': languages.map(languageIri),
    'cv:hasLegalResource': { '@type': 'eli:LegalResource', 'dct:identifier': instrument },
    ...(channels.length === 0
      ? {}
      : {
          'cv:hasChannel': channels.map(({ channel }) => ({
            '@type': 'cv:Channel',
            'dct:identifier': `${authority.id}/${key}/${channel}`,
            'schema:name': channel,
          })),
        }),
  }
}

function iriOf(origin: string, id: string): string {
  return `${origin}/open/directory/${id}`
}

/** Countries as the Publications Office names them are by three letters; the two of ISO 3166-1 need no table. */
function placeOf(code: string): string {
  return `https://www.iso.org/obp/ui/#iso:code:3166:${code}`
}

function languageIri(code: string): string {
  return `http://id.loc.gov/vocabulary/${code.length === 2 ? 'iso639-1' : 'iso639-2'}/${code}`
}

function inLanguages(names: Names): Json {
  return Object.entries(names)
    .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
    .map(([lang, name]) => ({ '@language': lang, '@value': name }))
}
