import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { amountOf, amountText, converted, split } from './money.ts'

describe('amounts of money', () => {
  it('are read and written without losing a digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }), (amount) => {
        assert.equal(amountOf(amountText(amount)), amount)
      }),
    )
    assert.deepEqual(
      ['1', '0.1', '0.0001', '123456789012345.6789'].map((text) => amountText(amountOf(text))),
      ['1.00', '0.10', '0.0001', '123456789012345.6789'],
    )
  })

  it('are converted exactly, half to even at the smallest unit of the currency', () => {
    assert.equal(amountText(converted(amountOf('100'), '0.91735', 'EUR')), '91.74')
    assert.equal(amountText(converted(amountOf('100'), '0.91725', 'EUR')), '91.72')
    assert.equal(amountText(converted(amountOf('100'), '1.505', 'JPY')), '150.00')
    assert.equal(amountText(converted(amountOf('1.001'), '1', 'KWD')), '1.001')
  })

  it('split into a share and a remainder that make the whole', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 0, max: 10_000 }), (amount, hundredths) => {
        const [part, rest] = split(amount, (hundredths / 100).toFixed(2), 'EUR')
        assert.equal(part + rest, amount)
      }),
    )
  })
})
