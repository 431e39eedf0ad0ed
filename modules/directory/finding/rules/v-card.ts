import type { ContactPoint, Names } from '../../contract.ts'
import type { KnownAuthority } from './known.ts'

/** An authority and its contact points as vCards (RFC 6350), one after the other. */
export function vCardsOf({ authority, points }: KnownAuthority): string {
  const head = card([
    'KIND:org',
    `UID:${escaped(`urn:comity:${authority.id}`)}`,
    ...namesOf(authority.names),
    `ORG:${escaped(authority.names.en)}`,
    ...addressOf(authority.address),
    ...(authority.phone === undefined ? [] : [phone(authority.phone, 'work,voice')]),
    ...(authority.email === undefined ? [] : [`EMAIL;TYPE=work:${escaped(authority.email)}`]),
    ...('website' in authority && authority.website !== undefined ? [`URL:${authority.website}`] : []),
    `REV:${authority.confirmedOn.replaceAll('-', '')}T000000Z`,
  ])
  return head + points.map((point) => cardOfPoint(authority, point)).join('')
}

const phoneTypes = { voice: 'work,voice', mobile: 'work,cell', 'secure-voice': 'work,voice', fax: 'work,fax' } as const

function cardOfPoint({ id, names }: KnownAuthority['authority'], point: ContactPoint): string {
  return card([
    'KIND:org',
    `UID:${escaped(`urn:comity:${id}:${point.id}`)}`,
    ...namesOf(point.names),
    `ORG:${escaped(names.en)};${escaped(point.names.en)}`,
    `ROLE:${escaped(point.role)}`,
    ...addressOf(point.address),
    ...(point.phones ?? []).map(({ number, use }) => phone(number, phoneTypes[use])),
    ...(point.emails ?? []).map((email) => `EMAIL;TYPE=work:${escaped(email)}`),
    ...(point.languages ?? []).map((code, at) => `LANG;PREF=${at + 1}:${code}`),
    ...(point.hours === undefined ? [] : [`TZ:${escaped(point.hours.timeZone)}`]),
    ...(point.remarks === undefined ? [] : [`NOTE:${escaped(point.remarks)}`]),
    `RELATED;TYPE=agent:${escaped(`urn:comity:${id}`)}`,
    `REV:${point.confirmedOn.replaceAll('-', '')}T000000Z`,
  ])
}

function card(lines: readonly string[]): string {
  return ['BEGIN:VCARD', 'VERSION:4.0', ...lines, 'END:VCARD'].map((line) => `${folded(line)}\r\n`).join('')
}

/** One name in each language: alternatives of one property (RFC 6350 section 5.4). */
function namesOf(names: Names): string[] {
  return Object.entries(names)
    .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
    .map(([lang, name]) => `FN;ALTID=1;LANGUAGE=${lang}:${escaped(name)}`)
}

/** The address as it is written, in the place of the street: nothing says which part is which. */
function addressOf(address: string | undefined): string[] {
  return address === undefined ? [] : [`ADR;TYPE=work:;;${escaped(address)};;;;`]
}

function phone(number: string, types: string): string {
  const bare = number.replace(/[^+\d]/g, '')
  return `TEL;VALUE=uri;TYPE="${types}":tel:${bare}`
}

// RFC 6350 section 3.4: backslash, comma, semicolon and line breaks are escaped in text.
function escaped(text: string): string {
  return text
    .replace(/[\\,;]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')
}

/** RFC 6350 section 3.2: no line of more than 75 octets without the break. */
const MAX_OCTETS = 75

function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  // By whole characters: a sign of several octets is never torn.
  for (const sign of line) {
    const own = Buffer.byteLength(sign)
    if (octets + own > MAX_OCTETS) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += sign
    octets += own
  }
  return [...parts, part].join('\r\n')
}
