import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { entriesOf } from '../store/entry-store.ts'
import type { NewAsset } from '../contract.ts'
import * as door from '../operations.ts'
import { openOffices } from '../testing-offices.ts'

const { arlenia } = await openOffices()
const oscar = arlenia.person('oscar', 'asset-officer')
const hugo = arlenia.person('hugo', 'head')
const ada = arlenia.person('ada', 'auditor')
const { db } = arlenia.node
const day = arlenia.world.clock.now().toISOString().slice(0, 10)
const villa: NewAsset = { kind: 'specific-item', description: 'Villa', state: 'xb', currency: 'EUR', on: day, amount: '300000' }
const unit = '7b1f4b1e-0d8e-4a77-9a52-58c1f0a3d001'
const inUnit = { ...arlenia.person('uma', 'asset-officer'), units: [unit] }
const elsewhere = { ...arlenia.person('eli', 'asset-officer'), units: ['7b1f4b1e-0d8e-4a77-9a52-58c1f0a3d002'] }

const open = (more: Partial<NewAsset> = {}) => arlenia.as(oscar, (ctx) => door.openAsset(ctx, { ...villa, ...more }))

describe('the asset ledger of an office', () => {
  it('is written by asset officers, lifted and returned by the head, read by the auditor', async () => {
    const { id } = await open()
    assert.deepEqual((await door.getAsset(db, { actor: ada }, id, day)).next, [])
    await assert.rejects(
      arlenia.as(ada, (ctx) => door.openAsset(ctx, villa)),
      { code: 'not-allowed' },
    )
    await assert.rejects(
      arlenia.as(oscar, (ctx) => door.stepAsset(ctx, { assetId: id, act: 'lift', on: day, reasons: 'x' })),
      { code: 'not-allowed' },
    )
  })

  it('shows an asset to those who need to know, and to no one else', async () => {
    const { id } = await arlenia.as(inUnit, (ctx) => door.openAsset(ctx, villa))
    await assert.rejects(door.getAsset(db, { actor: elsewhere }, id, day), { code: 'asset-not-found' })
    await assert.rejects(
      arlenia.as(elsewhere, (ctx) => door.stepAsset(ctx, { assetId: id, act: 'trace', on: day, evidence: 'x' })),
      { code: 'asset-not-found' },
    )
    const seen = await door.listAssets(db, { actor: elsewhere }, { limit: 200 })
    assert.ok(seen.rows.every((row) => row.id !== id))
    const counted = await door.assetTotals(db, { actor: hugo }, {})
    const fewer = await door.assetTotals(db, { actor: elsewhere }, {})
    assert.ok((counted.totals[0]?.assets ?? 0) > (fewer.totals[0]?.assets ?? 0))
  })

  it('lends a deputy no role of the absent on what only the deputy sees', async () => {
    const { id } = await arlenia.as(inUnit, (ctx) => door.openAsset(ctx, villa))
    const absent = { personId: 'hanna', roles: ['head' as const], units: ['7b1f4b1e-0d8e-4a77-9a52-58c1f0a3d002'] }
    const deputy = {
      ...arlenia.person('dag', 'asset-officer', 'head'),
      ownRoles: ['asset-officer' as const],
      units: [unit],
      deputyFor: [absent.personId],
      places: [absent],
    }
    const lift = { assetId: id, act: 'lift' as const, on: day, reasons: 'x' }
    await assert.rejects(
      arlenia.as(deputy, (ctx) => door.stepAsset(ctx, lift)),
      { code: 'not-allowed' },
    )
    const offered = (await door.getAsset(db, { actor: deputy }, id, day)).next
    const own = (await door.getAsset(db, { actor: inUnit }, id, day)).next
    assert.deepEqual(offered, own)
    // On what the absent head sees the deputy is the head: the step is refused for what it is, not for who takes it.
    const theirs = await arlenia.as(elsewhere, (ctx) => door.openAsset(ctx, villa))
    await assert.rejects(
      arlenia.as(deputy, (ctx) => door.stepAsset(ctx, { ...lift, assetId: theirs.id })),
      { code: 'asset-step-not-possible' },
    )
  })

  it('never changes an entry; a correction is a new one that reverses', async () => {
    const { id } = await open()
    const traced = await arlenia.as(oscar, (ctx) => door.stepAsset(ctx, { assetId: id, act: 'trace', on: day, evidence: 'deed' }))
    const entryId = traced.entries[1]?.id ?? ''
    await assert.rejects(sql`update recovery.entry set amount = 1 where id = ${entryId}`.execute(db), /append-only/)
    const first = traced.entries[0]?.id ?? ''
    await assert.rejects(
      arlenia.as(oscar, (ctx) => door.reverseEntry(ctx, { assetId: id, entryId: first, reasons: 'wrong' })),
      {
        code: 'asset-step-not-possible',
      },
    )
    const reversed = await arlenia.as(oscar, (ctx) => door.reverseEntry(ctx, { assetId: id, entryId, reasons: 'wrong' }))
    assert.deepEqual([reversed.columns, reversed.entries.length], [['identified'], 3])
    await assert.rejects(
      arlenia.as(oscar, (ctx) => door.reverseEntry(ctx, { assetId: id, entryId, reasons: 'wrong' })),
      {
        code: 'asset-step-not-possible',
      },
    )
    assert.equal((await entriesOf(db, arlenia.authorityId, id))[2]?.reverses, entryId)
  })

  it('takes no more under an order than it allows, over all its assets', async () => {
    const order = { orderReference: 'C 7/2026', orderIssuedOn: '2026-01-05', orderAmount: '400000', orderCurrency: 'EUR' }
    const enforced = async (amount: string) => {
      const { id } = await open()
      await arlenia.as(oscar, (ctx) => door.stepAsset(ctx, { assetId: id, act: 'trace', on: day, evidence: 'deed' }))
      await arlenia.as(oscar, (ctx) => door.stepAsset(ctx, { assetId: id, act: 'order', on: day, ...order }))
      await arlenia.as(oscar, (ctx) => door.stepAsset(ctx, { assetId: id, act: 'finalise', on: day }))
      return arlenia.as(oscar, (ctx) => door.stepAsset(ctx, { assetId: id, act: 'enforce', on: day, amount }))
    }
    await enforced('250000')
    await assert.rejects(enforced('150000.01'), { code: 'asset-order-exceeded' })
    const last = await enforced('150000')
    assert.deepEqual([last.held, last.columns], ['150000.00', ['order-final', 'enforced']])
    const distribution = { assetId: last.id, on: day, returnBasis: '57-3-c' as const, expenses: '5000' }
    const shares = [
      { act: 'compensate' as const, amount: '45000', recipient: 'Village' },
      { act: 'return' as const, amount: '100000', recipient: 'Arlenia' },
    ]
    const done = await arlenia.as(hugo, (ctx) => door.distributeAsset(ctx, { ...distribution, shares }))
    assert.deepEqual([done.held, done.expenses], ['0.00', '5000.00'])
  })

  it('lists what ends soonest first, page by page, and sums per currency, converted by recorded rates', async () => {
    const early = await open({ description: 'Early' })
    const late = await open({ description: 'Late', currency: 'USD' })
    const freeze = { act: 'freeze' as const, on: day, freezeBasis: '54-2-c' as const, automaticLifting: 'none' }
    await arlenia.as(oscar, (ctx) => door.stepAsset(ctx, { assetId: late.id, ...freeze, until: '2027-09-01' }))
    await arlenia.as(oscar, (ctx) => door.stepAsset(ctx, { assetId: early.id, ...freeze, until: '2027-05-01' }))
    const first = await door.listAssets(db, { actor: hugo }, { column: 'frozen', limit: 1 })
    const second = await door.listAssets(db, { actor: hugo }, { column: 'frozen', limit: 1, after: first.next ?? '' })
    assert.deepEqual([first.rows[0]?.description, second.rows[0]?.description, second.next], ['Early', 'Late', null])
    const rate = { from: 'USD', to: 'EUR', value: '0.5', on: day, source: 'Central bank' }
    const before = await door.assetTotals(db, { actor: hugo }, { column: 'frozen', currency: 'EUR' })
    assert.deepEqual(before.converted, [{ column: 'frozen', currency: 'EUR', amount: '300000.00', missing: ['USD'] }])
    await arlenia.as(oscar, (ctx) => door.recordRate(ctx, rate))
    const totals = await door.assetTotals(db, { actor: hugo }, { column: 'frozen', currency: 'EUR' })
    assert.deepEqual(
      totals.totals.map(({ currency, amount }) => [currency, amount]),
      [
        ['EUR', '300000.00'],
        ['USD', '300000.00'],
      ],
    )
    assert.deepEqual(totals.converted, [{ column: 'frozen', currency: 'EUR', amount: '450000.00', missing: [] }])
    assert.deepEqual(totals.rates, [rate])
  })

  it('records the claim of a third party and what became of it, once', async () => {
    const { id } = await open()
    const claimed = await arlenia.as(oscar, (ctx) =>
      door.raiseClaim(ctx, { assetId: id, claimant: 'Bank', article: '31(9)', grounds: 'mortgage', raisedOn: day, amount: '10' }),
    )
    const claimId = claimed.claims[0]?.id ?? ''
    const decide = () =>
      arlenia.as(oscar, (ctx) =>
        door.decideClaim(ctx, { assetId: id, claimId, state: 'admitted', decidedOn: day, reasons: 'deed' }),
      )
    assert.deepEqual(
      (await decide()).claims.map(({ state, amount }) => [state, amount]),
      [['admitted', '10.00']],
    )
    await assert.rejects(decide(), { code: 'conflict' })
  })
})
