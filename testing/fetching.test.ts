import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'node:test'
import { ComityError } from '@comity/errors'
import { inContext, systemActor } from '@comity/accounts/server'
import { base64, canonicalJson, crlToPem, parseCertificate, privateKeyFromPem, signHttpRequest } from '@comity/crypto'
import { loadNodeKeys, makeRevocationList, peerFacts, revokeOwn, spreadRevocations } from '@comity/directory/server'
import { dossiersOf, fetchWaiting, lineNotice, markOpened } from '@comity/exchange/server'
import { renderPage } from '@comity/ui'
import type { Net, NetAnswer, NetRequest } from '@comity/world'
import { sql } from 'kysely'
import { staff, twoExchanges, until } from './two-exchanges.ts'

// B takes no connection: the directory lists no address for it, and a line that tried all the same would be a fault.
const line = {
  calls: [] as NetRequest[],
  cutAfter: new Set<number>(),
  waiting: 0,
  parts: 0,
  cutPart: 0,
  answer: undefined as ((answer: NetAnswer) => NetAnswer) | undefined,
}
const lost = () => new ComityError('no-answer', { values: { reason: 'cut-off' } })

function watched(net: Net): Net {
  return {
    async fetch(request) {
      line.calls.push(request)
      if (request.url.endsWith('/exchange/part') && ++line.parts === line.cutPart) throw lost()
      const answer = await net.fetch(request)
      if (request.url.endsWith('/exchange/waiting') && line.cutAfter.has(line.waiting++)) throw lost()
      return line.answer?.(answer) ?? answer
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
  (
    await sql<{ sender: string | null; code: string }>`select sender, code from exchange.refusal order by refusal_id`.execute(
      at.node.db,
    )
  ).rows

test(
  'a node without an address fetches what waits for it, and the receipt is back with its next call',
  { timeout: 600_000 },
  async () => {
    const thread = randomUUID()
    await a.startWorker()
    await a.post({ thread, body: { text: 'waits' } })
    await b.startWorker()
    await until(() => allDelivered(thread))
    assert.deepEqual(textsAt(b, thread), ['waits'])
    // The own receipt of submission is stamped in a batch of its own, which may end after the other side's came.
    const events = async () => (await dossiersOf(a.node.db, thread))[0]?.receipts.map((one) => one.event).toSorted()
    await until(async () => (await events())?.length === 2)
    assert.deepEqual(await events(), ['delivered', 'submitted'])
    assert(!line.calls.some(({ url }) => url.startsWith(b.node.facts.origin)), 'nobody calls B')
  },
)

test('the other way it pushes, and hears of the opening when it asks', { timeout: 600_000 }, async () => {
  const thread = randomUUID()
  await b.post({ thread, body: { text: 'from B' } })
  await until(async () => (await dossiersOf(a.node.db, thread)).length === 1)
  const [taken] = await dossiersOf(a.node.db, thread)
  await inContext(a.node, systemActor(null), (ctx) => markOpened(ctx, taken?.dossierId ?? ''))
  await until(() => b.news.some((one) => one.thread === thread && one.event === 'opened'))
  await until(async () => {
    const left = await sql<{ n: number }>`select count(*)::int as n from exchange.receipt_outbox`.execute(a.node.db)
    return left.rows[0]?.n === 0
  })
})

test('whatever the line cuts off, each dossier has its effect once and in order', { timeout: 600_000 }, async () => {
  await b.stopWorker()
  const thread = randomUUID()
  const wanted = Array.from({ length: 40 }, (_, at) => `letter ${at + 1}`)
  for (const one of wanted) await a.post({ thread, body: { text: one } })
  // The answers of the first, third and fourth call are lost, and the line is cut in the middle of a dossier twice.
  line.cutAfter = new Set([line.waiting, line.waiting + 2, line.waiting + 3])
  line.cutPart = line.parts + 5
  await b.startWorker()
  await until(async () => {
    await sql`update exchange.line set fetch_due_at = now() where fetch_due_at is not null and fetch_attempts > 0`.execute(
      b.node.db,
    )
    return allDelivered(thread)
  })
  assert.deepEqual(textsAt(b, thread), wanted)
  const sent = await dossiersOf(a.node.db, thread)
  assert(sent.every((one) => one.receipts.filter(({ event }) => event === 'delivered').length === 1))
})

test('a large dossier goes on where the line was cut', { timeout: 600_000 }, async () => {
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
    await sql`update exchange.line set fetch_due_at = now() where fetch_due_at is not null and fetch_attempts > 0`.execute(
      b.node.db,
    )
    return allDelivered(thread)
  })
  assert.deepEqual(textsAt(b, thread), ['large'])
  // Three parts, and the one that was cut once more: not all of it again.
  assert.equal(line.parts - before, 4)
})

const waitingCalls = (): NetRequest[] => line.calls.filter(({ url }) => url.endsWith('/exchange/waiting'))
const send = (request: NetRequest) => a.node.world.net.fetch(request)

test('a call that somebody recorded is refused when it comes again, with a recorded reason', { timeout: 600_000 }, async () => {
  const recorded = waitingCalls().at(-1)
  assert(recorded)
  assert.equal((await send(recorded)).status, 409)
  assert.deepEqual((await refusals(a)).at(-1), { sender: b.node.facts.authorityId, code: 'request-repeated' })
})

const SENT = { comity: 1, asker: 'xb.central-authority', software: 'comity 0.1.0', receipts: [], settled: [] }

/** A call signed by B's own transport key, with whatever body. */
async function signedByB(path: string, body: string, headers: Record<string, string> = {}) {
  const keys = await loadNodeKeys(b.node)
  const created = b.node.world.clock.now()
  const url = `${a.node.facts.origin}${path}`
  const bytes = new TextEncoder().encode(body)
  const { certificateDer, privateKey } = keys.transport
  const signature = signHttpRequest({
    method: 'POST',
    targetUri: url,
    body: bytes,
    created,
    expires: new Date(created.getTime() + 60_000),
    nonce: randomUUID(),
    keyId: parseCertificate(certificateDer).fingerprint,
    privateKey,
  })
  const who = { 'comity-sender': b.node.facts.authorityId, 'comity-certificate': `:${base64(certificateDer)}:` }
  return send({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...signature, ...who, ...headers },
    body: bytes,
    timeoutMs: 60_000,
    maxAnswerBytes: 1_000_000,
  })
}

test('what is not asked rightly is refused, with a recorded reason', { timeout: 600_000 }, async () => {
  const good = canonicalJson(SENT)
  const { dossierId } = await a.post({ thread: randomUUID() })
  const hidden = createHash('sha256').update('for another').digest('hex')
  await sql`update exchange.dossier set addressee = 'xc.other', sealed_sha256 = ${hidden} where dossier_id = ${dossierId}`.execute(
    a.node.db,
  )
  const part = (sealedSha256: string, from = 0): string =>
    canonicalJson({ comity: 1, asker: 'xb.central-authority', sealedSha256, from })
  const cases: [string, string, string, Record<string, string>, number, string | null][] = [
    [
      'another asker than who signed',
      '/exchange/waiting',
      canonicalJson({ ...SENT, asker: 'xa.central-authority' }),
      {},
      403,
      'queue-of-another',
    ],
    ['no JSON', '/exchange/waiting', 'waiting?', {}, 400, 'bad-input'],
    ['not canonical', '/exchange/waiting', ` ${good}`, {}, 400, 'bad-input'],
    ['a member more', '/exchange/waiting', canonicalJson({ ...SENT, all: true }), {}, 400, 'bad-input'],
    [
      'too many receipts',
      '/exchange/waiting',
      canonicalJson({ ...SENT, receipts: Array(33).fill('AAAA') }),
      {},
      400,
      'bad-input',
    ],
    ['somebody else’s name', '/exchange/waiting', good, { 'comity-sender': 'xa.central-authority' }, 422, 'certificate-'],
    ['nobody’s name', '/exchange/waiting', good, { 'comity-sender': 'zz.nobody' }, 422, 'sender-unknown'],
    ['an unsigned body', '/exchange/waiting', good, { 'content-digest': 'sha-256=:AAAA:' }, 401, 'http-signature-invalid'],
    ['an endless body', '/exchange/waiting', canonicalJson({ ...SENT, more: 'x'.repeat(800_000) }), {}, 413, 'too-large'],
    ['a dossier that there is not', '/exchange/part', part('0'.repeat(64)), {}, 404, null],
    ['a dossier that waits for another', '/exchange/part', part(hidden), {}, 404, 'queue-of-another'],
    ['an offset before the beginning', '/exchange/part', part(hidden, -1), {}, 400, 'bad-input'],
  ]
  for (const [name, path, body, headers, status, code] of cases) {
    const before = (await refusals(a)).length
    const answer = await signedByB(path, body, headers)
    assert.equal(answer.status === status || (status === 422 && answer.status === 500), true, `${name}: ${answer.status}`)
    const recorded = (await refusals(a)).slice(before)
    assert.equal(recorded.length, code === null ? 0 : 1, name)
    if (code !== null) assert(recorded[0]?.code.startsWith(code) === true, `${name}: ${recorded[0]?.code}`)
  }
})

test('an answer that is not the peer’s, or not to this call, is a named failure', { timeout: 600_000 }, async () => {
  await b.stopWorker()
  const turn = () => fetchWaiting(b.node, a.node.facts.authorityId)
  line.answer = (answer) => ({ ...answer, headers: { ...answer.headers, signature: 'comity=:AAAA:' } })
  await assert.rejects(turn(), { code: 'no-answer', values: { reason: 'answer-unsigned' } })
  line.answer = (answer) => ({ ...answer, body: new TextEncoder().encode('<html>Please sign in to the Wi-Fi</html>') })
  await assert.rejects(turn(), { code: 'no-answer', values: { reason: 'answer-unsigned' } })
  const earlier: NetAnswer[] = []
  line.answer = (answer) => (earlier.push(answer), answer)
  await turn()
  // The answer to another call, though A signed it.
  line.answer = (answer) => earlier[0] ?? answer
  await assert.rejects(turn(), { code: 'no-answer', values: { reason: 'answer-unsigned' } })
  line.answer = (answer) => ({ ...answer, status: 503 })
  await assert.rejects(turn(), { code: 'no-answer', values: { reason: 'http-503' } })
  line.answer = undefined
})

test('a peer that gives a dossier drop by drop holds up nothing: not the memory, not the turn', { timeout: 30_000 }, async () => {
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'drop by drop' } })
  await a.post({ thread, body: { text: 'and another' } })
  const before = line.parts
  line.answer = (answer) =>
    answer.headers['content-type'] === 'application/vnd.comity.sealed' ? { ...answer, body: answer.body.slice(0, 1) } : answer
  await assert.rejects(fetchWaiting(b.node, a.node.facts.authorityId), {
    code: 'no-answer',
    values: { reason: 'part-malformed' },
  })
  assert.equal(line.parts - before, 1)
  line.answer = undefined
  const ofNoTime = await fetchWaiting(b.node, a.node.facts.authorityId, 0)
  assert.deepEqual([ofNoTime.dossiers, ofNoTime.problem, line.parts - before], [0, null, 1])
  await fetchWaiting(b.node, a.node.facts.authorityId)
  assert.deepEqual(textsAt(b, thread), ['drop by drop', 'and another'])
})

test(
  'a node that takes no connection cannot let its dossiers wait to be fetched: nobody would begin',
  { timeout: 600_000 },
  async () => {
    const answer = await b.app.inject({
      method: 'POST',
      url: `/api/peers/${a.node.facts.authorityId}/link`,
      headers: { authorization: `Bearer ${staff.administrator}` },
      payload: { sends: 'await', fetches: 'always' },
    })
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'line-impossible'])
  },
)

test('what nobody fetches for thirty days ends as expired, with a receipt that says when', { timeout: 600_000 }, async () => {
  const thread = randomUUID()
  await a.post({ thread })
  await sql`update exchange.dossier set expires_at = now() - interval '1 second', due_at = now() - interval '1 second' where thread = ${thread}`.execute(
    a.node.db,
  )
  await until(async () => (await dossiersOf(a.node.db, thread))[0]?.receipts.some(({ event }) => event === 'expired') === true)
  const [ended] = await dossiersOf(a.node.db, thread)
  assert.deepEqual([ended?.state, ended?.attempts, ended?.lastProblem], ['expired', 0, 'not-fetched'])
  const notice = await lineNotice(a.node, { lang: 'en', zone: 'UTC', thread, actor: systemActor(a.node.facts.authorityId) })
  assert.match(notice === null ? '' : renderPage(notice), /Not delivered to .+ ended on.+Nobody fetched it in time/)
})

test('what a peer revokes is known with the next call, though nobody can tell it', { timeout: 600_000 }, async () => {
  const { node } = a
  const authorityId = node.facts.authorityId
  const ca = {
    certificateDer: (await loadNodeKeys(node)).caCertificateDer,
    privateKey: privateKeyFromPem(await readFile(path.join(node.folder, 'keys/ca.key'), 'utf8')),
  }
  const list = makeRevocationList({ ca, previous: null, revoke: ['0a1b2c'], at: node.world.clock.now(), days: 400 })
  await revokeOwn(node, { kind: 'person', id: 'vera', name: 'Vera', authorityId, roles: ['head'] }, list)
  assert.equal(await spreadRevocations(node), 1)
  assert.equal(await spreadRevocations(node), 0, 'it is not tried in vain again and again')
  assert.equal((await peerFacts(b.node.db, authorityId))?.authority.crl, undefined)
  await fetchWaiting(b.node, authorityId)
  assert.equal((await peerFacts(b.node.db, authorityId))?.authority.crl, crlToPem(list))
  await fetchWaiting(b.node, authorityId)
})
