import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { sha256Hex } from '@comity/crypto'
import { Pouch } from '@comity/exchange/contract'
import { dossiersOf, exchangeText } from '@comity/exchange/server'
import { languages } from '@comity/i18n'
import { sql } from 'kysely'
import { packPouch } from '../modules/exchange/pouch/pack-pouch.ts'
import { readPouch, writePouch } from '../modules/exchange/pouch/format.ts'
import { takeFile } from '../modules/exchange/pouch/take-file.ts'
import { pouchText } from '../modules/exchange/pouch/texts.ts'
import { pouchFolder } from '../modules/exchange/pouch/watch-folder.ts'
import { pauseLine, resumeLine } from '../modules/exchange/operations/decide-line.ts'
import { runtimeOf } from '../modules/exchange/runtime.ts'
import { dossierFile } from '../modules/exchange/store/dossier-store.ts'
import { staff, twoExchanges, until, type ExchangeNode } from './two-exchanges.ts'

// No worker runs until a test starts one: there is no line between the two.
const { a, b } = await twoExchanges()
const [idA, idB] = [a.node.facts.authorityId, b.node.facts.authorityId]
const folder = await mkdtemp(path.join(os.tmpdir(), 'comity-pouch-'))
after(() => rm(folder, { recursive: true }))

function actorOf(at: ExchangeNode, role: Actor['roles'][number] = 'administrator'): Actor {
  return { kind: 'person', id: role, name: 'Anna', authorityId: at.node.facts.authorityId, roles: [role] }
}
async function packed(at: ExchangeNode, to = at === a ? idB : idA, directory = false): Promise<Uint8Array> {
  const { pouches } = await packPouch(at.node, actorOf(at), { to, directory })
  assert.equal(pouches.length, 1)
  return at.node.files.get(pouches[0]?.sha256 ?? '')
}
const take = (at: ExchangeNode, bytes: Uint8Array) => takeFile(at.node, actorOf(at), bytes)
const stateOf = async (at: ExchangeNode, thread: string) => (await dossiersOf(at.node.db, thread)).map(({ state }) => state)
const call = (
  at: ExchangeNode,
  method: 'GET' | 'POST',
  url: string,
  payload?: object | Buffer,
  who: keyof typeof staff = 'administrator',
) =>
  at.app.inject({
    method,
    url,
    headers: {
      authorization: `Bearer ${staff[who]}`,
      ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
    },
    ...(payload === undefined ? {} : { payload }),
  })

test('what waits goes there by hand, its receipts come back by hand, and nothing waits any more', async () => {
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'by hand' } })
  await a.post({ thread, body: { text: 'second' }, urgent: true })
  const there = await packed(a)
  const taken = await take(b, there)
  assert.deepEqual([taken.peer, taken.dossiers, taken.receipts, taken.refused], [idA, 2, 0, []])
  assert.deepEqual(b.received.filter((one) => one.thread === thread).length, 2)
  assert.deepEqual(await stateOf(a, thread), ['queued', 'queued'])
  // The same bytes as over the line.
  const [first] = await dossiersOf(a.node.db, thread)
  const sealed = await dossierFile(a.node.db, first?.dossierId ?? '', 'sealed')
  assert(readPouch(there).items.some(({ sha256 }) => sha256 === sha256Hex(sealed ?? new Uint8Array())))
  const back = await take(a, await packed(b))
  assert.deepEqual([back.peer, back.receipts, back.refused], [idB, 2, []])
  assert.deepEqual(await stateOf(a, thread), ['delivered', 'delivered'])
  assert.equal(a.news.filter((one) => one.thread === thread && one.event === 'delivered').length, 2)
  // The next pouch to B says that its receipts are stored, and B brings them no more.
  await take(b, await packed(a))
  await assert.rejects(packPouch(b.node, actorOf(b), { to: idA, directory: false }), { code: 'pouch-empty' })
  await assert.rejects(packPouch(a.node, actorOf(a), { to: idB, directory: false }), { code: 'pouch-empty' })
})

test('the same pouch twice, and by hand and over the line, has one effect', async () => {
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'both roads' } })
  const there = await packed(a)
  assert.equal((await take(b, there)).dossiers, 1)
  assert.equal((await take(b, there)).dossiers, 1)
  await a.startWorker()
  await until(async () => (await stateOf(a, thread))[0] === 'delivered')
  await a.stopWorker()
  const back = await packed(b)
  assert.deepEqual((await take(a, back)).refused, [])
  assert.deepEqual((await take(a, back)).refused, [])
  assert.equal(b.received.filter((one) => one.thread === thread).length, 1)
  assert.equal(a.news.filter((one) => one.thread === thread && one.event === 'delivered').length, 1)
})

test('what is refused is told to both: who takes it in at once, the sender by a signed receipt', async () => {
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'no', refuse: true } })
  const taken = await take(b, await packed(a))
  assert.deepEqual([taken.dossiers, taken.refused.map(({ code }) => code)], [0, ['conflict']])
  await take(a, await packed(b))
  assert.deepEqual(await stateOf(a, thread), ['refused'])
})

test('what is carried out of order waits for what comes before it', async () => {
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'one' } })
  await a.post({ thread, body: { text: 'two' } })
  const [one, two] = await dossiersOf(a.node.db, thread)
  const sealed = async (id = '') => (await dossierFile(a.node.db, id, 'sealed')) ?? new Uint8Array()
  assert.equal((await take(b, await sealed(two?.dossierId))).dossiers, 1)
  assert.deepEqual(await stateOf(b, thread), ['held'])
  assert.equal((await take(b, await sealed(one?.dossierId))).dossiers, 1)
  assert.deepEqual(await stateOf(b, thread), ['applied', 'applied'])
  assert.deepEqual(
    b.received.filter((each) => each.thread === thread).map(({ sequence }) => sequence),
    [1, 2],
  )
  // A single receipt is taken in as well.
  const row = await sql<{
    container: Buffer
  }>`select container from exchange.receipt where dossier_id = ${one?.dossierId} and event = 'delivered'`.execute(b.node.db)
  assert.equal((await take(a, row.rows[0]?.container ?? new Uint8Array())).receipts, 1)
  assert.deepEqual(await stateOf(a, thread), ['delivered', 'queued'])
  await take(a, await packed(b))
})

test('a pouch for another, of another, altered anywhere, cut or no pouch at all is refused whole, with its reason', async () => {
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'whole' } })
  const good = await packed(a)
  const refusals = async () =>
    (await sql<{ count: number }>`select count(*)::int as count from exchange.refusal`.execute(b.node.db)).rows[0]?.count ?? 0
  const before = await refusals()
  let tries = 0
  for (let at = 0; at < good.length; at += Math.max(1, Math.floor(good.length / 60))) {
    const bad = Uint8Array.from(good)
    bad[at] = (bad[at] ?? 0) ^ 1
    await assert.rejects(
      take(b, bad),
      (error: { code?: string }) => error.code !== undefined && error.code !== 'internal',
      `byte ${at}`,
    )
    tries += 1
  }
  await assert.rejects(take(b, good.subarray(0, -1)))
  await assert.rejects(take(b, new Uint8Array(0)), { code: 'pouch-malformed' })
  await assert.rejects(take(b, new TextEncoder().encode('PK no zip')), { code: 'pouch-malformed' })
  await assert.rejects(take(a, good), { code: 'pouch-of-another' })
  // B's own key cannot say what A has stored, though B names A.
  const about = { from: idA, to: idB, at: new Date().toISOString(), settled: [] }
  const forged = writePouch(about, [], { seal: runtimeOf(b.node).seal, at: new Date() })
  await assert.rejects(take(b, forged), (error: { code?: string }) => error.code?.startsWith('certificate-') === true)
  const stranger = writePouch({ ...about, from: 'xz.nobody' as typeof idA }, [], { seal: runtimeOf(a.node).seal, at: new Date() })
  await assert.rejects(take(b, stranger), { code: 'sender-unknown' })
  assert.deepEqual(await stateOf(b, thread), [])
  assert.equal(await refusals(), before + tries + 5)
  assert.equal((await take(b, good)).dossiers, 1)
})

test('a dossier of a pouch that was put there by another is not taken for the packer’s', async () => {
  const thread = randomUUID()
  await b.post({ thread, body: { text: 'of B' } })
  const [own] = await dossiersOf(b.node.db, thread)
  const sealed = (await dossierFile(b.node.db, own?.dossierId ?? '', 'sealed')) ?? new Uint8Array()
  const about = { from: idB, to: idA, at: new Date().toISOString(), settled: [] }
  const items = [
    { kind: 'dossier' as const, bytes: sealed },
    { kind: 'dossier' as const, bytes: new TextEncoder().encode('age-encryption.org/v1\nrubbish') },
    { kind: 'receipt' as const, bytes: new TextEncoder().encode('PK rubbish receipt.json') },
    { kind: 'directory' as const, bytes: new TextEncoder().encode('{}') },
  ]
  const taken = await take(a, writePouch(about, items, { seal: runtimeOf(b.node).seal, at: new Date() }))
  assert.equal(taken.dossiers, 1)
  assert.deepEqual(taken.refused.map(({ path: item }) => item).toSorted(), [
    'directory/00004.json',
    'dossiers/00002.age',
    'receipts/00003.asice',
  ])
  await take(b, await packed(a))
})

test('nobody without the right packs, takes in or looks; a paused line is given nothing', async () => {
  for (const [method, url] of [
    ['GET', '/api/pouches'],
    ['POST', '/api/pouches/take-in'],
    ['GET', `/api/pouches/${'0'.repeat(64)}/file`],
  ] as const)
    assert.equal(
      (await call(a, method, url, method === 'POST' ? Buffer.from('x') : undefined, 'case-officer')).statusCode,
      403,
      url,
    )
  assert.equal((await call(a, 'POST', '/api/pouches', { to: idB }, 'case-officer')).statusCode, 403)
  assert.equal((await call(a, 'GET', `/api/pouches/${'0'.repeat(64)}`)).statusCode, 404)
  await a.post({ thread: randomUUID() })
  await pauseLine(a.node, actorOf(a), { peer: idB, why: null })
  await assert.rejects(packPouch(a.node, actorOf(a), { to: idB, directory: false }), { code: 'pouch-paused' })
  await resumeLine(a.node, actorOf(a), idB)
})

test('by the API and on pages: packed, saved, taken in, listed; a cover page says in six languages what it is', async () => {
  const packedOne = await call(a, 'POST', '/api/pouches', { to: idB, directory: true })
  assert.equal(packedOne.statusCode, 200, packedOne.body)
  const [pouch] = Pouch.array().parse(packedOne.json().pouches)
  assert(pouch !== undefined && pouch.directory)
  const file = await call(a, 'GET', `/api/pouches/${pouch.sha256}/file`)
  assert.equal(sha256Hex(file.rawPayload), pouch.sha256)
  const taken = Pouch.parse((await call(b, 'POST', '/api/pouches/take-in', file.rawPayload)).json())
  assert.deepEqual([taken.sha256, taken.direction, taken.directory, taken.refused], [pouch.sha256, 'in', true, []])
  const cover = (await call(a, 'GET', `/pouches/${pouch.sha256}/cover`)).body
  for (const { code } of languages) assert(cover.includes(pouchText(code)('cover-title')), code)
  assert.match(cover, /dir="rtl"/)
  assert.match(cover, /<svg class="qr"/)
  assert(cover.includes(pouch.sha256.slice(0, 8)))
  const list = (await call(b, 'GET', '/pouches')).body
  assert(list.includes(`/pouches/${pouch.sha256}`))
  assert((await call(b, 'GET', `/pouches/${pouch.sha256}`)).body.includes(pouchText('en')('direction.in')))
  assert((await call(a, 'GET', '/exchange')).body.includes('/pouches'))
  assert.equal(typeof exchangeText('en')('title'), 'string')
  const listed = (await call(b, 'GET', '/api/pouches?limit=1')).json()
  assert.equal(listed.pouches.length, 1)
  assert(listed.total > 1)
})

test('a watched folder takes in what has come to rest there, and says what came of it', async () => {
  const place = path.join(folder, 'stick')
  const watched = pouchFolder(b.node, place, {})
  assert.equal(await watched.look(), 0)
  await mkdir(place)
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'from the stick' } })
  const good = await packed(a)
  await watched.look()
  await writeFile(path.join(place, 'in/good.asice'), good.subarray(0, 100))
  assert.equal(await watched.look(), 0)
  await writeFile(path.join(place, 'in/good.asice'), good)
  await writeFile(path.join(place, 'in/bad.asice'), 'rubbish')
  await writeFile(path.join(place, 'in/.part'), 'unfinished')
  await symlink('/etc/passwd', path.join(place, 'in/link.asice'))
  for (let looks = 0; looks < 16; looks += 1) await watched.look()
  assert.deepEqual(await readdir(path.join(place, 'in')), ['.part'])
  assert.deepEqual((await readdir(path.join(place, 'done'))).toSorted(), ['good.asice', 'good.asice.answer.json'])
  const refused = await readdir(path.join(place, 'refused'))
  assert.deepEqual(refused.toSorted(), ['bad.asice', 'bad.asice.error.txt', 'link.asice', 'link.asice.error.txt'])
  assert.match(await readFile(path.join(place, 'refused/bad.asice.error.txt'), 'utf8'), /pouch-malformed/)
  assert.match(await readFile(path.join(place, 'refused/link.asice.error.txt'), 'utf8'), /not-readable/)
  assert.equal(b.received.filter((one) => one.thread === thread).length, 1)
})

test('a queue of more than one file holds is packed into several', async () => {
  const attachment = new Uint8Array(90_000).map((_, at) => (at * 31) % 251)
  const sha256 = await a.node.files.put(attachment)
  const thread = randomUUID()
  for (let number = 0; number < 11; number += 1)
    await a.post({
      thread,
      attachments: [{ name: 'scan.bin', mediaType: 'application/octet-stream', bytes: attachment.length, sha256 }],
    })
  const { pouches, left } = await packPouch(a.node, actorOf(a), { to: idB, directory: false, roomBytes: 800_000 })
  assert.equal(left, 0)
  assert.equal(pouches.length, 2)
  for (const one of pouches) {
    assert(one.bytes <= 900_000)
    assert.deepEqual((await take(b, await a.node.files.get(one.sha256))).refused, [])
  }
  assert.equal(b.received.filter((one) => one.thread === thread).length, 11)
})
