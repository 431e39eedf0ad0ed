import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isOfSeries, referenceOf } from './references.ts'

describe('own reference numbers', () => {
  it('name the State, the year and the number', () => {
    assert.equal(referenceOf('xa.central-authority', 'request', 2026, 1), 'XA-2026-0001')
  })

  it('tell matters from requests', () => {
    assert.equal(referenceOf('xa.central-authority', 'matter', 2026, 12), 'XA-M-2026-0012')
  })

  it('grow past four digits', () => {
    assert.equal(referenceOf('xb.prosecution', 'request', 2027, 12345), 'XB-2027-12345')
  })

  it('are the register’s own of this year and later; an old register may have had like ones', () => {
    const own = (reference: string) => isOfSeries('xa.central-authority', reference, 2026)
    assert.deepEqual(['XA-2026-0001', 'XA-M-2027-7', 'XA-2025-0001', 'XB-2026-0001', 'XA/2026/0001'].map(own), [
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
