import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import test from 'node:test'
import { inContext, systemActor } from '@comity/accounts/server'
import { dossiersOf, markOpened, queueOf } from '@comity/exchange/server'
import { sql } from 'kysely'
import { faulty, line, sha256Of } from './faulty-line.ts'
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
