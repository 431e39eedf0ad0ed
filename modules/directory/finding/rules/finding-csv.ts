import { csvOf } from '../../rules/export-csv.ts'
import type { ContactLine, Finding } from '../contract.ts'

const columns = [
  'way',
  'authority',
  'state',
  'name_en',
  'form',
  'instrument',
  'both_party',
  'covers',
  'channels',
  'languages',
  'formalities',
  'electronic_acceptance',
  'urgent_by_interpol',
  'contact_point',
  'contact_standing',
  'phone',
  'email',
  'confirmed_on',
] as const

/** An answer as CSV: one line for each designation or other way, and for each of its contact points. */
export function findingCsv({ competent, alternatives }: Finding): string {
  const designated = competent.flatMap((one) => {
    const { authority, designation, instrument, channels, languages, formalities } = one
    const head = ['designated', authority.id, authority.state, authority.names.en]
    const terms = [
      designation.form,
      instrument.id,
      instrument.both,
      one.covers,
      channels.map(({ channel }) => channel).join(' '),
      languages.join(' '),
      formalities.map(({ formality }) => formality).join(' '),
      said(one.electronicAcceptance),
      said(one.urgentByInterpol),
    ]
    return linesOf(one.contacts, (contact) => [...head, ...terms, ...contact, authority.confirmedOn])
  })
  const others = alternatives.flatMap(({ kind, authority, instrument, accepted, contacts }) => {
    const head = [kind, authority?.id ?? '', authority?.state ?? '', authority?.names.en ?? '']
    const terms = ['', instrument ?? '', '', '', '', '', '', '', kind === 'interpol' ? said(accepted) : '']
    return linesOf(contacts, (contact) => [...head, ...terms, ...contact, authority?.confirmedOn ?? ''])
  })
  return csvOf([[...columns], ...designated, ...others])
}

function linesOf(contacts: Finding['competent'][number]['contacts'], line: (contact: readonly string[]) => string[]): string[][] {
  if (contacts.length === 0) return [line(['', '', '', ''])]
  return contacts.map(({ id, standing, phone, emails }) => line([id ?? '', standing, phone ?? '', emails.join(' ')]))
}

function said(answer: boolean | null): string {
  if (answer === null) return 'unknown'
  return answer ? 'yes' : 'no'
}

/** Contact points as CSV. */
export function contactsCsv(lines: readonly ContactLine[]): string {
  const head = [
    'authority',
    'state',
    'authority_name_en',
    'contact_point',
    'role',
    'name_en',
    'phones',
    'emails',
    'languages',
    'time_zone',
    'hours',
  ]
  const rows = lines.map(({ authority, state, authorityNames, point }) => [
    authority,
    state,
    authorityNames.en,
    point.id,
    point.role,
    point.names.en,
    (point.phones ?? []).map(({ number, use }) => `${number} (${use})`).join(' '),
    (point.emails ?? []).join(' '),
    (point.languages ?? []).join(' '),
    point.hours?.timeZone ?? '',
    (point.hours?.weekly ?? []).map(({ days, from, to }) => `${days.join('')} ${from}-${to}`).join('; '),
  ])
  return csvOf([[...head, 'confirmed_on'], ...rows.map((row, at) => [...row, lines[at]?.point.confirmedOn ?? ''])])
}
