import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { inContext } from '@comity/accounts/server'
import * as requests from '@comity/requests/server'
import { carry } from '@comity/testing/granted-request'
import { until } from '@comity/testing/two-nodes'
import { dispatchDue } from './dispatch.ts'
import type { CreateWebhook } from './contract.ts'
import { listDeliveries, replayDeliveries } from './operations/deliveries.ts'
import { createWebhook, getWebhook, removeWebhook, resumeWebhook } from './operations/webhooks.ts'
import { openOffices, receiver, unitOf } from './testing-office.ts'
import type { Got } from './testing-office.ts'

const { arlenia, bresonia } = await openOffices()
const hugo = arlenia.person('hugo', 'head')
const ana = arlenia.person('ana', 'case-officer')
const { node } = arlenia
const DAY_MS = 86_400_000
/** For a receiver that answers: a busy machine is no reason. */
const PATIENCE_MS = 60_000

type Wish = { readonly [Field in keyof CreateWebhook]?: CreateWebhook[Field] }

async function subscribed(program: { url: string; host: string }, wish: Wish = {}) {
  const sending = { hosts: [program.host], timeoutMs: PATIENCE_MS }
  const input = { unitId: null, kinds: ['request.stepped' as const], ...wish, url: program.url }
  const { webhook, secret } = await arlenia.as(hugo, (ctx) => createWebhook(ctx, input, sending.hosts))
  return { id: webhook.id, secret, sending, dispatch: () => dispatchDue(node, sending) }
}

async function drafted(): Promise<{ requestId: string }> {
  const { id } = await arlenia.as(ana, (ctx) =>
    requests.draftRequest(ctx, { form: 'mutual-legal-assistance', content: { subject: 'Bank records of Mr Doe' } }),
  )
  return { requestId: id }
}

const noted = (of: { requestId: string }) =>
  arlenia.as(ana, (ctx) => requests.perform(ctx, { ...of, act: 'note', input: { text: 'secret' } }))
const deliveries = async (id: string) =>
  (await listDeliveries(node.db, hugo, { id, before: undefined, state: undefined, limit: 200 })).deliveries.toReversed()
const eventIds = (got: readonly Got[]) => got.map(({ headers }) => headers['webhook-id'])

/** The signature as openssl makes it from the secret's own text. */
function opensslSignature(secret: string, { headers, body }: Got): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64').toString('hex')
  const message = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.')
  const command = ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${key}`, '-binary']
  return `v1,${execFileSync('openssl', command, { input: message }).toString('base64')}`
}

describe('an event', () => {
  it('is signed so that openssl finds the same, and says nothing of the case', async () => {
    const program = await receiver(() => 204)
    const { id, secret, dispatch } = await subscribed(program)
    const of = await drafted()
    await noted(of)
    assert.equal(await dispatch(), 1)
    const [got] = program.got
    assert(got)
    assert.equal(got.headers['webhook-signature'], opensslSignature(secret, got))
    assert.equal(Number(got.headers['webhook-timestamp']), node.world.clock.now().getTime() / 1000)
    const { ownReference: reference } = await requests.getRequest(node.db, { actor: ana }, of.requestId)
    assert.deepEqual(JSON.parse(got.body), {
      type: 'request.stepped',
      timestamp: node.world.clock.now().toISOString(),
      data: { eventId: got.headers['webhook-id'], requestId: of.requestId, reference },
    })
    assert.doesNotMatch(JSON.stringify(got), /secret|Doe/)
    assert.equal(await dispatch(), 0, 'once')
    assert.deepEqual(
      (await deliveries(id)).map(({ state, attempts, lastStatus }) => [state, attempts, lastStatus]),
      [['delivered', 1, 204]],
    )
  })

  it('is not told of where the act itself is undone', async () => {
    const program = await receiver(() => 200)
    const { dispatch } = await subscribed(program)
    const of = await drafted()
    await assert.rejects(
      inContext(node, ana, async (ctx) => {
        await requests.perform(ctx, { ...of, act: 'note', input: { text: 'undone' } })
        throw new TypeError('the power fails')
      }),
    )
    assert.equal(await dispatch(), 0)
  })

  it('is of the kinds and of the unit that were wished for only', async () => {
    const unit = await unitOf(arlenia, 'Asset desk')
    const program = await receiver(() => 200)
    const ours = await subscribed(program, { unitId: unit })
    const other = await receiver(() => 200)
    await subscribed(other)
    const received = await receiver(() => 200)
    await subscribed(received, { kinds: ['request.received'] })
    const of = await drafted()
    await arlenia.as(ana, (ctx) => requests.assignRequest(ctx, { ...of, unit, named: [] }))
    await dispatchDue(node, { hosts: [program.host, other.host, received.host], timeoutMs: PATIENCE_MS })
    assert.deepEqual([program.got.length, other.got.length, received.got.length], [1, 0, 0])
    assert.equal((await deliveries(ours.id)).length, 1)
  })

  it('tells what the other State sent apart from one’s own steps', async () => {
    const program = await receiver(() => 200)
    const { dispatch } = await subscribed(program, { kinds: ['request.received', 'request.receipted'] })
    const ben = bresonia.person('ben', 'case-officer', 'registrar')
    const asked = await bresonia.as(ben, (ctx) =>
      requests.draftRequest(ctx, { form: 'mutual-legal-assistance', counterpart: arlenia.authorityId, content: whole() }),
    )
    const out = { requestId: asked.id }
    const cleo = bresonia.person('cleo', 'head')
    await bresonia.as(ben, (ctx) => requests.submitRequest(ctx, out))
    await bresonia.as(cleo, (ctx) => requests.approveRequest(ctx, out))
    await bresonia.as(cleo, (ctx) => requests.sendRequest(ctx, out))
    await carry(bresonia, arlenia, asked.id, new Set())
    assert.equal(await dispatch(), 1)
    assert.equal(JSON.parse(program.got[0]?.body ?? '{}').type, 'request.received')
  })
})

describe('a receiver in trouble', () => {
  it('is tried again later and later, in order and under the same identifiers', async () => {
    const program = await receiver((_, count) => (count <= 3 ? 500 : 200))
    const { id, dispatch } = await subscribed(program)
    const of = await drafted()
    await noted(of)
    await noted(of)
    const pauses: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      await dispatch()
      assert.equal(program.got.length, turn + 1, 'one try each time: what comes after waits')
      const { nextTryAt, failingSince } = await getWebhook(node.db, hugo, id)
      assert(nextTryAt !== null && failingSince !== null)
      pauses.push(Date.parse(nextTryAt) - node.world.clock.now().getTime())
      await arlenia.world.advance((pauses.at(-1) ?? 0) - 1)
      assert.equal(await dispatch(), 0, 'not before its time')
      await arlenia.world.advance(1)
    }
    assert.equal(await dispatch(), 2)
    const [first = 0, second = 0, third = 0] = pauses
    assert(first >= 7500 && first <= 12_500 && second >= 15_000 && second <= 25_000 && third >= 30_000 && third <= 50_000)
    const known = (await deliveries(id)).map(({ eventId }) => eventId)
    assert.deepEqual(eventIds(program.got), [known[0], known[0], known[0], known[0], known[1]])
    assert.equal((await getWebhook(node.db, hugo, id)).failingSince, null)
  })

  it('that does not answer in time, or leads elsewhere, has not taken it', async () => {
    const silent = await receiver(() => null)
    const a = await subscribed(silent)
    await noted(await drafted())
    await dispatchDue(node, { hosts: [silent.host], timeoutMs: 200 })
    assert.deepEqual(
      (await deliveries(a.id)).map(({ state, problem }) => [state, problem]),
      [['waiting', 'timed-out']],
    )
    await arlenia.as(hugo, (ctx) => removeWebhook(ctx, a.id))
    const leading = await receiver((got) => (got.path === '/elsewhere' ? 200 : 302))
    const b = await subscribed(leading)
    await noted(await drafted())
    await b.dispatch()
    assert.deepEqual(
      (await deliveries(b.id)).map(({ state, lastStatus }) => [state, lastStatus]),
      [['waiting', 302]],
    )
    assert.equal(leading.got.length, 1, 'nobody followed')
    await arlenia.as(hugo, (ctx) => removeWebhook(ctx, b.id))
  })

  it('for three days is called no more; what waits goes when a person says so, and what was given up when it is replayed', async () => {
    let status = 503
    const program = await receiver(() => status)
    const { id, dispatch } = await subscribed(program)
    const of = await drafted()
    await noted(of)
    for (let hour = 0; hour <= 72; hour += 1) {
      await dispatch()
      await arlenia.world.advance(DAY_MS / 24)
    }
    const [dead] = await deliveries(id)
    assert.equal(dead?.state, 'dead')
    assert(dead.attempts >= 12 && dead.attempts <= 30, String(dead.attempts))
    const stopped = await getWebhook(node.db, hugo, id)
    assert.deepEqual([stopped.stoppedFor, stopped.dead], ['failing', 1])
    await noted(of)
    status = 200
    assert.equal(await dispatch(), 0, 'it stands still')
    await arlenia.as(hugo, (ctx) => resumeWebhook(ctx, id))
    assert.equal(await dispatch(), 1, 'what waited')
    const since = node.world.clock.now().toISOString().slice(0, 10)
    assert.deepEqual(await arlenia.as(hugo, (ctx) => replayDeliveries(ctx, id, { since })), { replayed: 0 })
    assert.deepEqual(await arlenia.as(hugo, (ctx) => replayDeliveries(ctx, id, { since: '2026-03-01' })), { replayed: 1 })
    assert.equal(await dispatch(), 1)
    assert.equal(eventIds(program.got).at(-1), dead.eventId)
    await arlenia.as(hugo, (ctx) => replayDeliveries(ctx, id, { eventId: dead.eventId }))
    assert.equal(await dispatch(), 1, 'also one that was taken')
    await assert.rejects(
      arlenia.as(ana, (ctx) => replayDeliveries(ctx, id, { since })),
      { code: 'not-allowed' },
    )
  })

  it('that is gone is called no more at once', async () => {
    const program = await receiver(() => 410)
    const { id, dispatch } = await subscribed(program)
    await noted(await drafted())
    await dispatch()
    assert.equal((await getWebhook(node.db, hugo, id)).stoppedFor, 'gone')
  })

  it('does not hold up the others', async () => {
    const silent = await receiver(() => null)
    const quick = await receiver(() => 200)
    const slow = await subscribed(silent)
    await subscribed(quick)
    await noted(await drafted())
    const dispatched = dispatchDue(node, { hosts: [silent.host, quick.host], timeoutMs: PATIENCE_MS })
    await until('both are called', async () => (silent.got.length === 1 && quick.got.length === 1 ? true : null))
    silent.hangUp()
    await dispatched
    await arlenia.as(hugo, (ctx) => removeWebhook(ctx, slow.id))
  })
})

function whole() {
  return {
    subject: 'Records',
    legalBasis: ['UNCAC art. 46'],
    requestingAuthority: 'Prosecutor',
    proceeding: {
      subjectMatter: 'Bribery',
      nature: 'investigation' as const,
      authorityName: 'Prosecutor',
      authorityFunctions: 'Prosecutes',
    },
    facts: 'Facts',
    offences: [],
    persons: [],
    property: [],
    measures: [
      { id: '7b0f9d0e-1111-4222-8333-444455556666', kind: 'provide-records' as const, description: 'Records of an account' },
    ],
    purpose: 'Evidence',
    language: 'en',
    urgency: 'routine' as const,
    confidentiality: 'ordinary' as const,
    acceptedGaps: [],
  }
}
