import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { incomingStates, outgoingStates, type Request } from '../../contract.ts'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { ownStepsFrom } from '../../rules/lifecycle.ts'
import { openOffices } from '../../testing-office.ts'
import { sayIn } from '../texts.ts'
import { primaryStep, stepsAhead } from './steps-ahead.ts'
import { turnText } from './turn.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer', 'head')
const draft = await arlenia.as(ana, (ctx) =>
  door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
)

/** Answers: nothing is asked in this request's record. */
const nothingAsked: readonly string[] = ['answer-conditions', 'reply-consultation']

/** The request in a state, for one whose roles allow everything. */
function at(direction: Request['direction'], state: Request['state']): Request {
  return {
    ...draft,
    direction,
    state,
    nextSteps: ownStepsFrom(direction, { state, returnsTo: null, decided: 'granted' }).filter(
      ({ act }) => !nothingAsked.includes(act),
    ),
  }
}

const everywhere = [
  ...outgoingStates.map((state) => at('outgoing', state)),
  ...incomingStates.map((state) => at('incoming', state)),
]

describe('whose turn it is', () => {
  it('is said in one sentence for every state of either side, in six languages', () => {
    for (const lang of ['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const) {
      const view = { lang, say: sayIn(lang), zone: 'UTC', csrf: '', writes: true, opens: true, registers: true }
      for (const request of everywhere) {
        const text = turnText(view, request, { name: 'Bresonia', since: '2026-03-02T12:00:00.000Z' })
        assert.notEqual(text, view.say(`state.${request.state}`), `${lang} ${request.direction} ${request.state}`)
      }
    }
  })

  it('names one step where it is ours, and none where the other side is waited for', () => {
    const pages = Object.fromEntries(
      everywhere.map((request) => [`${request.direction} ${request.state}`, primaryStep(request)?.page ?? null]),
    )
    assert.deepEqual(pages, {
      'outgoing draft': 'check',
      'outgoing in-review': 'review',
      'outgoing approved': 'send',
      'outgoing ready': 'send',
      'outgoing sent-orally': 'send',
      'outgoing sent': null,
      'outgoing delivered': null,
      'outgoing acknowledged': null,
      'outgoing clarification-asked': 'answer',
      'outgoing in-consultation': null,
      'outgoing decided': null,
      'outgoing executing': null,
      'outgoing result-received': 'assess',
      'outgoing assessed': 'close',
      'outgoing closed': null,
      'outgoing withdrawn': null,
      'outgoing returned': null,
      'incoming awaiting-confirmation': null,
      'incoming received': 'acknowledge',
      'incoming acknowledged': 'decide',
      'incoming under-assessment': 'decide',
      'incoming in-consultation': null,
      'incoming clarification-asked': null,
      'incoming decided': 'start-execution',
      'incoming with-executing-authority': 'start-execution',
      'incoming executing': 'send-result',
      'incoming executed': 'send-result',
      'incoming result-sent': null,
      'incoming closed': null,
      'incoming withdrawn': null,
      'incoming forwarded': null,
    })
  })

  it('leads an unfinished draft to what is missing, and says when one goes on without an answer', () => {
    assert.equal(primaryStep({ ...at('outgoing', 'draft'), content: { subject: 'Road' } })?.page, 'edit')
    const labels = stepsAhead(at('incoming', 'clarification-asked')).map((step) => step.label)
    assert(labels.includes('button.decideWithoutAnswer') && !labels.includes('step.decide'), labels.join())
  })
})
