import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import test from 'node:test'
import { ComityError } from '@comity/errors'
import { dossiersOf, markOpened } from '@comity/exchange/server'
import { inContext, systemActor } from '@comity/accounts/server'
import type { Net, NetRequest } from '@comity/world'
import { sql } from 'kysely'
import { twoExchanges, until } from './two-exchanges.ts'

// B takes no connection: the directory lists no address for it, and a line that tried all the same would be a fault.
const line = { calls: [] as NetRequest[], cutAfter: new Set<number>(), waiting: 0, parts: 0, cutPart: 0 }
const lost = () => new ComityError('no-answer', { values: { reason: 'cut-off' } })

function watched(net: Net): Net {
  return {
    async fetch(request) {
      line.calls.push(request)
      if (request.url.endsWith('/exchange/part') && ++line.parts === line.cutPart) throw lost()
      const answer = await net.fetch(request)
      if (request.url.endsWith('/exchange/waiting') && line.cutAfter.has(line.waiting++)) throw lost()
      return answer
    },
  }
}

const { a, b } = await twoExchanges(watched, { fetching: ['b'] })
const text = (body: unknown): string => String(JSON.parse(JSON.stringify(body)).text)
const textsAt = (at: typeof a, thread: string): string[] =>
  at.received.filter((one) => one.thread === thread).map((one) => text(one.body))
const allDelivered = async (thread: string): Promise<boolean> =>
  (await dossiersOf(a.node.db, thread)).every((one) => one.state === 'delivered')
const refusals = async (at: typeof a): Promise<{ sender: string | null; code: string }[]> =>
  (await sql<{ sender: string | null; code: string }>`select sender, code from exchange.refusal order by refusal_id`.execute(at.node.db)).rows

test('a node without an address fetches what waits for it, and the receipt is back with its next call', { timeout: 60_000 }, async () => {
  const thread = randomUUID()
  await a.startWorker()
  await a.post({ thread, body: { text: 'waits' } })
  await b.startWorker()
  await until(() => allDelivered(thread))
  assert.deepEqual(textsAt(b, thread), ['waits'])
  const [sent] = await dossiersOf(a.node.db, thread)
  assert.deepEqual(sent?.receipts.map((one) => one.event).toSorted(), ['delivered', 'submitted'])
  assert(!line.calls.some(({ url }) => url.startsWith(b.node.facts.origin)), 'nobody calls B')
})

test('the other way it pushes, and hears of the opening when it asks', { timeout: 60_000 }, async () => {
  const thread = randomUUID()
  await b.post({ thread, body: { text: 'from B' } })
  await until(() => textsAt(a, thread).length === 1)
  const [taken] = await dossiersOf(a.node.db, thread)
  await inContext(a.node, systemActor(null), (ctx) => markOpened(ctx, taken?.dossierId ?? ''))
  await until(() => b.news.some((one) => one.thread === thread && one.event === 'opened'))
  await until(async () => {
    const left = await sql<{ n: number }>`select count(*)::int as n from exchange.receipt_outbox`.execute(a.node.db)
    return left.rows[0]?.n === 0
  })
})

test('whatever the line cuts off, each dossier has its effect once and in order', { timeout: 60_000 }, async () => {
  await b.stopWorker()
  const thread = randomUUID()
  const wanted = Array.from({ length: 40 }, (_, at) => `letter ${at + 1}`)
  for (const one of wanted) await a.post({ thread, body: { text: one } })
  // The answers of the first, third and fourth call are lost, and the line is cut in the middle of a dossier twice.
  line.cutAfter = new Set([line.waiting, line.waiting + 2, line.waiting + 3])
  line.cutPart = line.parts + 5
  await b.startWorker()
  await until(async () => {
    await sql`update exchange.line set fetch_due_at = now() where fetch_due_at is not null and fetch_attempts > 0`.execute(b.node.db)
    return allDelivered(thread)
  })
  assert.deepEqual(textsAt(b, thread), wanted)
  const sent = await dossiersOf(a.node.db, thread)
  assert(sent.every((one) => one.receipts.filter(({ event }) => event === 'delivered').length === 1))
})

test('a large dossier goes on where the line was cut', { timeout: 60_000 }, async () => {
  await b.stopWorker()
  const thread = randomUUID()
  const bytes = new Uint8Array(2_500_000).map((_, at) => (at * 7919) % 251)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await a.node.files.put(bytes)
  await a.post({
    thread,
    body: { text: 'large' },
    attachments: [{ name: 'scan.bin', mediaType: 'application/octet-stream', bytes: bytes.length, sha256 }],
  })
  const before = line.parts
  line.cutPart = before + 2
  await b.startWorker()
  await until(async () => {
    await sql`update exchange.line set fetch_due_at = now() where fetch_due_at is not null and fetch_attempts > 0`.execute(b.node.db)
    return allDelivered(thread)
  })
  assert.deepEqual(textsAt(b, thread), ['large'])
  // Three parts, and the one that was cut once more: not all of it again.
  assert.equal(line.parts - before, 4)
})

const waitingCalls = (): NetRequest[] => line.calls.filter(({ url }) => url.endsWith('/exchange/waiting'))
const send = (request: NetRequest) => a.node.world.net.fetch(request)

test('a call that somebody recorded is refused when it comes again, with a recorded reason', { timeout: 30_000 }, async () => {
  const recorded = waitingCalls().at(-1)
  assert(recorded)
  assert.equal((await send(recorded)).status, 409)
  assert.deepEqual((await refusals(a)).at(-1), { sender: b.node.facts.authorityId, code: 'request-repeated' })
})
