import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ComityError } from '@comity/errors'
import { bankRecords, completeContent } from './example-content.ts'
import { withOutcomes } from './outcomes.ts'

const other = { ...bankRecords, id: '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d22' }
const request = { content: { ...completeContent(), measures: [bankRecords, other] }, outcomes: [] }
const full = { measureId: bankRecords.id, outcome: 'full' } as const

describe('the outcomes of a result', () => {
  it('gather over parts, a later word replacing the earlier, in the order of the measures', () => {
    const first = withOutcomes(request, { outcomes: [{ measureId: other.id, outcome: 'partial' }], final: false })
    const last = withOutcomes(
      { ...request, outcomes: first },
      {
        outcomes: [full, { measureId: other.id, outcome: 'impossible', because: 'disappeared', remarks: 'closed account' }],
        final: true,
      },
    )
    assert.deepEqual(last, [
      { ...full, because: null, remarks: null },
      { measureId: other.id, outcome: 'impossible', because: 'disappeared', remarks: 'closed account' },
    ])
  })

  it('are refused where a last result leaves a measure without one, names a foreign one, or one twice', () => {
    const problemOf = (outcomes: { measureId: string; outcome: 'full' }[], final: boolean): string | undefined => {
      try {
        withOutcomes(request, { outcomes, final })
        return undefined
      } catch (error) {
        assert(error instanceof ComityError)
        return error.problems[0]?.message
      }
    }
    assert.equal(problemOf([full], true), 'outcome-missing')
    assert.equal(
      problemOf([{ ...full, measureId: request.content.measures[0]?.id.replace('3f', '4f') ?? '' }], false),
      'measure-unknown',
    )
    assert.equal(problemOf([full, full], false), 'outcome-twice')
  })
})
