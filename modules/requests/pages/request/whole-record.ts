import { emptyRecord } from '../../contract.ts'
import type { DossierBody, DossierKind, LegalRecord, Side } from '../../contract.ts'
import { recordAfter } from '../../rules/record.ts'
import type { Said } from '../../rules/record.ts'

const at = '2026-02-01T10:00:00.000Z'
const idOf = (number: number) => `0c000000-0000-4000-8000-${String(number).padStart(12, '0')}`

type Saying = { readonly [Kind in DossierKind]: readonly [Kind, Side, DossierBody<Kind>] }[DossierKind]

/** Everything that two offices can have said, twice where it is answered: once open, once settled. For tests of what pages show of it. */
export const wholeThread: readonly Saying[] = [1, 2].flatMap((set): Saying[] => {
  const id = (number: number) => idOf(set * 100 + number)
  return [
    [
      'consultation',
      'requested',
      {
        consultationId: id(1),
        about: 'competing-requests',
        grounds: ['sovereignty-or-public-order'],
        text: 'Another State asks for the same.',
        replyBy: '2026-02-10',
      },
    ],
    [
      'consultation',
      'requesting',
      { consultationId: id(2), about: 'urgency', grounds: [], text: 'The trial begins in May.', replyBy: '2026-04-10' },
    ],
    [
      'conditions-proposed',
      'requested',
      {
        conditions: [{ id: id(3), kind: 'use-limitation', text: 'Only for this case.', dueOn: '2026-08-01' }],
        answerBy: '2026-03-20',
      },
    ],
    ['status-enquiry', 'requesting', { enquiryId: id(4), question: 'Where does it stand?', replyBy: '2026-03-10' }],
    [
      'use-consent-asked',
      'requesting',
      { consentId: id(5), use: 'Tax proceedings', proceedings: 'Case 7', reason: 'Same facts' },
    ],
    [
      'cost-notice',
      'requested',
      {
        costId: id(6),
        kind: 'extraordinary',
        amount: '12000.00',
        currency: 'EUR',
        description: 'Expert opinion',
        proposal: 'Half each',
      },
    ],
    [
      'lifting-proposed',
      'requested',
      { liftingId: id(7), property: `Account ${set}`, reasons: 'A third party has a right.', viewsBy: '2026-03-30' },
    ],
    [
      'agreement-proposed',
      'requested',
      {
        agreementId: id(8),
        assetIds: [id(20)],
        basis: '57-3-a',
        text: 'The whole net is returned.',
        share: '100',
        answerBy: '2026-05-01',
      },
    ],
    ['agreement-proposed', 'requesting', { agreementId: id(9), assetIds: [], basis: 'default-sharing', text: 'Half each.' }],
    ['disclosure-notice', 'requesting', { what: 'Second statement', proceedings: 'Case 7', on: '2026-02-20', before: true }],
    ['correction', 'requested', { corrects: 'Name of the bank', text: 'Port Sabel Merchant Bank' }],
    ['urgency-changed', 'requesting', { urgency: 'urgent', reason: 'The account is being emptied.', deadline: '2026-03-15' }],
    ['material-returned', 'requesting', { what: 'Two originals', on: '2026-02-25' }],
  ]
})

const settled: readonly Saying[] = [
  ['consultation-reply', 'requesting', { consultationId: idOf(201), text: 'We waive the search.' }],
  ['consultation-concluded', 'requested', { consultationId: idOf(201), outcome: 'not-agreed', text: 'Without result.' }],
  ['conditions-answered', 'requesting', { answers: [{ conditionId: idOf(203), accepted: true }] }],
  ['status-reply', 'requested', { enquiryId: idOf(204), text: 'With the court.', expectedBy: '2026-04-01' }],
  ['use-consent-answered', 'requested', { consentId: idOf(205), given: true, conditions: 'Once only.' }],
  ['cost-answer', 'requesting', { costId: idOf(206), agreed: false, remarks: 'Each bears its own.' }],
  ['lifting-views', 'requesting', { liftingId: idOf(207), opposes: true, views: 'She is his wife.' }],
  ['agreement-answered', 'requesting', { agreementId: idOf(208), accepted: true }],
  [
    'decision',
    'requested',
    { decision: 'postponed', grounds: ['ongoing-proceedings'], reasons: 'Our own trial.', reviewOn: '2026-06-01' },
  ],
  ['assessment', 'requesting', { usefulness: 4, quality: 3, remarks: 'Helpful.' }],
]

/** All of it, in order. */
export const everythingSaid: readonly Saying[] = [...wholeThread, ...settled]

/** The record after all of it: something open and something settled of every kind. */
export const wholeRecord: LegalRecord = everythingSaid.reduce(
  // The pair of kind and body is typed where it is written.
  (record, [kind, by, body]) => recordAfter(record, { kind, by, body, at } as Said),
  emptyRecord,
)
