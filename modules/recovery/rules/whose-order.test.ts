import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { assetActs } from '../contract.ts'
import { OWN, whoseOrder } from './whose-order.ts'

const counterparts = fc.array(fc.constantFrom('xb.central-authority', 'xc.central-authority', 'request:1'), { maxLength: 3 })
const act = fc.constantFrom(...assetActs)

describe('whose order a step may be under', () => {
  it('is never this office’s own where a counterpart speaks of an order that is not between us', () => {
    fc.assert(
      fc.property(counterparts, act, (others, done) => {
        assert.ok(!whoseOrder({ side: 'theirs', act: done, counterparts: others, ours: false }).includes(OWN))
      }),
    )
  })

  it('begins with this office for every step of its own, and ends there where it makes an order known', () => {
    fc.assert(
      fc.property(counterparts, act, (others, done) => {
        const whose = whoseOrder({ side: 'ours', act: done, counterparts: others, ours: true })
        assert.deepEqual(whose, done === 'order' ? [OWN] : [OWN, ...others])
      }),
    )
  })
})
