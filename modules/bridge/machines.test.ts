import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addPerson, systemActor } from '@comity/accounts/server'
import type { ErrorStatus } from '@comity/http'
import { requestsModule } from '@comity/requests/server'
import * as requests from '@comity/requests/server'
import { openPages, sampleToken } from '@comity/testing/pages'
import { sql } from 'kysely'
import { CreateMachine } from './contract.ts'
import { keyHolder } from './key-holder.ts'
import { confirmMachine, createMachine, listMachines, revokeMachine } from './operations/machines.ts'
import { registerRoutes } from './routes.ts'
import { keyOf, openOffices, unitOf } from './testing-office.ts'

const { arlenia } = await openOffices()
const hugo = arlenia.person('hugo', 'head')
const adam = arlenia.person('adam', 'administrator')
const ana = arlenia.person('ana', 'case-officer')
const { node } = arlenia
const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'request-not-found': 404,
  'step-not-possible': 409,
  'request-incomplete': 422,
  'machine-not-found': 404,
  'webhook-not-found': 404,
  internal: 500,
}
const app = await openPages({
  node,
  people: [hugo, adam, ana],
  keyHolder: keyHolder(),
  status,
  navigation: () => [],
  register: (made) => {
    void requestsModule().register(made, node)
    registerRoutes(made, node, { sending: { hosts: [], timeoutMs: 60_000 }, folder: null })
  },
})
const call = async (key: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  const answer = await app.inject({ method, url, headers: { authorization: `Bearer ${key}` }, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.json() }
}
const wish = { name: 'Case system', acts: ['read' as const], expiresOn: '2026-12-31' }
const draft = { form: 'mutual-legal-assistance', content: { subject: 'Accounts of a shell company' } }

describe('a key', () => {
  it('works once a second person has confirmed it, never the one who made it', async () => {
    const { machine, key } = await arlenia.as(adam, (ctx) => createMachine(ctx, CreateMachine.parse(wish)))
    assert.match(key, /^comity_[\w-]{43}$/)
    assert.equal((await call(key, 'GET', '/api/requests')).status, 401)
    await assert.rejects(
      arlenia.as(adam, (ctx) => confirmMachine(ctx, machine.id)),
      { code: 'second-person-needed' },
    )
    await assert.rejects(
      arlenia.as(ana, (ctx) => confirmMachine(ctx, machine.id)),
      { code: 'not-allowed' },
    )
    const zoe = arlenia.person('zoe', 'administrator')
    await assert.rejects(
      arlenia.as(zoe, (ctx) => confirmMachine(ctx, machine.id)),
      { code: 'head-needed' },
      'two administrators, who see no case, give nobody a way to one',
    )
    await arlenia.as(hugo, (ctx) => confirmMachine(ctx, machine.id))
    assert.equal((await call(key, 'GET', '/api/requests')).status, 200)
    assert.equal((await call(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`, 'GET', '/api/requests')).status, 401)
  })

  it('is confirmed by a head who sees what it will see', async () => {
    const [ours, theirs] = [await unitOf(arlenia, 'Own desk'), await unitOf(arlenia, 'Foreign desk')]
    const { machine } = await arlenia.as(adam, (ctx) => createMachine(ctx, CreateMachine.parse({ ...wish, unitId: ours })))
    const headOf = (unit: string) => ({ ...arlenia.person(`head-of-${unit}`, 'head'), units: [unit] })
    await assert.rejects(
      arlenia.as(headOf(theirs), (ctx) => confirmMachine(ctx, machine.id)),
      { code: 'head-needed' },
    )
    const confirmed = await arlenia.as(headOf(ours), (ctx) => confirmMachine(ctx, machine.id))
    assert.equal(confirmed.state, 'active')
  })

  it('goes to the heads of today again where none of them has let it work, and works meanwhile', async () => {
    const { id, key } = await keyOf(arlenia, {})
    const listed = async () => (await listMachines(node.db, hugo, node.world.clock.now())).find((one) => one.id === id)
    assert.equal((await listed())?.toReview, true, 'whoever confirmed it is no head of this office’s books')
    const { id: personId } = await arlenia.as(systemActor(arlenia.authorityId), (ctx) =>
      addPerson(ctx, { name: 'Hedda Lund', login: 'hedda', roles: ['head'], authorityId: arlenia.authorityId }),
    )
    const hedda = { ...arlenia.person('hedda', 'head'), id: personId, name: 'Hedda Lund' }
    const zoe = arlenia.person('zoe', 'administrator')
    await assert.rejects(
      arlenia.as(zoe, (ctx) => confirmMachine(ctx, id)),
      { code: 'head-needed' },
    )
    assert.equal((await call(key, 'GET', '/api/requests')).status, 200)
    const confirmed = await arlenia.as(hedda, (ctx) => confirmMachine(ctx, id))
    assert.deepEqual([confirmed.state, confirmed.confirmedByName], ['active', 'Hedda Lund'])
    assert.equal((await listed())?.toReview, false)
    await assert.rejects(
      arlenia.as(hedda, (ctx) => confirmMachine(ctx, id)),
      { code: 'nothing-to-confirm' },
    )
    await sql`update accounts.person set roles = '{}' where id = ${personId}`.execute(node.db)
    assert.equal((await listed())?.toReview, true, 'keys outlive those who vouched for them')
  })

  it('is kept as a hash only, and is not told again', async () => {
    const { key } = await keyOf(arlenia, {})
    const { rows } = await sql<{ text: string }>`select m::text as text from bridge.machine m
      union all select e::text from audit.entry e`.execute(node.db)
    assert(!rows.some(({ text }) => text.includes(key.slice(12))))
    const [machine] = await listMachines(node.db, hugo, node.world.clock.now())
    assert(!JSON.stringify(machine).includes(key.slice(12)))
  })

  it('ends when it is revoked, on its last day, and with its unit', async () => {
    const revoked = await keyOf(arlenia, {})
    await arlenia.as(hugo, (ctx) => revokeMachine(ctx, revoked.id))
    assert.equal((await call(revoked.key, 'GET', '/api/requests')).status, 401)
    await assert.rejects(
      arlenia.as(adam, (ctx) => confirmMachine(ctx, revoked.id)),
      { code: 'nothing-to-confirm' },
    )
    const unit = await unitOf(arlenia, 'Closing desk')
    const closed = await keyOf(arlenia, { unitId: unit })
    assert.equal((await call(closed.key, 'GET', '/api/requests')).status, 200)
    await sql`update accounts.unit set archived_at = now() where id = ${unit}`.execute(node.db)
    await arlenia.world.advance(500) // past the node: it looks again after so long
    assert.equal((await call(closed.key, 'GET', '/api/requests')).status, 401)
    const short = await keyOf(arlenia, { expiresOn: '2026-03-02' })
    assert.equal((await call(short.key, 'GET', '/api/requests')).status, 200)
    arlenia.world.setNow(new Date('2026-03-03T00:00:00Z'))
    assert.equal((await call(short.key, 'GET', '/api/requests')).status, 401)
  })

  it('is not made for a unit of nobody, a day past or too far, or acts that are a person’s', async () => {
    const make = (changed: object) => arlenia.as(hugo, (ctx) => createMachine(ctx, CreateMachine.parse({ ...wish, ...changed })))
    await assert.rejects(make({ unitId: '7b0f9d0e-1111-4222-8333-444455556666' }), { code: 'bad-input' })
    await assert.rejects(make({ expiresOn: '2026-03-01' }), { code: 'bad-input' })
    await assert.rejects(make({ expiresOn: '2028-01-01' }), { code: 'bad-input' })
    for (const act of ['send', 'approve', 'decide', 'assign', 'open'])
      assert.equal(CreateMachine.safeParse({ ...wish, acts: [act] }).success, false, act)
    await assert.rejects(
      arlenia.as(ana, (ctx) => createMachine(ctx, CreateMachine.parse(wish))),
      { code: 'not-allowed' },
    )
  })
})

describe('a machine', () => {
  it('does what its key names and nothing else, in its own name', async () => {
    const { id, key } = await keyOf(arlenia, { acts: ['read', 'draft', 'note'] })
    const made = await call(key, 'POST', '/api/requests', draft)
    assert.equal(made.status, 200)
    assert.equal(made.body.assignee, null, 'nobody has it yet')
    const at = `/api/requests/${made.body.id}`
    assert.equal((await call(key, 'POST', `${at}/note`, { text: 'Imported' })).status, 200)
    assert.deepEqual(
      made.body.nextSteps.map(({ act }: { act: string }) => act),
      ['note'],
    )
    for (const [act, input] of [
      ['submit', {}],
      ['approve', {}],
      ['send', {}],
      ['assign', { assignee: null }],
    ] as const)
      assert.equal((await call(key, 'POST', `${at}/${act}`, input)).status, 403, act)
    const entries = await sql<{ act: string; actor_id: string; actor_name: string }>`
      select act, actor_id, actor_name from audit.entry where subject_id = ${made.body.id} order by sequence`.execute(node.db)
    assert.deepEqual(
      entries.rows.map((row) => [row.act, row.actor_id, row.actor_name]),
      [
        ['request.drafted', id, 'Case system (API)'],
        ['request.note', id, 'Case system (API)'],
      ],
    )
  })

  it('learns by its key who it is; a person is told that they are none', async () => {
    const { id, key } = await keyOf(arlenia, { acts: ['read', 'note'] })
    const own = await call(key, 'GET', '/api/bridge/self')
    assert.deepEqual([own.body.id, own.body.acts, own.body.state], [id, ['read', 'note'], 'active'])
    assert.equal((await call(sampleToken(hugo), 'GET', '/api/bridge/self')).status, 404)
  })

  it('may say application/json with a call that sends nothing', async () => {
    const { id } = await keyOf(arlenia, {})
    const headers = { authorization: `Bearer ${sampleToken(hugo)}`, 'content-type': 'application/json' }
    const url = `/api/bridge/machines/${id}/revoke`
    const answer = await app.inject({ method: 'POST', url, headers, payload: '' })
    assert.deepEqual([answer.statusCode, answer.json().state], [200, 'revoked'])
  })

  it('has no business with keys, webhooks or the folder itself, though its key be made by the head', async () => {
    const { key } = await keyOf(arlenia, {})
    for (const url of ['/api/bridge/machines', '/api/bridge/webhooks', '/api/bridge/folder'])
      assert.equal((await call(key, 'GET', url)).status, 403, url)
    assert.equal((await call(sampleToken(hugo), 'GET', '/api/bridge/machines')).status, 200)
    assert.equal((await call(sampleToken(ana), 'GET', '/api/bridge/machines')).status, 403)
  })

  it('without “read” sees no list and no request', async () => {
    const { key } = await keyOf(arlenia, { acts: ['draft'] })
    assert.equal((await call(key, 'POST', '/api/requests', draft)).status, 200)
    assert.equal((await call(key, 'GET', '/api/requests')).status, 403)
  })

  it('sees what its unit sees: others’ requests do not exist, and what it opens lies with its unit', async () => {
    const ours = await unitOf(arlenia, 'Case desk')
    const theirs = await unitOf(arlenia, 'Other desk')
    const { key } = await keyOf(arlenia, { unitId: ours, acts: ['read', 'draft'] })
    const made = await call(key, 'POST', '/api/requests', draft)
    assert.equal(made.body.unit, ours)
    const hidden = await arlenia.as(ana, (ctx) =>
      requests.draftRequest(ctx, { form: 'mutual-legal-assistance', content: { subject: 'Hidden' } }),
    )
    await arlenia.as(ana, (ctx) => requests.assignRequest(ctx, { requestId: hidden.id, unit: theirs }))
    assert.equal((await call(key, 'GET', `/api/requests/${hidden.id}`)).status, 404)
    const listed = await call(key, 'GET', '/api/requests?limit=50')
    const ids = listed.body.rows.map((row: { id: string }) => row.id)
    assert(ids.includes(made.body.id) && !ids.includes(hidden.id))
  })
})
