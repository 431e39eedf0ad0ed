import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import * as requests from '@comity/requests/server'
import { sql } from 'kysely'
import * as door from '../operations.ts'
import { assetForUpdate } from '../store/asset-store.ts'
import { grantedRequest, openOffices } from '../testing-offices.ts'

const { arlenia, bresonia } = await openOffices()
const cleo = bresonia.person('cleo', 'head')
const { db } = bresonia.node
const on = bresonia.world.clock.now().toISOString().slice(0, 10)

/** Until a transaction of this database waits for another one. */
async function somebodyWaits(): Promise<void> {
  const waiting = sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  while (((await waiting.execute(db)).rows[0]?.count ?? 0) === 0) await setTimeout(10)
}

describe('a step on an asset that is told', () => {
  it('waits for its request before it holds the asset, so that it and what arrives for the request never wait for one another', async () => {
    const { into: requestId } = await grantedRequest(arlenia, bresonia, new Set())
    const { id: assetId } = await bresonia.as(cleo, (ctx) =>
      door.openAsset(ctx, { kind: 'money', description: 'Account', state: 'xb', currency: 'EUR', amount: '9', on, requestId }),
    )
    const step = { assetId, act: 'trace', on, evidence: 'Statements', requestId, tell: true } as const
    let telling: Promise<unknown> = Promise.resolve()
    await bresonia.as(cleo, async (ctx) => {
      await requests.holdRequest(ctx, requestId)
      telling = bresonia.as(cleo, (other) => door.stepAsset(other, step))
      await somebodyWaits()
      await sql`set local lock_timeout = '5s'`.execute(ctx.db)
      assert.ok(await assetForUpdate(ctx.db, assetId, bresonia.authorityId), 'the asset is free')
    })
    await telling
    const { entries } = await door.getAsset(db, { actor: cleo }, assetId, on)
    assert.deepEqual(
      entries.map(({ act, dossierId }) => [act, dossierId !== null]),
      [
        ['identify', false],
        ['trace', true],
      ],
    )
  })
})
