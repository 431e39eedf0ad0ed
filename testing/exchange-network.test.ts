import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import test from 'node:test'
import { ComityError } from '@comity/errors'
import { dossiersOf, queueOf } from '@comity/exchange/server'
import type { Net, NetRequest } from '@comity/world'
import { sql } from 'kysely'
import { twoExchanges, until } from './two-exchanges.ts'

type Fault = 'pass' | 'lose' | 'lose-answer' | 'repeat' | 'tamper' | 'late'
const line = { plan: [] as Fault[], lates: [] as NetRequest[], seen: 0 }

/** A line that does what the plan says, one entry for each dossier sent; past the plan it is a good line. */
function faulty(net: Net): Net {
  return {
    async fetch(request) {
      if (request.method !== 'POST' || !request.url.endsWith('/exchange/dossiers')) return net.fetch(request)
      const fault = line.plan[line.seen++] ?? 'pass'
      const lost = new ComityError('no-answer', { values: { reason: 'cut-off' } })
      if (fault === 'lose') throw lost
      if (fault === 'late') {
        line.lates.push(request)
        throw lost
      }
      if (fault === 'tamper') return net.fetch({ ...request, body: flipped(request.body ?? new Uint8Array()) })
      const answer = await net.fetch(request)
      if (fault === 'lose-answer') throw lost
      return fault === 'repeat' ? net.fetch(request) : answer
    },
  }
}

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1
  return copy
}

const { a, b } = await twoExchanges(faulty)
const text = (body: unknown): string => String(JSON.parse(JSON.stringify(body)).text)
const textsOf = (thread: string): string[] => b.received.filter((one) => one.thread === thread).map((one) => text(one.body))
const nowDue = (): Promise<unknown> => sql`update exchange.dossier set due_at = ${a.node.world.clock.now()} where state = 'queued'`.execute(a.node.db)
const allSettled = async (thread: string): Promise<boolean> => {
  await nowDue()
  return (await dossiersOf(a.node.db, thread)).every((one) => one.state !== 'queued')
}

test('a dossier arrives once, and submitted and delivered receipts are kept on the sending node', { timeout: 30_000 }, async () => {
  await a.startWorker()
  const thread = randomUUID()
  const { dossierId } = await a.post({ thread, body: { text: 'one' } })
  await until(() => allSettled(thread))
  assert.deepEqual(textsOf(thread), ['one'])
  const [sent] = await dossiersOf(a.node.db, thread)
  const [taken] = await dossiersOf(b.node.db, thread)
  assert.deepEqual([sent?.dossierId, sent?.state, taken?.dossierId, taken?.state], [dossierId, 'delivered', dossierId, 'applied'])
  assert.deepEqual(sent?.receipts.map((one) => one.event).toSorted(), ['delivered', 'submitted'])
  assert.deepEqual(a.news.filter((one) => one.thread === thread).map((one) => one.event).toSorted(), ['delivered', 'submitted'])
  assert.equal((await queueOf(a.node.db, b.node.facts.authorityId)).waiting, 0)
})

test('over a line that loses, repeats, tampers, delays and re-orders, each dossier has its effect once and in order', { timeout: 60_000 }, async () => {
  await a.stopWorker()
  const thread = randomUUID()
  const faults: Fault[] = ['lose', 'repeat', 'tamper', 'lose-answer', 'pass', 'late']
  line.seen = 0
  line.plan = Array.from({ length: 36 }, (_, at) => faults[(at * 5 + Math.floor(at / 6)) % 6] ?? 'pass')
  const wanted = Array.from({ length: 12 }, (_, at) => `letter ${at + 1}`)
  for (const one of wanted) await a.post({ thread, body: { text: one } })
  await a.startWorker()
  await until(() => allSettled(thread))
  line.plan = []
  for (const request of line.lates) await a.node.world.net.fetch(request)
  assert.deepEqual(textsOf(thread), wanted)
  const sent = await dossiersOf(a.node.db, thread)
  assert.deepEqual(sent.map((one) => one.state), wanted.map(() => 'delivered'))
  assert(sent.every((one) => one.receipts.filter((receipt) => receipt.event === 'delivered').length === 1))
  assert((await dossiersOf(b.node.db, thread)).every((one) => one.state === 'applied' && one.receipts.length === 1))
})

test('one that its module refuses gets a signed refusal, and the thread goes on in a new epoch', { timeout: 30_000 }, async () => {
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'bad', refuse: true } })
  await until(() => allSettled(thread))
  await a.post({ thread, body: { text: 'good' } })
  await until(() => allSettled(thread))
  const sent = await dossiersOf(a.node.db, thread)
  assert.deepEqual(sent.map((one) => one.state), ['refused', 'delivered'])
  assert.equal(sent[0]?.receipts.find((one) => one.event === 'refused')?.code, 'conflict')
  assert.deepEqual(textsOf(thread), ['good'])
})

test('receipts of one node form a chain without gap or fork', { timeout: 30_000 }, async () => {
  const chain = await sql<{ sequence: number; receipt_id: string; previous: string | null }>`select sequence, receipt_id, previous from exchange.receipt where issuer = ${b.node.facts.authorityId} order by sequence`.execute(b.node.db)
  assert(chain.rows.length > 10)
  chain.rows.forEach((row, at) => {
    assert.equal(row.sequence, at + 1)
    assert.equal(row.previous, chain.rows[at - 1]?.receipt_id ?? null)
  })
})

test('a request that no known authority signed is turned away and recorded', async () => {
  const answer = await a.node.world.net.fetch({ method: 'POST', url: `${b.node.facts.origin}/exchange/dossiers`, headers: { 'content-type': 'application/vnd.comity.sealed' }, body: new Uint8Array(10), timeoutMs: 5000, maxAnswerBytes: 10_000 })
  assert.equal(answer.status, 401)
  const refused = await sql<{ code: string }>`select code from exchange.refusal where sealed_sha256 = ${createHash('sha256').update(new Uint8Array(10)).digest('hex')}`.execute(b.node.db)
  assert.deepEqual(refused.rows.map((row) => row.code), ['http-signature-invalid'])
})
