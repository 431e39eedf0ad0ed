import type { DraftContent, OpenMatter } from '@comity/requests/contract'
import { randomUUID } from 'node:crypto'
import type { OwnFile } from '../two-nodes.ts'

const suspect = {
  kind: 'natural',
  position: 'suspect',
  name: 'Rafael Quintero Mbeki',
  bornOn: '1969-04-17',
  nationality: 'Arlenia',
  address: '8 Mill Lane, Lenholm',
} as const
const company = {
  kind: 'legal',
  position: 'owner',
  name: 'Blue Pelican Trading Ltd',
  registrationNumber: 'BR-2019-44871',
  address: '3 Quay Street, Port Sabel, Bresonia',
} as const
const account = {
  kind: 'money',
  description: 'Balance of an account of Blue Pelican Trading Ltd',
  amount: '1240000.00',
  currency: 'EUR',
  location: 'Port Sabel Merchant Bank, Bresonia',
  account: 'BX00 0000 1234 5678',
  grounds: 'Three transfers from the harbour fund ended on this account.',
} as const
const bribery = {
  title: 'Bribery of a national public official',
  provision: 'Penal Code of Arlenia, s. 214',
  lawText: 'A public official who accepts an undue advantage in return for an official act is liable to imprisonment.',
  maximumPenalty: '10 years',
  uncacArticle: '15',
} as const

/** The matter of the story; every person and company is invented. */
export const matter: OpenMatter = {
  title: 'Harbour fund of Lenholm',
  facts:
    'Between March 2023 and June 2024 the suspect, then deputy director of the harbour authority of Lenholm, awarded three dredging contracts to companies under his control. ' +
    'EUR 1.24 million left the harbour fund in three transfers and reached an account of Blue Pelican Trading Ltd in Bresonia.',
  persons: [suspect, company],
  property: [account],
  offences: [bribery],
}

/** What the officer types into the draft; persons, property, offences and facts come from the matter. */
export const firstDraft: DraftContent = {
  subject: 'Bank records of Blue Pelican Trading Ltd',
  legalBasis: ['UNCAC, art. 46'],
  requestingAuthority: 'Central Authority of Arlenia',
  language: 'en',
  urgency: 'routine',
  confidentiality: 'keep-confidential',
}

/** The rest of what UNCAC art. 46(15) asks for; each measure is an item of its own. */
export function secondDraft() {
  return {
    proceeding: {
      subjectMatter: 'Award of dredging contracts by the harbour authority of Lenholm against undue advantages',
      nature: 'investigation' as const,
      authorityName: 'Anti-Corruption Prosecutor, Lenholm',
      authorityFunctions: 'Conducts investigations into corruption offences and brings the charges before the courts',
    },
    measures: [
      {
        id: randomUUID(),
        kind: 'bank-transactions' as const,
        description: 'Statements of all accounts of the company from 1 March 2023 to 30 June 2024.',
      },
      {
        id: randomUUID(),
        kind: 'provide-records' as const,
        description: 'Opening documents of the accounts and the identity of their beneficial owners.',
      },
    ],
    purpose:
      'To establish where the money of the harbour fund went and who disposed of it; for use in the proceeding named above.',
    suggestedDeadline: '2027-03-31',
    deadlineReason: 'The limitation period of the first award ends in June 2027.',
    acceptedGaps: [],
  } satisfies DraftContent
}

export const question =
  'Please state for which branch of the bank the records are sought, and whether certified copies are needed.'
export const answer = 'The branch at Quay Street, Port Sabel. Certified copies are needed for use at trial.'

const text = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`)

/** Files that travel with the request, and those that come back with the result. */
export const files = {
  order: {
    name: 'seizure-order.pdf',
    mediaType: 'application/pdf',
    bytes: pdf('Order of the District Court of Lenholm, 12 May 2026'),
  },
  chronology: {
    name: 'chronology.txt',
    mediaType: 'text/plain',
    bytes: text(['Chronology of the transfers', '2023-03-14  EUR 410,000', '2023-11-02  EUR 530,000', '2024-05-21  EUR 300,000']),
  },
  statements: {
    name: 'account-statements.csv',
    mediaType: 'text/csv',
    bytes: text([
      'date,amount,currency,to',
      '2023-03-15,400000.00,EUR,R. Quintero Mbeki',
      '2023-11-03,520000.00,EUR,R. Quintero Mbeki',
      '2024-05-22,290000.00,EUR,R. Quintero Mbeki',
    ]),
  },
  opening: {
    name: 'account-opening.pdf',
    mediaType: 'application/pdf',
    bytes: pdf('Port Sabel Merchant Bank: opening of the account BX00 0000 1234 5678'),
  },
} as const satisfies Record<string, OwnFile>

/** A whole PDF of one page with one line of text (ISO 32000-1 §7.5). */
function pdf(line: string): Uint8Array {
  const content = `BT /F1 12 Tf 60 760 Td (${line}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return new TextEncoder().encode(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`)
}
