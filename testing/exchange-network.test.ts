import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import test from 'node:test'
import { inContext, systemActor } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { dossiersOf, markOpened, queueOf } from '@comity/exchange/server'
import type { Net, NetRequest } from '@comity/world'
import { sql } from 'kysely'
import { twoExchanges, until } from './two-exchanges.ts'

type Fault = 'pass' | 'lose' | 'lose-answer' | 'repeat' | 'tamper' | 'late'
const line = { plan: [] as Fault[], fates: new Map<string, Fault>(), lates: [] as NetRequest[], seen: 0 }

/** A line that does what the plan says, one entry for each dossier sent, or what is the fate of the bytes; past that it is a good line. */
function faulty(net: Net): Net {
  return {
    async fetch(request) {
      if (request.method !== 'POST' || !request.url.endsWith('/exchange/dossiers')) return net.fetch(request)
      const fault = line.fates.get(sha256Of(request.body ?? new Uint8Array())) ?? line.plan[line.seen++] ?? 'pass'
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

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1
  return copy
}

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
  'a dossier arrives once, and submitted and delivered receipts are kept on the sending node',
  { timeout: 600_000 },
  async () => {
    await a.startWorker()
    const thread = randomUUID()
    const { dossierId } = await a.post({ thread, body: { text: 'one' } })
    await until(() => allSettled(thread))
    assert.deepEqual(textsOf(thread), ['one'])
    const [sent] = await dossiersOf(a.node.db, thread)
    const [taken] = await dossiersOf(b.node.db, thread)
    assert.deepEqual(
      [sent?.dossierId, sent?.state, taken?.dossierId, taken?.state],
      [dossierId, 'delivered', dossierId, 'applied'],
    )
    assert.deepEqual(sent?.receipts.map((one) => one.event).toSorted(), ['delivered', 'submitted'])
    assert.deepEqual(
      a.news
        .filter((one) => one.thread === thread)
        .map((one) => one.event)
        .toSorted(),
      ['delivered', 'submitted'],
    )
    assert.equal((await queueOf(a.node.db, b.node.facts.authorityId)).waiting, 0)
  },
)

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

test(
  'one that its module refuses gets a signed refusal, and the thread goes on in a new epoch',
  { timeout: 600_000 },
  async () => {
    const thread = randomUUID()
    await a.post({ thread, body: { text: 'bad', refuse: true } })
    await until(() => allSettled(thread))
    await a.post({ thread, body: { text: 'good' } })
    await until(() => allSettled(thread))
    const sent = await dossiersOf(a.node.db, thread)
    assert.deepEqual(
      sent.map((one) => one.state),
      ['refused', 'delivered'],
    )
    assert.equal(sent[0]?.receipts.find((one) => one.event === 'refused')?.code, 'conflict')
    assert.deepEqual(textsOf(thread), ['good'])
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

test('a request that no known authority signed is turned away and recorded', async () => {
  const answer = await a.node.world.net.fetch({
    method: 'POST',
    url: `${b.node.facts.origin}/exchange/dossiers`,
    headers: { 'content-type': 'application/vnd.comity.sealed' },
    body: new Uint8Array(10),
    timeoutMs: 60_000,
    maxAnswerBytes: 10_000,
  })
  assert.equal(answer.status, 401)
  const refused = await sql<{
    code: string
  }>`select code from exchange.refusal where sealed_sha256 = ${sha256Of(new Uint8Array(10))}`.execute(b.node.db)
  assert.deepEqual(
    refused.rows.map((row) => row.code),
    ['http-signature-invalid'],
  )
})

const HOUR = 3600_000
const sealedOf = async (thread: string, at = 0): Promise<string> => (await dossiersOf(a.node.db, thread))[at]?.sealedSha256 ?? ''
const oneOf = async (thread: string, at = 0) => (await dossiersOf(a.node.db, thread))[at]

test('when an officer opens it, the sender gets an opened receipt, once', { timeout: 600_000 }, async () => {
  await b.startWorker()
  const thread = randomUUID()
  const { dossierId } = await a.post({ thread, body: { text: 'read me' } })
  await until(() => allSettled(thread))
  for (let time = 0; time < 2; time++)
    await inContext(b.node, systemActor(b.node.facts.authorityId), (ctx) => markOpened(ctx, dossierId))
  await until(async () => (await oneOf(thread))?.receipts.some((one) => one.event === 'opened') ?? false)
  assert.deepEqual(
    a.news.filter((one) => one.thread === thread && one.event === 'opened').map((one) => [one.dossierId, one.issuer]),
    [[dossierId, b.node.facts.authorityId]],
  )
  assert.equal((await oneOf(thread))?.receipts.filter((one) => one.event === 'opened').length, 1)
})

test(
  'attachments arrive byte for byte, in the file store of the addressee, before its module hears of them',
  { timeout: 600_000 },
  async () => {
    const thread = randomUUID()
    const bytes = new Uint8Array(300_000).map((_, at) => (at * 31) % 251)
    const sha256 = await a.node.files.put(bytes)
    const attachment = { name: 'Kontoauszüge 2019 №7.pdf', mediaType: 'application/pdf', bytes: bytes.length, sha256 }
    await a.post({ thread, body: { text: 'with file' }, attachments: [attachment] })
    await until(() => allSettled(thread))
    assert.deepEqual(b.received.find((one) => one.thread === thread)?.attachments, [attachment])
    assert.deepEqual(await b.node.files.get(sha256), bytes)
  },
)

test(
  'a held dossier that its module refuses when its turn comes is refused late, and the sender learns it',
  { timeout: 600_000 },
  async () => {
    await a.stopWorker()
    const thread = randomUUID()
    await a.post({ thread, body: { text: 'first' } })
    await a.post({ thread, body: { text: 'second', refuse: true } })
    const first = await sealedOf(thread)
    line.fates.set(first, 'lose')
    await a.startWorker()
    await until(async () => (await oneOf(thread, 1))?.state === 'delivered')
    const [held] = await dossiersOf(b.node.db, thread)
    assert.deepEqual([held?.state, textsOf(thread)], ['held', []])
    line.fates.delete(first)
    await until(async () => {
      await nowDue()
      return (await oneOf(thread, 1))?.state === 'refused'
    })
    assert.deepEqual(textsOf(thread), ['first'])
    assert.deepEqual(
      (await oneOf(thread, 1))?.receipts
        .filter((one) => one.issuer === b.node.facts.authorityId)
        .map((one) => [one.event, one.code]),
      [
        ['delivered', null],
        ['refused', 'conflict'],
      ],
    )
    await a.post({ thread, body: { text: 'third' } })
    await until(() => allSettled(thread))
    assert.deepEqual(textsOf(thread), ['first', 'third'])
  },
)

test(
  'a bug of the receiving module refuses nothing: the dossier comes again and has its effect once, the ones beside it at once',
  { timeout: 600_000 },
  async () => {
    const [hit, beside] = [randomUUID(), randomUUID()]
    b.trouble.add('hit')
    await a.stopWorker()
    await a.post({ thread: hit, body: { text: 'hit' } })
    await a.post({ thread: beside, body: { text: 'beside' } })
    await a.startWorker()
    await until(async () => (await oneOf(beside))?.state === 'delivered' && ((await oneOf(hit))?.attempts ?? 0) > 0)
    assert.deepEqual([(await oneOf(hit))?.state, (await oneOf(hit))?.lastProblem], ['queued', 'http-500'])
    assert.deepEqual([textsOf(hit), textsOf(beside)], [[], ['beside']])
    b.trouble.clear()
    await until(() => allSettled(hit))
    assert.deepEqual([(await oneOf(hit))?.state, textsOf(hit)], ['delivered', ['hit']])
  },
)

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
