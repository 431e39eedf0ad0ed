import { ComityError } from '@comity/errors'
import type { Column, DistributeInput, StepInput } from '../contract.ts'
import { occupied } from './ledger.ts'
import { amountOf, amountText } from './money.ts'
import { type AssetFacts, planStep, type PlannedEntry, type StepFacts } from './plan-step.ts'
import { moved } from './ledger.ts'
import { heldColumns } from './transitions.ts'

/**
 * The steps of a distribution: expenses first, then the shares, which together are the net, neither more nor less.
 *
 * @throws ComityError `asset-shares-differ` with the net; what each step throws.
 */
export function planDistribution(asset: AssetFacts, input: DistributeInput, facts: StepFacts): readonly PlannedEntry[] {
  const from = sourceOf(asset, input.from)
  const gross = asset.standing.balances.get(from) ?? 0n
  const expenses = input.expenses === undefined ? 0n : amountOf(input.expenses)
  const net = gross - expenses
  const shared = input.shares.reduce((sum, { amount }) => sum + amountOf(amount), 0n)
  if (net < 0n) throw new ComityError('asset-amount-exceeded')
  if (shared !== net)
    throw new ComityError('asset-shares-differ', {
      values: { net: amountText(net), shares: amountText(shared), currency: asset.currency },
    })
  let standing = asset.standing
  return stepsOf(input, from, expenses).flatMap((step) => {
    const planned = planStep({ ...asset, standing }, step, facts)
    standing = planned.reduce(moved, standing)
    return planned
  })
}

function sourceOf({ standing }: AssetFacts, from: Column | undefined): Column {
  const there = occupied(standing).filter((column) => heldColumns.includes(column))
  const [only, second] = there
  if (from === undefined && second !== undefined)
    throw new ComityError('asset-step-incomplete', { problems: [{ path: 'from', message: 'which-part' }] })
  const found = from === undefined ? only : there.find((column) => column === from)
  if (found === undefined) throw new ComityError('asset-step-not-possible')
  return found
}

function stepsOf(input: DistributeInput, from: Column, expenses: bigint): StepInput[] {
  const { on, returnBasis, agreement, legalBasis, established, evidence, note } = input
  const base = { on, from, ...defined({ legalBasis, note }) }
  const deducted: StepInput[] =
    expenses === 0n ? [] : [{ ...base, act: 'expense', amount: amountText(expenses), reasons: '57(4)' }]
  const shares = input.shares.map(({ act, amount, recipient }): StepInput => ({
    ...base,
    act,
    amount,
    returnBasis,
    ...defined({ agreement, established, evidence, recipient }),
  }))
  return [...deducted, ...shares]
}

function defined<Parts extends object>(parts: Parts): { [Key in keyof Parts]?: Exclude<Parts[Key], undefined> } {
  const present: { [Key in keyof Parts]?: Exclude<Parts[Key], undefined> } = {}
  Object.assign(present, Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)))
  return present
}
