import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import * as requests from '@comity/requests/server'
import { dispatchDue } from './dispatch.ts'
import type { CreateWebhook } from './contract.ts'
import { pingWebhook } from './operations/ping-webhook.ts'
import { createWebhook, rotateSecret, stopWebhook } from './operations/webhooks.ts'
import { openOffices, receiver } from './testing-office.ts'
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

/** The signature as openssl makes it from the secret's own text. */
function opensslSignature(secret: string, { headers, body }: Got): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64').toString('hex')
  const message = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.')
  const command = ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${key}`, '-binary']
  return `v1,${execFileSync('openssl', command, { input: message }).toString('base64')}`
}

describe('a subscription', () => {
  it('signs with both secrets for a day after the change, then with the new one only', async () => {
    const program = await receiver(() => 200)
    const { id, secret: former, dispatch } = await subscribed(program)
    const { secret } = await arlenia.as(hugo, (ctx) => rotateSecret(ctx, id))
    const of = await drafted()
    await noted(of)
    await dispatch()
    await arlenia.world.advance(DAY_MS)
    await noted(of)
    await dispatch()
    const [both, one] = program.got
    assert(both && one)
    assert.equal(both.headers['webhook-signature'], `${opensslSignature(secret, both)} ${opensslSignature(former, both)}`)
    assert.equal(one.headers['webhook-signature'], opensslSignature(secret, one))
  })

  it('is tested at once, also while it stands still', async () => {
    let status = 200
    const program = await receiver(() => status)
    const { id, sending } = await subscribed(program)
    await arlenia.as(hugo, (ctx) => stopWebhook(ctx, id))
    assert.deepEqual(await pingWebhook(node, hugo, sending, id), { status: 200, problem: null })
    status = 401
    assert.deepEqual(await pingWebhook(node, hugo, sending, id), { status: 401, problem: null })
    assert.equal(JSON.parse(program.got[0]?.body ?? '{}').type, 'ping')
    await assert.rejects(pingWebhook(node, ana, sending, id), { code: 'not-allowed' })
    await assert.rejects(pingWebhook(bresonia.node, bresonia.person('cleo', 'head'), sending, id), { code: 'webhook-not-found' })
  })

  it('leads nowhere inside: not by number, not by name, not by what a name leads to, not by a configuration that is over', async () => {
    const inner = await receiver(() => 200)
    const create = (url: string, hosts: readonly string[] = []) =>
      arlenia.as(hugo, (ctx) => createWebhook(ctx, { url, unitId: null, kinds: ['request.stepped'] }, hosts))
    for (const url of [
      'https://127.0.0.1/x',
      'https://2130706433/x',
      'https://[::1]/x',
      'https://[::ffff:10.0.0.1]/x',
      'https://169.254.169.254/latest/meta-data',
      'https://10.1.2.3/x',
      'https://192.168.1.1:8443/x',
      'https://localhost/x',
      'https://a.localhost/x',
      'https://metadata.google.internal/x',
      'http://example.org/x',
      'https://user:word@example.org/x',
      inner.url,
    ])
      await assert.rejects(create(url), { code: 'bad-input' }, url)
    await assert.rejects(create('http://10.1.2.3/x', ['10.1.2.3']), { code: 'bad-input' }, 'named, but in the clear')
    const { webhook } = await create(inner.url, [inner.host])
    assert.deepEqual(await pingWebhook(node, hugo, { hosts: [], timeoutMs: 500 }, webhook.id), {
      status: null,
      problem: 'not-public',
    })
    assert.equal(inner.got.length, 0)
  })
})
