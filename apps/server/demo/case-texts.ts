import type { OpenMatter, RegisterRequest, RequestContent } from '@comity/requests/contract'
import type { World } from '@comity/world'

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
const embezzlement = {
  title: 'Embezzlement of property by a public official',
  provision: 'Penal Code of Arlenia, s. 209',
  maximumPenalty: '12 years',
  uncacArticle: '17',
} as const

const harbourFacts =
  'Between March 2023 and June 2024 the suspect, then deputy director of the harbour authority of Lenholm, awarded three dredging contracts to companies under his control. ' +
  'EUR 1.24 million left the harbour fund in three transfers and reached an account of Blue Pelican Trading Ltd in Bresonia. The company has no known business.'

/** Matters of the demonstration; every person and company is invented. */
export const matters: Readonly<Record<'harbour' | 'hospital', OpenMatter>> = {
  harbour: {
    title: 'Harbour fund of Lenholm',
    facts: harbourFacts,
    persons: [suspect, company],
    property: [account],
    offences: [bribery, embezzlement],
  },
  hospital: {
    title: 'Procurement of hospital equipment, Port Sabel',
    facts:
      'In 2024 a procurement official of the Port Sabel hospital is suspected of having received payments from a supplier registered in Arlenia in return for two contracts.',
    persons: [
      { kind: 'natural', position: 'suspect', name: 'Jonas Abiodun Reyes', bornOn: '1975-11-02', nationality: 'Bresonia' },
      { kind: 'legal', position: 'other', name: 'Medisupply Lenholm GmbH', registrationNumber: 'AR-HRB-20933' },
    ],
    property: [],
    offences: [
      {
        title: 'Bribery of a national public official',
        provision: 'Criminal Code of Bresonia, art. 88',
        maximumPenalty: '8 years',
        uncacArticle: '15',
      },
    ],
  },
}

const arlenia = {
  legalBasis: ['UNCAC, art. 46'],
  requestingAuthority: 'Central Authority of Arlenia',
  proceeding: {
    subjectMatter: 'Award of dredging contracts by the harbour authority of Lenholm against undue advantages',
    nature: 'investigation',
    authorityName: 'Anti-Corruption Prosecutor, Lenholm',
    authorityFunctions: 'Conducts investigations into corruption offences and brings the charges before the courts',
  },
  facts: harbourFacts,
  offences: [bribery, embezzlement],
  persons: [suspect, company],
  language: 'en',
  urgency: 'routine',
  confidentiality: 'keep-confidential',
  acceptedGaps: [],
} as const

/** Contents of the demonstration's requests; measures get their identifiers from the world. */
export const requestContents: Readonly<
  Record<'bankRecords' | 'freeze' | 'witness' | 'companyRecords', (world: World) => RequestContent>
> = {
  bankRecords: ({ chance }) => ({
    ...arlenia,
    legalBasis: [...arlenia.legalBasis],
    offences: [...arlenia.offences],
    persons: [...arlenia.persons],
    acceptedGaps: [],
    subject: 'Bank records of Blue Pelican Trading Ltd',
    property: [account],
    measures: [
      {
        id: chance.uuid(),
        kind: 'bank-transactions',
        description:
          'Statements of all accounts of Blue Pelican Trading Ltd from 1 March 2023 to 30 June 2024, with the origin and destination of each transfer above EUR 10,000.',
      },
      {
        id: chance.uuid(),
        kind: 'provide-records',
        description: 'Opening documents of the accounts and the identity of their beneficial owners.',
      },
    ],
    purpose:
      'To establish where the money of the harbour fund went and who disposed of it; for use in the investigation and trial named above.',
    suggestedDeadline: '2027-03-31',
    deadlineReason: 'The limitation period of the first award ends in June 2027.',
  }),
  freeze: ({ chance }) => ({
    ...arlenia,
    legalBasis: ['UNCAC, arts 46, 54(2) and 55(2)'],
    offences: [...arlenia.offences],
    persons: [...arlenia.persons],
    acceptedGaps: [],
    subject: 'Freezing of the account of Blue Pelican Trading Ltd',
    property: [account],
    measures: [
      {
        id: chance.uuid(),
        kind: 'trace-or-freeze-proceeds',
        description: 'Freezing of the balance of the account named under property, up to EUR 1,240,000.',
      },
    ],
    purpose: 'To secure the proceeds for confiscation and return to the harbour fund.',
    urgency: 'urgent',
    urgencyReason: 'The account was emptied by half last month.',
  }),
  witness: ({ chance }) => ({
    ...arlenia,
    legalBasis: [...arlenia.legalBasis],
    offences: [...arlenia.offences],
    persons: [
      {
        kind: 'natural',
        position: 'witness',
        name: 'Oluwaseun Castellanos',
        nationality: 'Bresonia',
        address: 'Port Sabel, Bresonia',
      },
    ],
    acceptedGaps: [],
    subject: 'Hearing of the accountant of Blue Pelican Trading Ltd',
    property: [],
    measures: [
      {
        id: chance.uuid(),
        kind: 'take-statement',
        description: 'Statement of the witness on who gave the instructions for the three transfers.',
      },
    ],
    purpose: 'Evidence for the trial.',
  }),
  companyRecords: ({ chance }) => ({
    subject: 'Registry file of Medisupply Lenholm GmbH',
    legalBasis: ['UNCAC, art. 46'],
    requestingAuthority: 'Central Authority of Bresonia',
    proceeding: {
      subjectMatter: 'Payments by a supplier to a procurement official of the Port Sabel hospital',
      nature: 'investigation',
      authorityName: 'Public Prosecution Office, Port Sabel',
      authorityFunctions: 'Directs the investigation of corruption offences',
    },
    facts: matters.hospital.facts,
    offences: [...matters.hospital.offences],
    persons: [...matters.hospital.persons],
    property: [],
    measures: [
      {
        id: chance.uuid(),
        kind: 'provide-records',
        description: 'Full registry file of Medisupply Lenholm GmbH with its shareholders and directors since 2020.',
      },
    ],
    purpose: 'To establish who controlled the supplier when the contracts were awarded.',
    language: 'en',
    urgency: 'routine',
    confidentiality: 'ordinary',
    acceptedGaps: [],
  }),
}

/** A request on paper from a State that has no node. */
export const byPost = ({ chance, clock }: World): RegisterRequest => ({
  direction: 'incoming',
  form: 'mutual-legal-assistance',
  channel: 'post',
  counterpartName: 'Ministry of Justice of Caldova',
  counterpartState: 'XC',
  counterpartReference: 'MJ-2231',
  datedOn: clock.now().toISOString().slice(0, 10),
  content: {
    subject: 'Land register entries of Casimir Okonjo-Varga',
    urgency: 'routine',
    language: 'en',
    legalBasis: ['UNCAC art. 46'],
    facts: 'A former inspector of customs is suspected of having bought two houses in Lenholm with bribes.',
    measures: [
      {
        id: chance.uuid(),
        kind: 'provide-records',
        description: 'Entries of the land register of Lenholm in his name since 2021.',
      },
    ],
  },
})
