import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ComityError } from '@comity/errors'
import { assetActs, columns, type AssetAct, type Column, type StepInput } from '../contract.ts'
import { type Movement, nothing, occupied, standingOf, sumOf, moved, type Standing } from './ledger.ts'
import { amountOf, amountText } from './money.ts'
import { type AssetFacts, planStep, type StepFacts } from './plan-step.ts'
import { disposedColumns, heldColumns, transitions } from './transitions.ts'

const facts: StepFacts = {
  hearing: 'views',
  order: { reference: 'O-1', issuedOn: '2026-01-02', amount: null, currency: null, enforced: 0n },
}
const everything = {
  on: '2026-03-01',
  evidence: 'bank statement',
  freezeBasis: '54-2-b',
  automaticLifting: 'after two years',
  until: '2026-06-01',
  reasons: 'no longer needed',
  viewsBy: '2026-04-01',
  orderReference: 'O-1',
  orderIssuedOn: '2026-01-02',
  finalityWaived: 'by agreement',
  returnBasis: '57-3-c',
  recipient: 'Arlenia',
  informal: false,
} as const

/** A step with everything that its act asks for; `keep`, `lapse` and `realise` have their own. */
function stepOf(act: AssetAct, more: Partial<StepInput> = {}): StepInput {
  const own: Partial<StepInput> = act === 'lapse' ? { on: '2026-06-01' } : {}
  return { ...everything, act, ...own, ...more }
}

const wayToEnforced = ['trace', 'freeze', 'order', 'finalise', 'enforce'] as const

const aStep = fc.record({
  act: fc.constantFrom(...assetActs),
  from: fc.option(fc.constantFrom(...columns), { nil: undefined }),
  cents: fc.option(fc.bigInt({ min: 1n, max: 2_000_000n }), { nil: undefined }),
  reverse: fc.nat({ max: 9 }),
})

describe('the ledger of an asset', () => {
  it('holds and has disposed of exactly what was confiscated, whatever is done to it', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 40 }), fc.subarray([...wayToEnforced]), (steps, way) => {
        const movements: Movement[] = [{ id: 'first', from: null, to: 'identified', amount: 10_000_000n, reverses: null }]
        for (const act of way) tryStep(movements, { act, from: undefined, cents: undefined, reverse: 9 }, act)
        for (const [at, step] of steps.entries()) tryStep(movements, step, `e${at}`)
        const standing = standingOf(movements)
        const confiscated = flow(movements, (one) => one.to === 'enforced' && one.from !== null && !held(one.from))
        const gained = flow(movements, (one) => one.from === null && one.to !== null && held(one.to))
        const lost = flow(movements, (one) => one.to === null && one.from !== null && held(one.from))
        assert.equal(sumOf(standing, [...heldColumns, ...disposedColumns]), confiscated + gained - lost)
        const brought = flow(movements, (one) => one.from === null) - flow(movements, (one) => one.to === null)
        assert.equal(sumOf(standing), brought, 'no amount is in two columns, and none is nowhere')
        for (const amount of standing.balances.values()) assert.ok(amount > 0n)
      }),
      { numRuns: 300 },
    )
  })

  it('moves only along the lines of the table', () => {
    for (const act of assetActs) {
      for (const column of columns) {
        const allowed = transitions.some((one) => one.act === act && one.from.includes(column))
        const asset = at(column)
        const attempt = () =>
          planStep(
            asset,
            stepOf(
              act,
              act === 'revalue'
                ? { valuationKind: 'market', valuationOn: '2026-02-01', amount: '5' }
                : act === 'realise' || act === 'expense'
                  ? { amount: '5' }
                  : {},
            ),
            facts,
          )
        if (allowed) assert.ok(attempt().length > 0, `${act} from ${column}`)
        else assert.throws(attempt, { code: 'asset-step-not-possible' }, `${act} from ${column}`)
      }
    }
  })

  it('reaches every column from a first finding, and leaves none that was disposed of', () => {
    const reached = new Set<Column>(['identified'])
    for (let size = 0; size !== reached.size;) {
      size = reached.size
      for (const { from, to } of transitions)
        if (to !== null && from.some((one) => one !== null && reached.has(one))) reached.add(to)
    }
    assert.deepEqual(
      columns.filter((column) => !reached.has(column)),
      [],
    )
    assert.ok(transitions.every(({ from }) => !from.some((one) => one !== null && disposedColumns.includes(one))))
  })

  it('moves the whole of what is not valued yet, and gives it an amount where it stands', () => {
    let standing: Standing = moved(nothing, { from: null, to: 'identified', amount: null })
    standing = moved(standing, { from: 'identified', to: 'frozen', amount: null })
    assert.deepEqual([occupied(standing), sumOf(standing)], [['frozen'], 0n])
    standing = moved(standing, { from: null, to: 'frozen', amount: 5n })
    assert.deepEqual([occupied(standing), sumOf(standing), standing.whole], [['frozen'], 5n, null])
    assert.throws(() => moved(standing, { from: 'frozen', to: 'lifted', amount: null }), { code: 'asset-step-not-possible' })
  })

  it('refuses a reversal on which later entries stand', () => {
    const first: Movement = { id: 'a', from: null, to: 'identified', amount: 5n, reverses: null }
    const second: Movement = { id: 'b', from: 'identified', to: 'traced', amount: 5n, reverses: null }
    assert.throws(() => standingOf([first, second, { ...first, id: 'c', reverses: 'a' }]), ComityError)
    assert.deepEqual(occupied(standingOf([first, second, { ...second, id: 'c', reverses: 'b' }])), ['identified'])
  })
})

function at(column: Column): AssetFacts {
  return { currency: 'USD', freezeUntil: '2026-06-01', standing: { balances: new Map([[column, amountOf('100')]]), whole: null } }
}

const held = (column: Column): boolean => heldColumns.includes(column)

function flow(movements: readonly Movement[], wanted: (one: Movement) => boolean): bigint {
  const gone = new Set(movements.flatMap(({ id, reverses }) => (reverses === null ? [] : [id, reverses])))
  return movements.filter((one) => !gone.has(one.id) && wanted(one)).reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)
}

function tryStep(
  movements: Movement[],
  step: { act: AssetAct; from: Column | undefined; cents: bigint | undefined; reverse: number },
  id: string,
) {
  const asset: AssetFacts = { currency: 'USD', freezeUntil: '2026-06-01', standing: standingOf(movements) }
  try {
    if (step.reverse === 0 && movements.length > 1) {
      const target = movements.at(-1)
      if (target === undefined || target.reverses !== null) return
      const reversal = { id, from: target.to, to: target.from, amount: target.amount, reverses: target.id }
      standingOf([...movements, reversal])
      movements.push(reversal)
      return
    }
    const more = {
      ...(step.from === undefined ? {} : { from: step.from }),
      ...(step.cents === undefined ? {} : { amount: amountText(step.cents * 100n) }),
      ...(step.act === 'revalue' ? { valuationKind: 'market' as const, valuationOn: '2026-02-01' } : {}),
    }
    const planned = planStep(asset, stepOf(step.act, more), facts)
    movements.push(...planned.map(({ from, to, amount }, index) => ({ id: `${id}.${index}`, from, to, amount, reverses: null })))
  } catch (error) {
    // What the ledger refuses does not happen; anything else is a bug.
    if (!(error instanceof ComityError)) throw error
  }
}
