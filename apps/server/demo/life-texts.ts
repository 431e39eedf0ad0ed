import type { AuthorityId } from '@comity/accounts/contract'
import type { RegisterRequest, RequestContent } from '@comity/requests/contract'
import type { World } from '@comity/world'
import { requestContents } from './case-texts.ts'

const DAY_MS = 86_400_000

/** A day so many days from today; before it where `days` is negative. */
export function later({ clock }: Pick<World, 'clock'>, days: number): string {
  return new Date(clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10)
}

type Measured = Pick<RequestContent, 'subject' | 'purpose'> & {
  readonly measures: readonly Omit<RequestContent['measures'][number], 'id'>[]
}

/** Another request of the same matter. */
const about =
  ({ measures, ...said }: Measured) =>
  (world: World): RequestContent => ({
    ...requestContents.bankRecords(world),
    ...said,
    measures: measures.map((measure) => ({ ...measure, id: world.chance.uuid() })),
  })

/** Contents of the cases that are played to their end; every person and company is invented. */
export const lifeContents = {
  freeze: about({
    subject: 'Freezing and confiscation of the account of Silver Heron Ltd',
    purpose: 'To secure the proceeds, to have them confiscated and returned to the harbour fund.',
    measures: [
      {
        kind: 'trace-or-freeze-proceeds',
        description: 'Freezing of the account of Silver Heron Ltd at Port Sabel Merchant Bank, up to EUR 480,000.',
      },
      { kind: 'recover-assets', description: 'Confiscation of the balance and its return under article 57(3)(a).' },
    ],
  }),
  search: about({
    subject: 'Records and search of the offices of Silver Heron Ltd',
    purpose: 'Evidence for the indictment.',
    measures: [
      { kind: 'provide-records', description: 'Registry file and accounts of Silver Heron Ltd since 2022.' },
      { kind: 'search-or-seize', description: 'Search of its offices at 3 Quay Street, Port Sabel.' },
    ],
  }),
  taxFile: about({
    subject: 'File of a forfeiture proceeding against Silver Heron Ltd',
    purpose: 'To learn which property was declared there.',
    measures: [{ kind: 'provide-records', description: 'Copy of the file with the statements of property.' }],
  }),
  secondAccount: about({
    subject: 'Second account of Silver Heron Ltd',
    purpose: 'The statements received show a second account; it is sought in addition.',
    measures: [{ kind: 'bank-transactions', description: 'Statements of the second account from 1 March 2023 to 30 June 2024.' }],
  }),
} as const

/** Requests on paper from a State that has no node: one that nobody has answered for months, one of last week. */
export function oldByPost(world: World, which: 'overdue' | 'letters'): RegisterRequest {
  const old = which === 'overdue'
  return {
    direction: 'incoming',
    form: 'mutual-legal-assistance',
    channel: 'post',
    counterpartName: 'Ministry of Justice of Caldova',
    counterpartState: 'XC',
    counterpartReference: old ? 'MJ-1874' : 'MJ-2240',
    datedOn: later(world, old ? -120 : -7),
    content: {
      subject: old ? 'Hearing of a former clerk of the customs of Caldova' : 'Company register entries of Amber Quill Ltd',
      urgency: 'routine',
      language: 'en',
      legalBasis: ['UNCAC art. 46'],
      facts: 'A former inspector of customs is suspected of having taken bribes for clearing containers.',
      measures: [
        {
          id: world.chance.uuid(),
          kind: old ? 'take-statement' : 'provide-records',
          description: old
            ? 'Statement of the clerk, who lives in Lenholm.'
            : 'Entries of the company register of Lenholm since 2020.',
        },
      ],
    },
  }
}

/** Sent by courier before the other authority had its node, and never answered. */
export function unansweredLetter(world: World, counterpart: AuthorityId): RegisterRequest {
  return {
    direction: 'outgoing',
    form: 'mutual-legal-assistance',
    channel: 'courier',
    counterpart,
    counterpartName: 'Central Authority of Bresonia',
    counterpartState: 'XB',
    datedOn: later(world, 0),
    content: {
      subject: 'Hearing of two directors of Silver Heron Ltd',
      urgency: 'routine',
      language: 'en',
      legalBasis: ['UNCAC art. 46'],
      facts: 'Two directors of Silver Heron Ltd, who live in Port Sabel, signed the invoices to the harbour fund.',
      measures: [
        {
          id: world.chance.uuid(),
          kind: 'take-statement',
          description: 'Statements of the two directors on the invoices of 2023.',
        },
      ],
    },
  }
}
