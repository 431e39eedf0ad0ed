import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import test from 'node:test'
import { dossiersOf, queueOf } from '@comity/exchange/server'
import { sql } from 'kysely'
import { faulty, line, type Fault } from './faulty-line.ts'
import { twoExchanges, until } from './two-exchanges.ts'

const { a, b } = await twoExchanges(faulty)
const text = (body: unknown): string => String(JSON.parse(JSON.stringify(body)).text)
const textsOf = (thread: string): string[] => b.received.filter((one) => one.thread === thread).map((one) => text(one.body))
const nowDue = (): Promise<unknown> =>
  sql`update exchange.dossier set due_at = ${a.node.world.clock.now()} where state = 'queued'`.execute(a.node.db)
const allSettled = async (thread: string): Promise<boolean> => {
  await nowDue()
  return (await dossiersOf(a.node.db, thread)).every((one) => one.state !== 'queued')
}

test(
  'over a line that loses, repeats, tampers, delays and re-orders, each dossier has its effect once and in order',
  { timeout: 600_000 },
  async () => {
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
    assert.deepEqual(
      sent.map((one) => one.state),
      wanted.map(() => 'delivered'),
    )
    assert(sent.every((one) => one.receipts.filter((receipt) => receipt.event === 'delivered').length === 1))
    assert((await dossiersOf(b.node.db, thread)).every((one) => one.state === 'applied' && one.receipts.length === 1))
  },
)

test('receipts of one node form a chain without gap or fork', { timeout: 600_000 }, async () => {
  const chain = await sql<{
    sequence: number
    receipt_id: string
    previous: string | null
  }>`select sequence, receipt_id, previous from exchange.receipt where issuer = ${b.node.facts.authorityId} order by sequence`.execute(
    b.node.db,
  )
  assert(chain.rows.length > 10)
  chain.rows.forEach((row, at) => {
    assert.equal(row.sequence, at + 1)
    assert.equal(row.previous, chain.rows[at - 1]?.receipt_id ?? null)
  })
})

const HOUR = 3600_000
const sealedOf = async (thread: string, at = 0): Promise<string> => (await dossiersOf(a.node.db, thread))[at]?.sealedSha256 ?? ''
const oneOf = async (thread: string, at = 0) => (await dossiersOf(a.node.db, thread))[at]

test('two processes of one node that send at the same time have each effect once', { timeout: 600_000 }, async () => {
  await a.stopWorker()
  const threads = Array.from({ length: 40 }, () => randomUUID())
  for (const thread of threads) await a.post({ thread, body: { text: thread } })
  const [stopTwin] = await Promise.all([a.startTwin(), a.startWorker()])
  for (const thread of threads) await until(async () => (await oneOf(thread))?.state === 'delivered')
  await stopTwin()
  assert.deepEqual(
    threads.map((thread) => textsOf(thread)),
    threads.map((thread) => [thread]),
  )
  const delivered = await Promise.all(
    threads.map(async (thread) => (await oneOf(thread))?.receipts.map((one) => one.event).toSorted()),
  )
  assert(delivered.every((events) => String(events) === 'delivered,submitted'))
})

test('when the answer is lost after the commit, the repetition gets the same receipt', { timeout: 600_000 }, async () => {
  await a.stopWorker()
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'kept' } })
  const sealed = await sealedOf(thread)
  line.fates.set(sealed, 'lose-answer')
  await a.startWorker()
  await until(async () => (await oneOf(thread))?.lastProblem === 'cut-off')
  assert.deepEqual(textsOf(thread), ['kept'])
  line.fates.delete(sealed)
  await until(() => allSettled(thread))
  const [taken] = await dossiersOf(b.node.db, thread)
  assert.deepEqual(
    (await oneOf(thread))?.receipts.filter((one) => one.event === 'delivered'),
    taken?.receipts,
  )
  assert.deepEqual(textsOf(thread), ['kept'])
})

test(
  'bytes altered on the way are refused and recorded, and the same dossier arrives unaltered afterwards',
  { timeout: 600_000 },
  async () => {
    await a.stopWorker()
    const thread = randomUUID()
    await a.post({ thread, body: { text: 'whole' } })
    const sealed = await sealedOf(thread)
    line.fates.set(sealed, 'tamper')
    const count = async () =>
      (
        await sql<{
          count: number
        }>`select count(*) as count from exchange.refusal where code = 'http-signature-invalid'`.execute(b.node.db)
      ).rows[0]?.count ?? 0
    const before = await count()
    await a.startWorker()
    await until(async () => (await oneOf(thread))?.lastProblem === 'http-401')
    assert((await count()) > before)
    line.fates.delete(sealed)
    await until(() => allSettled(thread))
    assert.deepEqual(textsOf(thread), ['whole'])
  },
)

for (const [hours, word] of [
  [24, 'ahead'],
  [-24, 'behind'],
] as const) {
  test(
    `a peer whose clock is a day ${word} loses nothing: the sender says so, and the dossier arrives when the clock is right`,
    { timeout: 600_000 },
    async () => {
      b.setClockOff(hours * HOUR)
      const thread = randomUUID()
      await a.post({ thread, body: { text: word } })
      await until(async () => (await oneOf(thread))?.lastProblem?.startsWith('clock-differs:') ?? false)
      const { lastProblem, waiting } = await queueOf(a.node.db, b.node.facts.authorityId)
      const seconds = Number(lastProblem?.split(':')[1])
      assert.deepEqual([waiting, Math.abs(seconds - hours * 3600) <= 5], [1, true])
      b.setClockOff(0)
      await until(() => allSettled(thread))
      assert.deepEqual([(await oneOf(thread))?.state, textsOf(thread)], ['delivered', [word]])
    },
  )
}

test(
  'after thirty days without an answer a dossier expires visibly; the next one begins a new epoch, and a copy that comes late is refused',
  { timeout: 600_000 },
  async () => {
    await a.stopWorker()
    const thread = randomUUID()
    const { dossierId } = await a.post({ thread, body: { text: 'old' } })
    const sealed = await sealedOf(thread)
    line.fates.set(sealed, 'late')
    line.lates = []
    await a.startWorker()
    await until(() => line.lates.length > 0)
    a.setClockOff(31 * 24 * HOUR)
    await until(async () => {
      await nowDue()
      return (await oneOf(thread))?.state === 'expired'
    })
    await until(() => a.news.some((one) => one.dossierId === dossierId && one.event === 'expired'))
    assert((await oneOf(thread))?.receipts.some((one) => one.event === 'expired' && one.issuer === a.node.facts.authorityId))
    a.setClockOff(0)
    await a.post({ thread, body: { text: 'new' } })
    await until(async () => {
      await nowDue()
      return (await oneOf(thread, 1))?.state === 'delivered'
    })
    assert.deepEqual(textsOf(thread), ['new'])
    line.fates.delete(sealed)
    const [late] = line.lates
    assert(late)
    assert.equal((await a.node.world.net.fetch(late)).status, 200)
    const refused = await sql<{ code: string }>`select code from exchange.refusal where sealed_sha256 = ${sealed}`.execute(
      b.node.db,
    )
    assert.deepEqual([textsOf(thread), refused.rows.map((row) => row.code)], [['new'], ['dossier-out-of-thread']])
  },
)

test(
  'a module that fails over the receipts of one dossier spoils neither the ones beside it nor its own for good',
  { timeout: 600_000 },
  async () => {
    const [hit, beside] = [randomUUID(), randomUUID()]
    await a.stopWorker()
    a.trouble.add(hit)
    await a.post({ thread: hit, body: { text: 'hit' } })
    await a.post({ thread: beside, body: { text: 'beside' } })
    await a.startWorker()
    await until(async () => (await oneOf(beside))?.state === 'delivered' && (await oneOf(hit))?.lastProblem === 'internal')
    await until(() => a.news.filter((one) => one.thread === beside).length === 2)
    a.trouble.clear()
    await until(() => allSettled(hit))
    await until(() => a.news.filter((one) => one.thread === hit).length === 2)
    assert.deepEqual(textsOf(hit), ['hit'])
  },
)
