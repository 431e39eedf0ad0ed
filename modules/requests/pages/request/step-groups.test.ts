import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { incomingStates, outgoingStates, type Request } from '../../contract.ts'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { ownStepsFrom } from '../../rules/lifecycle.ts'
import { openOffices } from '../../testing-office.ts'
import { groupedSteps } from './step-groups.ts'
import { primaryStep, stepsAhead } from './steps-ahead.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer', 'head')
const draft = await arlenia.as(ana, (ctx) =>
  door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
)

/** The request in a state, for one whose roles allow everything. */
function at(direction: Request['direction'], state: Request['state']): Request {
  return { ...draft, direction, state, nextSteps: ownStepsFrom(direction, { state, returnsTo: null, decided: 'granted' }) }
}

const everywhere = [
  ...outgoingStates.map((state) => at('outgoing', state)),
  ...incomingStates.map((state) => at('incoming', state)),
]
const nothing: ReadonlySet<string> = new Set()
const pages = (steps: readonly { readonly page: string }[]) => steps.map(({ page }) => page)

describe('the steps of a request page', () => {
  it('are all there in every state, each once, and the step of the reader’s turn is the first', () => {
    for (const request of everywhere) {
      const { now, more } = groupedSteps(request, nothing)
      const shown = pages([...now, ...more.flatMap(({ steps }) => steps)])
      assert.deepEqual(shown.toSorted(), pages(stepsAhead(request)).toSorted(), `${request.direction} ${request.state}`)
      const primary = primaryStep(request)
      if (primary !== null) assert.equal(now[0]?.page, primary.page, `${request.direction} ${request.state}`)
    }
  })

  it('keep what brings the request on in sight, and put what may wait under what it is for', () => {
    const { now, more } = groupedSteps(at('outgoing', 'result-received'), nothing)
    assert.deepEqual(pages(now).slice(0, 1), ['answer-conditions'])
    assert(pages(now).includes('assess'))
    assert.deepEqual(
      more.map(({ kind }) => kind),
      ['talk', 'use', 'property', 'record'],
    )
  })

  it('bring forward what the reader’s own side owes', () => {
    const request = at('outgoing', 'executing')
    assert(!pages(groupedSteps(request, nothing).now).includes('give-lifting-views'))
    assert(pages(groupedSteps(request, new Set(['give-lifting-views'])).now).includes('give-lifting-views'))
  })

  it('are not put away where they are few', () => {
    const few = at('outgoing', 'closed')
    const cut = { ...few, nextSteps: few.nextSteps.slice(0, 3) }
    assert.deepEqual(groupedSteps(cut, nothing).more, [])
  })
})
