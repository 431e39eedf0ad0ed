import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthorityId, type Actor } from '@comity/accounts/contract'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import { carry, openOffices } from '../testing-office.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const ben = bresonia.person('ben', 'case-officer')
const chief = bresonia.person('chief', 'head')
const court = AuthorityId.parse('xb.anti-corruption-tribunal')
const judge: Actor = { kind: 'person', id: 'judge', name: 'Judge', authorityId: court, roles: ['executing-officer'] }

/** A request that Bresonia granted and passed on to its court, with a note that the office made for itself. */
async function passedOn() {
  const draft = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
  )
  await arlenia.as(ana, (ctx) => door.perform(ctx, { requestId: draft.id, act: 'submit', input: {} }))
  await arlenia.as(hugo, (ctx) => door.perform(ctx, { requestId: draft.id, act: 'approve', input: {} }))
  await arlenia.as(hugo, (ctx) => door.perform(ctx, { requestId: draft.id, act: 'send', input: {} }))
  await carry(arlenia, bresonia, draft.thread, new Set())
  const [row] = (await door.listRequests(bresonia.node.db, { actor: ben }, { limit: 1 })).rows
  assert(row)
  const requestId = row.id
  await bresonia.as(ben, (ctx) => door.perform(ctx, { requestId, act: 'acknowledge', input: {} }))
  await bresonia.as(ben, (ctx) =>
    door.perform(ctx, { requestId, act: 'note', input: { text: 'The minister must not know yet.' } }),
  )
  await bresonia.as(chief, (ctx) => door.perform(ctx, { requestId, act: 'decide', input: { decision: 'granted' } }))
  await bresonia.as(ben, (ctx) =>
    door.perform(ctx, { requestId, act: 'pass-on', input: { to: court, remarks: 'Hear the bank.' } }),
  )
  return requestId
}

describe('a court that executes for the office', () => {
  it('reads what passed between the States and what it was given, and nothing that the office noted for itself', async () => {
    const requestId = await passedOn()
    await bresonia.as(judge, (ctx) => door.perform(ctx, { requestId, act: 'note', input: { text: 'Hearing on Monday.' } }))
    const seen = (actor: Actor) => door.timelineOf(bresonia.node.db, { actor }, requestId)
    const whole = await seen(ben)
    const guests = await seen(judge)
    assert.ok(JSON.stringify(whole).includes('minister'))
    assert.ok(!JSON.stringify(guests).includes('minister'))
    assert.deepEqual(
      guests.filter(({ internal }) => internal).map(({ act }) => act),
      ['passed-on', 'noted'],
    )
    const crossed = (entries: typeof whole) => entries.filter(({ internal }) => !internal)
    assert.deepEqual(crossed(guests), crossed(whole))
  })
})
