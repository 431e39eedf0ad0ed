import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Asset, StepInput } from './contract.ts'
import * as door from './operations.ts'
import type { AssetReport } from '@comity/requests/contract'
import { getRequest, perform } from '@comity/requests/server'
import { carry, grantedRequest, openOffices } from './testing-offices.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const oscar = bresonia.person('oscar', 'asset-officer')
const cleo = bresonia.person('cleo', 'head')
const day = bresonia.world.clock.now().toISOString().slice(0, 10)
const carried = new Set<string>()

const inArlenia = (id: string): Promise<Asset> => door.getAsset(arlenia.node.db, { actor: ana }, id, day)
const told = (asset: Asset) => asset.entries.map(({ act, from, to, amount }) => [act, from, to, amount])

describe('an asset in two offices', () => {
  it('goes from tracing to return, and both ledgers say the same', async () => {
    const { out, into } = await grantedRequest(arlenia, bresonia, carried)
    const opened = await bresonia.as(oscar, (ctx) =>
      door.openAsset(ctx, {
        kind: 'money',
        description: 'Account BR-1',
        state: 'xb',
        currency: 'USD',
        amount: '900000',
        on: day,
        requestId: into,
        tell: true,
      }),
    )
    const take = async (actor: typeof oscar, input: Omit<StepInput, 'on'>) =>
      bresonia.as(actor, (ctx) => door.stepAsset(ctx, { ...input, on: day, assetId: opened.id, requestId: into, tell: true }))
    await take(oscar, { act: 'trace', evidence: 'statement of 1 March' })
    await take(oscar, { act: 'freeze', freezeBasis: '54-2-a', automaticLifting: 'after one year', until: '2027-06-01' })
    await take(oscar, {
      act: 'order',
      orderReference: 'C 12/2026',
      orderIssuedOn: '2026-01-10',
      orderAmount: '1000000',
      orderCurrency: 'USD',
    })
    await take(oscar, { act: 'finalise' })
    await take(oscar, { act: 'enforce' })
    await take(oscar, { act: 'expense', amount: '10000', reasons: 'administration' })
    await take(cleo, { act: 'return', amount: '800000', returnBasis: '57-3-a', recipient: 'Treasury of Arlenia' })
    const ours = await take(cleo, { act: 'share', returnBasis: 'default-sharing', legalBasis: 'FR 30(7)', recipient: 'Arlenia' })
    assert.deepEqual(ours.balances, [
      { column: 'returned', amount: '800000.00' },
      { column: 'shared', amount: '90000.00' },
      { column: 'expense', amount: '10000.00' },
    ])
    await carry(bresonia, arlenia, into, carried)
    const theirs = await inArlenia(opened.id)
    assert.deepEqual(told(theirs), told(ours))
    assert.deepEqual([theirs.disputes, theirs.requests[0]?.requestId], [[], out])
    assert.ok(theirs.entries.every(({ side, state }) => side === 'theirs' && state === 'xb'))
    assert.ok(ours.entries.every(({ dossierId }) => dossierId !== null))
  })

  it('is lifted only after the requesting State was heard (55(8))', async () => {
    const { out, into } = await grantedRequest(arlenia, bresonia, carried)
    const { id } = await bresonia.as(oscar, (ctx) =>
      door.openAsset(ctx, {
        kind: 'money',
        description: 'Account BR-2',
        state: 'xb',
        currency: 'EUR',
        amount: '5',
        on: day,
        requestId: into,
      }),
    )
    const base = { assetId: id, on: day, requestId: into, tell: true }
    await bresonia.as(oscar, (ctx) =>
      door.stepAsset(ctx, { ...base, act: 'freeze', freezeBasis: '54-2-b', automaticLifting: 'none', untilFurtherOrder: true }),
    )
    await assert.rejects(
      bresonia.as(cleo, (ctx) => door.stepAsset(ctx, { ...base, act: 'lift', reasons: 'no evidence came' })),
      { code: 'asset-not-heard' },
    )
    await bresonia.as(oscar, (ctx) =>
      door.stepAsset(ctx, { ...base, act: 'propose-lifting', reasons: 'no evidence came', viewsBy: '2027-01-01' }),
    )
    await assert.rejects(
      bresonia.as(cleo, (ctx) => door.stepAsset(ctx, { ...base, act: 'lift', reasons: 'no evidence came' })),
      { code: 'asset-not-heard' },
    )
    await carry(bresonia, arlenia, into, carried)
    assert.deepEqual((await inArlenia(id)).columns, ['lift-proposed'])
    const request = await arlenia.as(ana, (ctx) => door.getAsset(ctx.db, ctx, id, day))
    assert.equal(request.requests[0]?.requestId, out)
    const { record } = await getRequest(arlenia.node.db, { actor: ana }, out)
    const liftingId = record.liftings[0]?.id ?? ''
    await arlenia.as(ana, (ctx) =>
      perform(ctx, { requestId: out, act: 'give-lifting-views', input: { liftingId, opposes: true, views: 'Trial in May.' } }),
    )
    await carry(arlenia, bresonia, out, carried)
    const lifted = await bresonia.as(cleo, (ctx) => door.stepAsset(ctx, { ...base, act: 'lift', reasons: 'no evidence came' }))
    assert.equal(lifted.entries.at(-1)?.details.hearing, 'views')
    await carry(bresonia, arlenia, into, carried)
    const theirs = await inArlenia(id)
    assert.deepEqual([theirs.columns, theirs.disputes], [['lifted'], []])
  })

  it('keeps what the other State told and the ledger refuses, with the reason, until a person settles it', async () => {
    const { into } = await grantedRequest(arlenia, bresonia, carried)
    const assetId = '11111111-2222-4333-8444-555555555555'
    const report = { assetId, description: 'Villa', kind: 'specific-item' as const, on: day }
    const tell = (more: Pick<AssetReport, 'step'> & Partial<AssetReport>) =>
      bresonia.as(cleo, (ctx) => perform(ctx, { requestId: into, act: 'report-asset', input: { ...report, ...more } }))
    const back = (entryId = '') => arlenia.as(ana, (ctx) => door.reverseEntry(ctx, { assetId, entryId, reasons: 'not so' }))
    await tell({ step: 'identified' })
    await tell({ step: 'traced' })
    await assert.rejects(tell({ step: 'traced' }), { code: 'asset-step-not-possible' }, 'nor does our own ledger take it')
    await tell({ step: 'frozen', legalBasis: '54(2)(b)', automaticLifting: 'none' })
    await carry(bresonia, arlenia, into, carried)
    const frozen = await inArlenia(assetId)
    assert.deepEqual([frozen.columns, frozen.freeze?.basis, frozen.disputes.length], [['frozen'], '54-2-b', 0])
    await back(frozen.entries.at(-1)?.id)
    await tell({ step: 'kept-frozen' })
    await carry(bresonia, arlenia, into, carried)
    const disputed = await inArlenia(assetId)
    assert.deepEqual(
      disputed.disputes.map(({ reason, kind }) => [kind, reason]),
      [['asset-report', 'asset-step-not-possible']],
    )
    assert.deepEqual([disputed.disputed, disputed.columns], [1, ['traced']])
    const disputeId = disputed.disputes[0]?.id ?? ''
    const settled = await arlenia.as(ana, (ctx) => door.settleDispute(ctx, { assetId, disputeId, settlement: 'told by phone' }))
    assert.deepEqual([settled.disputed, settled.disputes[0]?.settlement], [0, 'told by phone'])
  })

  it('is no way around the head, nor into an asset of another thread', async () => {
    const { into } = await grantedRequest(arlenia, bresonia, carried)
    const assetId = '11111111-2222-4333-8444-666666666666'
    const report = { assetId, description: 'Villa', kind: 'specific-item' as const, on: day }
    const tell = (actor: typeof cleo, step: AssetReport['step']) =>
      bresonia.as(actor, (ctx) => perform(ctx, { requestId: into, act: 'report-asset', input: { ...report, step } }))
    const asset = bresonia.person('mei', 'asset-officer')
    await tell(asset, 'identified')
    await assert.rejects(tell(asset, 'lifted'), { code: 'not-allowed' })
  })

  it('leaves a reference that a counterpart named first free for an order of our own', async () => {
    const { into } = await grantedRequest(arlenia, bresonia, carried)
    const assetId = '11111111-2222-4333-8444-777777777777'
    const report = { assetId, description: 'Plot', kind: 'specific-item' as const, on: day, orderReference: 'C 77/2026' }
    for (const step of ['identified', 'traced', 'confiscation-ordered'] as const)
      await bresonia.as(cleo, (ctx) => perform(ctx, { requestId: into, act: 'report-asset', input: { ...report, step } }))
    await carry(bresonia, arlenia, into, carried)
    const theirs = await inArlenia(assetId)
    assert.deepEqual([theirs.columns, theirs.disputes], [['confiscation-ordered'], []])
    const { id } = await arlenia.as(ana, (ctx) =>
      door.openAsset(ctx, { kind: 'money', description: 'Own', state: 'xa', currency: 'EUR', amount: '10', on: day }),
    )
    const take = (input: Omit<StepInput, 'on'>) =>
      arlenia.as(ana, (ctx) => door.stepAsset(ctx, { ...input, on: day, assetId: id }))
    await take({ act: 'trace', evidence: 'statement' })
    await take({
      act: 'order',
      orderReference: 'C 77/2026',
      orderIssuedOn: '2026-02-02',
      orderAmount: '10',
      orderCurrency: 'EUR',
    })
    await take({ act: 'finalise' })
    const enforced = await take({ act: 'enforce' })
    assert.deepEqual(enforced.columns, ['enforced'])
  })
})
