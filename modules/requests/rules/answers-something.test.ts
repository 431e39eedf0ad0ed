import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dossierBodies, dossierKinds, emptyRecord } from '../contract.ts'
import type { LegalRecord, Side } from '../contract.ts'
import { mustAnswerSomething } from './answers-something.ts'
import { completeContent } from './example-content.ts'
import { recordAfter } from './record.ts'
import type { Said } from './record.ts'

const at = '2026-03-02T12:00:00.000Z'
const id = '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d33'
const other = '11111111-5a0e-4d61-9a57-1f6a3c0b7d33'
const content = completeContent()
const money = { kind: 'ordinary' as const, amount: '10', currency: 'EUR', description: 'Interpreter' }
const [condition] = [{ id, kind: 'confidentiality' as const, text: 'Sealed' }]

/** Each question with the answers that wait for it, in their order; who asks is the requested side unless said. */
const pairs: readonly { readonly asked: Said; readonly answers: readonly Said[] }[] = [
  {
    asked: said('conditions-proposed', { conditions: [condition] }),
    answers: [
      said('conditions-answered', { answers: [{ conditionId: id, accepted: true }] }, 'requesting'),
      said('condition-met', { conditionId: id, on: '2026-03-01', how: 'Sealed by order' }, 'requesting'),
    ],
  },
  {
    asked: said('status-enquiry', { enquiryId: id }, 'requesting'),
    answers: [said('status-reply', { enquiryId: id, text: 'In the court' })],
  },
  {
    asked: said(
      'use-consent-asked',
      { consentId: id, use: 'Tax case', proceedings: 'T 1', reason: 'The same facts' },
      'requesting',
    ),
    answers: [said('use-consent-answered', { consentId: id, given: true })],
  },
  {
    asked: said('cost-notice', { costId: id, ...money }),
    answers: [said('cost-answer', { costId: id, agreed: true }, 'requesting')],
  },
  {
    asked: said('consultation', {
      consultationId: id,
      about: 'refusal',
      grounds: [],
      text: 'May we speak?',
      replyBy: '2026-04-01',
    }),
    answers: [said('consultation-concluded', { consultationId: id, outcome: 'agreed' })],
  },
  {
    asked: said('lifting-proposed', { liftingId: id, property: 'Account', reasons: 'No charge', viewsBy: '2026-04-01' }),
    answers: [said('lifting-views', { liftingId: id, opposes: true, views: 'The trial begins' }, 'requesting')],
  },
  {
    asked: said('agreement-proposed', { agreementId: id, assetIds: [], basis: '57-5', text: 'Half each' }),
    answers: [said('agreement-answered', { agreementId: id, accepted: true }, 'requesting')],
  },
]

function said(kind: Said['kind'], body: object, by: Side = 'requested'): Said {
  return { kind, body: dossierBodies[kind].parse(body), by, at } as Said
}

function tried(record: LegalRecord, one: Said): string | null {
  try {
    mustAnswerSomething({ record, content, state: 'acknowledged' }, one)
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'bug'
  }
}

/** The same words with another identity in place of the one that was given. */
function elsewhere(one: Said): Said {
  const body = JSON.parse(JSON.stringify(one.body).replaceAll(id, other))
  return said(one.kind, body, one.by)
}

describe('a dossier that names something by its identity', () => {
  for (const { asked, answers } of pairs) {
    it(`${asked.kind}: is asked once, answered once, and never without having been asked`, () => {
      let record = recordAfter(emptyRecord, asked)
      if (asked.kind !== 'conditions-proposed') assert.equal(tried(record, asked), 'step-not-possible', 'asked twice')
      for (const answer of answers) {
        assert.equal(tried(emptyRecord, answer), 'step-not-possible', `${answer.kind} to nothing`)
        assert.equal(tried(record, elsewhere(answer)), 'step-not-possible', `${answer.kind} to something else`)
        assert.equal(tried(record, answer), null, answer.kind)
        const after = recordAfter(record, answer)
        assert.notDeepEqual(after, record, `${answer.kind} changes the record`)
        assert.equal(tried(after, answer), 'step-not-possible', `${answer.kind} twice`)
        record = after
      }
    })
  }

  it('is not answered by whoever asked', () => {
    const enquiry = recordAfter(emptyRecord, said('status-enquiry', { enquiryId: id }, 'requesting'))
    assert.equal(tried(enquiry, said('status-reply', { enquiryId: id, text: 'Well' }, 'requesting')), 'step-not-possible')
    const [consulted] = pairs.filter(({ asked }) => asked.kind === 'consultation')
    assert(consulted)
    const foreign = said('consultation-concluded', { consultationId: id, outcome: 'agreed' }, 'requesting')
    assert.equal(tried(recordAfter(emptyRecord, consulted.asked), foreign), 'step-not-possible')
  })

  it('decides on measures that the request has', () => {
    const [measure] = content.measures
    assert(measure)
    const decision = (measureId: string) =>
      said('decision', { decision: 'partially-granted', measures: [{ measureId, decision: 'refused' }] })
    assert.equal(tried(emptyRecord, decision(measure.id)), null)
    assert.equal(tried(emptyRecord, decision(other)), 'step-not-possible')
  })

  it('is taken where it may have crossed: a word in a consultation that was ended, views on a freeze that was lifted', () => {
    const text = 'We do not agree'
    const ended = pairs
      .filter(({ asked }) => asked.kind === 'consultation')
      .flatMap(({ asked, answers }) => [asked, ...answers])
      .reduce(recordAfter, emptyRecord)
    assert.equal(tried(ended, said('consultation-reply', { consultationId: id, text }, 'requesting')), null)
    const [hearing] = pairs.filter(({ asked }) => asked.kind === 'lifting-proposed')
    assert(hearing?.answers[0])
    const lift = said('freeze-lifted', { liftingId: id, property: 'Account', on: '2026-03-02', reasons: 'Acquitted' })
    const lifted = [hearing.asked, lift].reduce(recordAfter, emptyRecord)
    assert.equal(tried(lifted, hearing.answers[0]), null)
    assert.equal(tried(lifted, lift), 'step-not-possible', 'but the same lifting is not told twice')
    assert.equal(tried(emptyRecord, lift), null, 'a freeze that is gone is known, heard or not')
  })

  it('is judged for every kind that carries an identity', () => {
    const carrying = dossierKinds.filter((kind) => 'shape' in dossierBodies[kind] && namesIdentity(kind))
    const judged = [
      ...pairs.flatMap(({ asked, answers }) => [asked.kind, ...answers.map((one) => one.kind)]),
      'consultation-reply',
      'freeze-lifted',
      'decision',
      // Judged with the measures of the request, where outcomes are put together.
      'result',
      // An asset is its owner’s own; what is told of it names nothing that the other side said.
      'asset-report',
      // What it adds to may have travelled by post.
      'supplementary-request',
      'forwarded-request',
      'request',
    ]
    assert.deepEqual(
      carrying.filter((kind) => !judged.includes(kind)),
      [],
    )
  })
})

function namesIdentity(kind: keyof typeof dossierBodies): boolean {
  return /"format":"uuid"/.test(JSON.stringify(dossierBodies[kind].toJSONSchema()))
}
