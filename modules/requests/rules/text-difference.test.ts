import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { textDifference } from './text-difference.ts'

const text = fc
  .array(fc.constantFrom('the', 'official', 'took', 'money', ' ', '\n', '据', '称', 'أخذ'), { maxLength: 40 })
  .map((words) => words.join(' '))

describe('the difference of two texts', () => {
  it('holds both whole', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = textDifference(before, after)
        const without = (kind: string) =>
          runs
            .filter((run) => run.kind !== kind)
            .map((run) => run.text)
            .join('')
        assert.equal(without('inserted'), before)
        assert.equal(without('removed'), after)
      }),
    )
  })

  it('names the words that changed and no others', () => {
    assert.deepEqual(textDifference('The whole balance.', 'The half balance.'), [
      { kind: 'same', text: 'The ' },
      { kind: 'removed', text: 'whole ' },
      { kind: 'inserted', text: 'half ' },
      { kind: 'same', text: 'balance.' },
    ])
    assert.deepEqual(textDifference('同一事实', '同一个事实')[1], { kind: 'inserted', text: '个' })
  })

  it('is quick for the longest texts, also where nothing is alike', () => {
    const [a, b] = ['a '.repeat(10_000), 'b '.repeat(10_000)]
    // Time of this process alone: a busy machine is no fault.
    const began = process.cpuUsage()
    assert.deepEqual(
      textDifference(a, b).map(({ kind }) => kind),
      ['removed', 'inserted'],
    )
    assert(process.cpuUsage(began).user < 2_000_000, 'less than two seconds')
  })
})
