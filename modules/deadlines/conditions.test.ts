import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as requests from '@comity/requests/server'
import { carry, grantedRequest } from '@comity/testing/granted-request'
import { ClockFilter } from './contract.ts'
import { listClocks } from './operations/list-clocks.ts'
import { calendars, openOffices, type Office } from './testing-offices.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const ben = bresonia.person('ben', 'case-officer', 'registrar')
const carried = new Set<string>()

async function statesOf(office: Office, actor: typeof ana, requestId: string): Promise<string[]> {
  const reading = { db: office.node.db, actor, now: office.world.clock.now(), calendars }
  const { clocks } = await listClocks(reading, ClockFilter.parse({ requestId }))
  return clocks.filter(({ ruleId }) => ruleId === 'condition-due').map(({ state }) => state)
}

describe('a condition with a date (46(26))', () => {
  it('runs on both sides once it is accepted, and ends on both when whoever accepted it says that it is met', async () => {
    const condition = { kind: 'confidentiality' as const, text: 'Sealed until the trial', dueOn: '2026-09-01' }
    const decision = { decision: 'granted-with-conditions' as const, conditions: [condition] }
    const { out, into } = await grantedRequest(arlenia, bresonia, carried, decision)
    const { record: granted } = await requests.getRequest(arlenia.node.db, { actor: ana }, out)
    const conditionId = granted.conditions[0]?.id ?? ''
    const meet = (id: string) =>
      arlenia.as(ana, (ctx) =>
        requests.perform(ctx, {
          act: 'meet-condition',
          requestId: out,
          input: { conditionId: id, on: '2026-03-02', how: 'Sealed by order of the court' },
        }),
      )
    await assert.rejects(meet(conditionId), { code: 'gate-closed' }, 'nobody has accepted it')
    const answers = [{ conditionId, accepted: true }]
    await arlenia.as(hugo, (ctx) => requests.perform(ctx, { act: 'answer-conditions', requestId: out, input: { answers } }))
    await carry(arlenia, bresonia, out, carried)
    assert.deepEqual([await statesOf(arlenia, ana, out), await statesOf(bresonia, ben, into)], [['running'], ['running']])
    await assert.rejects(meet('11111111-1111-4111-8111-111111111111'), { code: 'gate-closed' }, 'it was never set')
    await meet(conditionId)
    assert.equal(await carry(arlenia, bresonia, out, carried), 1)
    for (const [office, actor, id] of [
      [arlenia, ana, out],
      [bresonia, ben, into],
    ] as const) {
      assert.deepEqual(await statesOf(office, actor, id), ['met'])
      const { record } = await requests.getRequest(office.node.db, { actor }, id)
      assert.equal(record.conditions[0]?.metOn, '2026-03-02')
    }
    await assert.rejects(meet(conditionId), { code: 'gate-closed' }, 'once is enough')
  })
})
