import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Column, StepInput } from '../contract.ts'
import { amountOf, amountText } from './money.ts'
import { planDistribution } from './plan-distribution.ts'
import { type AssetFacts, type OrderFacts, planStep, type StepFacts } from './plan-step.ts'

const none: StepFacts = { hearing: null, order: null }
const order: OrderFacts = {
  reference: 'C 12/2026',
  issuedOn: '2026-01-10',
  amount: amountOf('1000'),
  currency: 'USD',
  enforced: amountOf('900'),
}

function at(column: Column, amount = '500', currency = 'USD'): AssetFacts {
  return { currency, freezeUntil: null, standing: { balances: new Map([[column, amountOf(amount)]]), whole: null } }
}
const missing = (act: () => unknown): string[] => {
  try {
    act()
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'problems' in error && Array.isArray(error.problems))
      return error.problems.map((one: { path: string; message: string }) => `${one.path}:${one.message}`)
    throw error
  }
  return []
}
const on = '2026-03-01'

describe('a freeze', () => {
  it('names its basis, the rule of automatic lifting, and either an end or “until further order” (54(2), WA 41(1)(e))', () => {
    const bare: StepInput = { act: 'freeze', on }
    assert.deepEqual(
      missing(() => planStep(at('traced'), bare, none)),
      ['freezeBasis:needed', 'automaticLifting:needed', 'until:until-or-order'],
    )
    const told: StepInput = { ...bare, freezeBasis: '54-2-a', automaticLifting: 'art. 9 of the Act', untilFurtherOrder: true }
    assert.deepEqual(
      planStep(at('traced'), told, none).map(({ legalBasis, to }) => [legalBasis, to]),
      [['54(2)(a)', 'frozen']],
    )
    assert.deepEqual(
      missing(() => planStep(at('traced'), { ...told, until: '2026-09-01' }, none)),
      ['until:until-or-order'],
    )
  })

  it('is lifted only after the requesting State was heard, or where that was impossible (55(8))', () => {
    const lift: StepInput = { act: 'lift', on, reasons: 'acquitted' }
    assert.throws(() => planStep(at('lift-proposed'), lift, none), { code: 'asset-not-heard' })
    assert.equal(planStep(at('lift-proposed'), lift, { ...none, hearing: 'views' })[0]?.details.hearing, 'views')
    assert.equal(
      planStep(at('lift-proposed'), { ...lift, hearingImpossible: 'court fixed the same day' }, none)[0]?.details.hearing,
      'impossible',
    )
    assert.throws(() => planStep(at('frozen'), lift, none), { code: 'asset-not-heard' })
  })

  it('lapses by itself on its day and not before', () => {
    const frozen = { ...at('frozen'), freezeUntil: '2026-03-02' }
    assert.deepEqual(
      missing(() => planStep(frozen, { act: 'lapse', on }, none)),
      ['on:not-lapsed'],
    )
    assert.equal(planStep(frozen, { act: 'lapse', on: '2026-03-02' }, none)[0]?.to, 'lifted')
  })

  it('of a part leaves the rest where it is; a new valuation counts for all', () => {
    const freeze: StepInput = {
      act: 'freeze',
      on,
      freezeBasis: '54-2-b',
      automaticLifting: 'none',
      untilFurtherOrder: true,
      amount: '200',
    }
    assert.deepEqual(
      planStep(at('traced'), freeze, none).map(({ act, amount }) => [act, amountText(amount ?? 0n)]),
      [['freeze', '200.00']],
    )
    const valued: StepInput = { ...freeze, valuationKind: 'nominal', valuationOn: on }
    assert.deepEqual(
      planStep(at('traced'), valued, none).map(({ act, from, amount }) => [act, from, amountText(amount ?? 0n)]),
      [
        ['revalue', 'traced', '300.00'],
        ['freeze', 'traced', '200.00'],
      ],
    )
  })
})

describe('the enforcement of a confiscation order', () => {
  const enforce: StepInput = { act: 'enforce', on }

  it('never takes more than the order over all its assets (WA 26(2), FR 16(2))', () => {
    assert.throws(() => planStep(at('order-final', '100.01'), enforce, { ...none, order }), { code: 'asset-order-exceeded' })
    assert.equal(planStep(at('order-final', '100'), enforce, { ...none, order })[0]?.orderAmount, amountOf('100'))
  })

  it('in another currency takes the rate of the day that the rule names (WA 24(4), FR 18(3))', () => {
    const euros = at('order-final', '80', 'EUR')
    const rated: StepInput = { ...enforce, rateValue: '1.25', rateSource: 'ECB', rateOn: on, rateRule: 'wa-24-4' }
    assert.deepEqual(
      missing(() => planStep(euros, enforce, { ...none, order })),
      ['rateValue:rate-needed', 'rateOn:rate-needed', 'rateSource:rate-needed'],
    )
    assert.equal(planStep(euros, rated, { ...none, order })[0]?.orderAmount, amountOf('100'))
    const issued: StepInput = { ...rated, rateRule: 'fr-18-3' }
    assert.deepEqual(
      missing(() => planStep(euros, issued, { ...none, order })),
      ['rateOn:rate-day-issued'],
    )
    assert.equal(planStep(euros, { ...issued, rateOn: order.issuedOn }, { ...none, order }).length, 1)
  })

  it('waits until the order is final, unless finality is waived with the reason', () => {
    assert.deepEqual(
      missing(() => planStep(at('confiscation-ordered', '50'), enforce, { ...none, order })),
      ['finalityWaived:final-or-waived'],
    )
  })

  it('of a thing without value waits for its valuation', () => {
    const house: AssetFacts = { currency: 'USD', freezeUntil: null, standing: { balances: new Map(), whole: 'order-final' } }
    assert.deepEqual(
      missing(() => planStep(house, enforce, { ...none, order })),
      ['amount:value-needed'],
    )
    const valued: StepInput = { ...enforce, amount: '90', valuationKind: 'expert', valuationOn: on }
    assert.equal(planStep(house, valued, { ...none, order }).length, 2)
  })
})

describe('return', () => {
  it('asks for what its basis asks for', () => {
    const back: StepInput = { act: 'return', on, recipient: 'Arlenia', returnBasis: '57-3-b' }
    assert.deepEqual(
      missing(() => planStep(at('realised'), back, none)),
      ['established:needed', 'evidence:needed'],
    )
    assert.deepEqual(
      missing(() => planStep(at('realised'), { ...back, returnBasis: '57-5' }, none)),
      ['agreement:needed'],
    )
    assert.deepEqual(
      missing(() => planStep(at('realised'), { ...back, returnBasis: 'default-sharing' }, none)),
      ['legalBasis:needed'],
    )
    assert.equal(planStep(at('realised'), { ...back, returnBasis: '57-3-a' }, none).length, 1)
  })

  it('leaves nothing to keep where the State shall return (57(3)(a)–(b))', () => {
    const keep: StepInput = { act: 'retain', on, returnBasis: '57-3-a' }
    assert.deepEqual(
      missing(() => planStep(at('realised'), keep, none)),
      ['returnBasis:shall-return'],
    )
  })

  it('distributes the net: shares that are not exactly the net are refused', () => {
    const input = {
      on,
      returnBasis: 'default-sharing',
      legalBasis: 'FR 30(7)',
      expenses: '50',
      shares: [
        { act: 'share', amount: '225', recipient: 'Arlenia' },
        { act: 'retain', amount: '225' },
      ],
    } as const
    const planned = planDistribution(at('realised', '500'), { ...input, shares: [...input.shares] }, none)
    assert.deepEqual(
      planned.map(({ act, amount }) => [act, amountText(amount ?? 0n)]),
      [
        ['expense', '50.00'],
        ['share', '225.00'],
        ['retain', '225.00'],
      ],
    )
    assert.throws(() => planDistribution(at('realised', '500.01'), { ...input, shares: [...input.shares] }, none), {
      code: 'asset-shares-differ',
    })
    assert.throws(() => planDistribution(at('realised', '40'), { ...input, shares: [...input.shares] }, none), {
      code: 'asset-amount-exceeded',
    })
  })
})
