import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import test from 'node:test'
import { systemActor } from '@comity/accounts/server'
import { LinesHealth, PeerHealth, PeerList, PeerTest } from '@comity/exchange/contract'
import { dossiersOf, lineNotice } from '@comity/exchange/server'
import { renderPage } from '@comity/ui'
import { realWorld } from '@comity/world'
import { run } from '../apps/cli/run.ts'
import { forwardProxy, reverseProxy } from './small-proxies.ts'
import { staff, twoExchanges, until } from './two-exchanges.ts'

// Each node speaks through a forward proxy with a password, and a reverse proxy with another Host stands before each.
const proxy = await forwardProxy()
const through = realWorld({ url: proxy.url, except: [] }).net
const { a, b } = await twoExchanges(() => through, { front: reverseProxy })
const [idA, idB] = [a.node.facts.authorityId, b.node.facts.authorityId]

async function call(
  at: typeof a,
  method: 'GET' | 'POST',
  url: string,
  body?: object,
  who: keyof typeof staff | null = 'administrator',
) {
  const headers = who === null ? {} : { authorization: `Bearer ${staff[who]}` }
  return at.app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) })
}
const shown = async (at: typeof a, peer: string): Promise<PeerHealth> =>
  PeerHealth.parse((await call(at, 'GET', `/api/peers/${peer}`)).json())
const stateOf = async (thread: string) => (await dossiersOf(a.node.db, thread))[0]
const noticeOf = async (thread: string): Promise<string> => {
  const notice = await lineNotice(a.node, { lang: 'en', zone: 'UTC', thread, actor: systemActor(a.node.facts.authorityId) })
  return notice === null ? '' : renderPage(notice).replaceAll(/<[^>]+>/g, '')
}

test(
  'a peer on whom nothing was tried yet can be tested: reached, signed, its clock, its software',
  { timeout: 600_000 },
  async () => {
    assert.equal((await shown(a, idB)).standing, 'untried')
    b.setClockOff(-30_000)
    const tested = PeerTest.parse((await call(a, 'POST', `/api/peers/${idB}/test`)).json())
    b.setClockOff(0)
    assert.deepEqual(
      [tested.reached, tested.problem, tested.software, tested.listens, tested.waitingThere],
      [true, null, 'comity 0.1.0', true, 0],
    )
    assert(tested.clockOffMs !== null && Math.abs(tested.clockOffMs + 30_000) < 5_000, String(tested.clockOffMs))
    assert(proxy.seen.at(-1)?.endsWith('/exchange/ping'))
    const [here, there] = [await shown(a, idB), await shown(b, idA)]
    assert.deepEqual([here.standing, there.standing, there.heardBy], ['good', 'good', 'ping'])
    assert(here.certificates.transport !== null && there.certificates.transport !== null && here.reachedAt !== null)
  },
)

test('dossiers pass both proxies, and their receipts hold', { timeout: 600_000 }, async () => {
  await a.startWorker()
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'through' } })
  await until(async () => (await stateOf(thread))?.state === 'delivered')
  assert(b.received.some((one) => one.thread === thread))
  assert.equal((await shown(b, idA)).heardBy, 'dossier')
})

test(
  'what the proxy refuses is said of the proxy: on the page of the request, of the peer, in the list and in numbers',
  { timeout: 600_000 },
  async () => {
    proxy.forbids = true
    const thread = randomUUID()
    await a.post({ thread })
    // The failure of the line is written first, that of each dossier it carried next.
    await until(async () => (await shown(a, idB)).problem === 'proxy-refused' && (await noticeOf(thread)).includes('refused'))
    const notice = await noticeOf(thread)
    assert.match(
      notice,
      /^Waiting for the line to .+ · since .+ · next try .+ · ends undelivered on .+The proxy of this node refused/,
    )
    const page = await call(a, 'GET', `/peers/${idB}`)
    assert.equal(page.statusCode, 200)
    assert.match(page.body, /The proxy of this node refused to connect/)
    const list = PeerList.parse((await call(a, 'GET', '/api/peers')).json())
    assert.deepEqual([list.peers[0]?.peer, list.peers[0]?.standing, list.peers[0]?.waiting], [idB, 'failing', 1])
    const health = LinesHealth.parse((await call(a, 'GET', '/api/peers/health')).json())
    assert.deepEqual([health.waiting, health.standings.failing, health.peers[0]?.problem], [1, 1, 'proxy-refused'])
    const tested = PeerTest.parse((await call(a, 'POST', `/api/peers/${idB}/test`)).json())
    assert.deepEqual([tested.reached, tested.problem], [false, 'proxy-refused'])
    proxy.forbids = false
    const retried = await call(a, 'POST', `/api/peers/${idB}/retry`)
    assert.deepEqual(retried.json(), { dossiers: 1 })
    await until(async () => (await stateOf(thread))?.state === 'delivered')
    await until(async () => (await shown(a, idB)).standing === 'good')
    assert.equal(await noticeOf(thread), '')
  },
)

test('a paused line sends nothing and says so, and goes on when it is resumed', { timeout: 600_000 }, async () => {
  const paused = PeerHealth.parse((await call(a, 'POST', `/api/peers/${idB}/pause`, { why: 'their move of house' })).json())
  assert.deepEqual([paused.standing, paused.paused?.by, paused.paused?.why], ['paused', 'administrator', 'their move of house'])
  const thread = randomUUID()
  const before = proxy.seen.length
  await a.post({ thread })
  await new Promise((resolve) => setTimeout(resolve, 700))
  assert.deepEqual(
    [(await stateOf(thread))?.state, proxy.seen.length, (await shown(a, idB)).nextAttemptAt],
    ['queued', before, null],
  )
  assert.match(await noticeOf(thread), /^The line to .+ is paused by this office · since /)
  await call(a, 'POST', `/api/peers/${idB}/resume`)
  await until(async () => (await stateOf(thread))?.state === 'delivered')
})

async function comity(...words: string[]): Promise<{ code: number; said: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const environment = { COMITY_SERVER: a.node.facts.origin, COMITY_TOKEN: staff.administrator }
  const code = await run({ arguments: ['peer', ...words], environment, folder: '.', out, err, input: Readable.from([]) })
  const texts = [out, err].map((stream) => String(stream.read() ?? ''))
  return { code, said: texts.join('') }
}

test('the command says and does the same', { timeout: 600_000 }, async () => {
  const list = await comity('list')
  assert.equal(list.code, 0)
  assert.match(list.said, /total: 1\n\npeer +standing +road[^\n]+\nxb\.central-authority +(?:good|untried) +push/)
  const paused = PeerHealth.parse(JSON.parse((await comity('pause', idB, '--why', 'a test', '--json')).said))
  assert.equal(paused.standing, 'paused')
  assert.match((await comity('show', idB)).said, /standing: paused/)
  assert.equal((await comity('resume', idB)).code, 0)
  assert.deepEqual(JSON.parse((await comity('retry', idB, '--json')).said), { dossiers: 0 })
  assert.equal(PeerTest.parse(JSON.parse((await comity('test', idB, '--json')).said)).reached, true)
  assert.equal(LinesHealth.parse(JSON.parse((await comity('health', '--json')).said)).standings.good, 1)
  assert.equal((await comity('test', 'xz.nobody')).code, 1)
})

test('only an administrator decides, and nobody decides what cannot be', { timeout: 600_000 }, async () => {
  for (const [who, status] of [
    [null, 401],
    ['case-officer', 403],
  ] as const)
    for (const [method, url, body] of [
      ['GET', '/api/peers', undefined],
      ['GET', '/api/peers/health', undefined],
      ['GET', `/api/peers/${idB}`, undefined],
      ['POST', `/api/peers/${idB}/test`, undefined],
      ['POST', `/api/peers/${idB}/retry`, undefined],
      ['POST', `/api/peers/${idB}/pause`, {}],
      ['POST', `/api/peers/${idB}/resume`, undefined],
      ['POST', `/api/peers/${idB}/link`, { sends: 'push', fetches: 'never' }],
    ] as const)
      assert.equal((await call(a, method, url, body, who)).statusCode, status, `${method} ${url}`)
  assert.equal((await call(a, 'POST', `/api/peers/${idB}/link`, { sends: 'pull', fetches: 'never' })).statusCode, 400)
  assert.equal((await call(a, 'POST', '/api/peers/xz.nobody/test')).statusCode, 404)
  assert.equal((await call(a, 'POST', `/api/peers/${idA}/test`)).statusCode, 404)
  const linked = PeerHealth.parse((await call(a, 'POST', `/api/peers/${idB}/link`, { sends: 'await', fetches: 'always' })).json())
  assert.deepEqual([linked.sends, linked.fetches, linked.decided], ['await', true, { sends: 'await', fetches: 'always' }])
})

test('decided to wait on one side and to fetch on the other, it passes that way too', { timeout: 600_000 }, async () => {
  const thread = randomUUID()
  await a.post({ thread })
  await call(b, 'POST', `/api/peers/${idA}/link`, { sends: 'automatic', fetches: 'always' })
  await b.startWorker()
  await until(async () => (await stateOf(thread))?.state === 'delivered')
  assert.equal((await shown(a, idB)).heardBy, 'fetch')
})
