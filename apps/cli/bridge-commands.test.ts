import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { bridgeModule, keyHolder } from '@comity/bridge/server'
import { requestsModule, requestsReceiver } from '@comity/requests/server'
import { freePort } from '@comity/testing/browser'
import { openOffices } from '@comity/testing/offices'
import { openPages, sampleToken } from '@comity/testing/pages'
import { run } from './run.ts'

interface Received {
  readonly id: string
  readonly signature: string
  readonly signed: string
}

// The receiver that a programmer of a ministry would write.
const received: Received[] = []
const receiver = { status: 204 }
const server = createServer((incoming, outgoing) => {
  let body = ''
  incoming.on('data', (part: Buffer) => (body += part.toString()))
  incoming.on('end', () => {
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = incoming.headers
    received.push({ id: String(id), signature: String(signature), signed: `${String(id)}.${String(at)}.${body}` })
    outgoing.writeHead(receiver.status).end()
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo

const bridge = bridgeModule({ hosts: [`127.0.0.1:${port}`], folder: null, advice: ({ code }) => code })
const { arlenia } = await openOffices({
  modules: ['audit', 'accounts', 'directory', 'exchange', 'requests', 'bridge'],
  receivers: [requestsReceiver()],
  listeners: bridge.listeners ?? [],
})
const { node } = arlenia
const hugo = arlenia.person('11111111-1111-4111-8111-111111111111', 'head')
const adam = arlenia.person('22222222-2222-4222-8222-222222222222', 'administrator')
const origin = `http://127.0.0.1:${await freePort()}`
const folder = await mkdtemp(path.join(tmpdir(), 'comity-cli-'))
const app = await openPages({
  node,
  people: [hugo, adam],
  keyHolder: keyHolder(),
  origin,
  status: { 'not-signed-in': 401, 'not-allowed': 403, 'bad-input': 400, 'second-person-needed': 403, 'webhook-not-found': 404 },
  navigation: () => [],
  register: async (plain) => {
    await requestsModule().register(plain, node)
    await bridge.register(plain, node)
  },
})
let stop: () => Promise<void> = async () => {}
before(async () => {
  await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  stop = (await bridge.start?.(node)) ?? stop
})
after(async () => {
  await stop()
  await app.close()
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

async function comity(token: string, ...words: readonly string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const environment = { COMITY_SERVER: origin, COMITY_TOKEN: token }
  const code = await run({ arguments: words, environment, folder, out, err, input: Readable.from([]) })
  return { code, out: String(out.read() ?? ''), err: String(err.read() ?? '') }
}
async function json(token: string, ...words: readonly string[]) {
  const { code, out, err } = await comity(token, ...words, '--json')
  assert.equal(code, 0, err)
  return JSON.parse(out)
}
const [head, administrator] = [sampleToken(hugo), sampleToken(adam)]

/** The background work looks every two seconds of the node's own time. */
async function until(reached: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !reached(); turn += 1) {
    await arlenia.world.advance(2_000)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  assert(reached())
}

describe('a case system by the command line', () => {
  let key = ''
  it('gets a key that works when a second person confirmed it', async () => {
    const wish = ['--name', 'Case system', '--acts', 'read,draft,save,attach,note', '--expires-on', '2026-12-31']
    const made = await json(administrator, 'bridge', 'create-machine', ...wish)
    key = made.key
    assert.equal((await comity(key, 'bridge', 'own-machine')).code, 1)
    assert.match((await comity(administrator, 'bridge', 'confirm-machine', made.machine.id)).err, /second-person-needed/)
    await json(head, 'bridge', 'confirm-machine', made.machine.id)
    assert.equal((await json(key, 'bridge', 'own-machine')).state, 'active')
    assert.match(
      (await comity(key, 'bridge', 'create-webhook', '--url', 'https://example.org', '--kinds', 'request.stepped')).err,
      /not-allowed/,
    )
  })

  it('opens and feeds a request, and is called with a signature that it can check; missed calls are replayed', async () => {
    const kinds = ['--kinds', 'request.stepped,request.received']
    const { webhook, secret } = await json(head, 'bridge', 'create-webhook', '--url', `http://127.0.0.1:${port}/events`, ...kinds)
    const drafted = [
      'requests',
      'draft-request',
      '--form',
      'mutual-legal-assistance',
      '--content',
      '{"subject":"From the case system"}',
    ]
    const { id } = await json(key, ...drafted)
    await json(key, 'requests', 'note-on-request', id, '--text', 'Imported')
    await until(() => received.length === 1)
    const [first] = received
    const expected = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(first?.signed ?? '')
    assert.equal(first?.signature, `v1,${expected.digest('base64')}`)
    receiver.status = 410
    await json(key, 'requests', 'note-on-request', id, '--text', 'While the receiver is gone')
    await until(() => received.length === 2)
    await until(() => true)
    const listed = async () => (await json(head, 'bridge', 'list-deliveries', webhook.id, '--state', 'dead')).deliveries
    for (let turn = 0; turn < 100 && (await listed()).length === 0; turn += 1) await arlenia.world.advance(2_000)
    assert.equal((await listed())[0].lastStatus, 410)
    receiver.status = 204
    assert.deepEqual(await json(head, 'bridge', 'ping-webhook', webhook.id), { status: 204, problem: null })
    assert.deepEqual(await json(head, 'bridge', 'replay-failed', webhook.id, '--since', '2026-01-01'), { replayed: 1 })
    await json(head, 'bridge', 'resume-webhook', webhook.id)
    await until(() => received.length === 4)
    assert.equal(received[3]?.id, received[1]?.id, 'under its own identifier')
  })

  it('is shut out at once when its key is revoked', async () => {
    const { machines } = await json(head, 'bridge', 'list-machines')
    await json(head, 'bridge', 'revoke-machine', machines[0].id)
    assert.match((await comity(key, 'requests', 'list-requests')).err, /not-signed-in|signed in/)
  })
})
