import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { type Actor, AuthorityId, type Node, type Role } from '@comity/accounts/contract'
import { demoSubject, makeNodeKeys } from '@comity/directory/server'
import { folderStore } from '@comity/files'
import { languages } from '@comity/i18n'
import { silentLog } from '@comity/log'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import { sql } from 'kysely'
import { DossierSummary } from './contract.ts'
import { exchangeText } from './messages.ts'
import { exchangeMigrations, sampleApp, tokenOf } from './sample-app.ts'
import { isNewNonce } from './store/line-store.ts'

const { db } = await testDatabase(exchangeMigrations)
const folder = await mkdtemp(path.join(os.tmpdir(), 'comity-routes-'))
const world = testWorld()
const own = AuthorityId.parse('xa.central-authority')
const other = AuthorityId.parse('xb.central-authority')
const node: Node = {
  facts: { name: 'a', origin: 'http://a.test', authorityId: own, demo: false },
  db,
  world,
  log: silentLog,
  files: folderStore(world.disk, path.join(folder, 'files')),
  folder,
}
await makeNodeKeys(world, folder, { authorityId: own, ...demoSubject('a'), notBefore: world.clock.now() })

const person = (id: string, role: Role, authorityId = own): Actor => ({
  kind: 'person',
  id,
  name: id,
  authorityId,
  roles: [role],
})
const officer = person('olga', 'case-officer')
const administrator = person('adam', 'administrator')
const foreign = person('fay', 'case-officer', other)
const head = person('hugo', 'head')
const app = await sampleApp(node, [officer, administrator, foreign, head])
after(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const [id, sealedHash, receiptId, unknown] = ['1', '2', '3', '4'].map((digit) => digit.repeat(64))
const thread = '018f4b1e-7c2a-4f3b-9a51-0c6d2e8f7a10'
await sql`insert into exchange.dossier (dossier_id, direction, kind, sender, addressee, thread, epoch, sequence, urgent, created_at, stored_at, sealed_sha256, byte_count, state, attempts, due_at, expires_at, last_problem, container, sealed)
  values (${id}, 'out', 'request', ${own}, ${other}, ${thread}, 1, 1, false, '2026-03-01Z', '2026-03-01Z', ${sealedHash}, 9, 'queued', 3, '2026-03-02Z', '2026-04-01Z', 'clock-differs:86400', 'signed', 'sealed')`.execute(
  db,
)
await sql`insert into exchange.receipt values (${receiptId}, ${id}, ${sealedHash}, 'submitted', ${own}, ${own}, ${other}, '2026-03-01Z', null, 1, null, 'receipt')`.execute(
  db,
)

const get = (url: string, actor?: Actor, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers: { ...headers, ...(actor && { authorization: `Bearer ${tokenOf(actor)}` }) } })
const statusOf = async (url: string, actor?: Actor): Promise<number> => (await get(url, actor)).statusCode

const content = [
  `/api/dossiers/${id}/container`,
  `/api/dossiers/${id}/sealed`,
  `/api/receipts/${receiptId}`,
  `/api/dossiers/${id}`,
  `/api/dossiers?thread=${thread}`,
]

describe('dossiers and receipts over the API', () => {
  it('are for nobody who is signed out, of another authority, or only an administrator', async () => {
    for (const url of content)
      assert.deepEqual(
        [await statusOf(url), await statusOf(url, foreign), await statusOf(url, administrator)],
        [401, 403, 403],
        url,
      )
  })

  it('come byte for byte to an officer, and the audit trail has who took them', async () => {
    assert.equal((await get(`/api/dossiers/${id}/container`, officer)).body, 'signed')
    assert.equal((await get(`/api/dossiers/${id}/sealed`, officer)).body, 'sealed')
    assert.equal((await get(`/api/receipts/${receiptId}`, officer)).body, 'receipt')
    const { rows } = await sql<{ act: string }>`select act from audit.entry where actor_id = 'olga'`.execute(db)
    assert.deepEqual(rows.map((row) => row.act).toSorted(), ['dossier.downloaded', 'dossier.downloaded', 'receipt.downloaded'])
  })

  it('are listed with receipts and the state of the line', async () => {
    const one = DossierSummary.parse((await get(`/api/dossiers/${id}`, officer)).json())
    assert.deepEqual(
      [one.state, one.attempts, one.lastProblem, one.receipts.map((receipt) => receipt.event)],
      ['queued', 3, 'clock-differs:86400', ['submitted']],
    )
    assert.deepEqual((await get(`/api/dossiers?thread=${thread}`, officer)).json(), { dossiers: [one] })
  })

  it('are refused plainly when unknown or malformed', async () => {
    for (const url of [`/api/dossiers/${unknown}`, `/api/dossiers/${unknown}/container`, `/api/receipts/${unknown}`])
      assert.equal(await statusOf(url, officer), 404, url)
    for (const url of ['/api/dossiers/x', '/api/dossiers?thread=x', '/api/dossiers'])
      assert.equal(await statusOf(url, officer), 400, url)
  })
})

describe('the pages of the exchange', () => {
  it('show the lines to heads and administrators, not to officers or strangers', async () => {
    assert.deepEqual(
      [
        await statusOf('/exchange', head),
        await statusOf('/exchange', administrator),
        await statusOf('/exchange', officer),
        await statusOf('/exchange', foreign),
      ],
      [200, 200, 403, 403],
    )
    assert.equal((await get('/exchange')).headers['location'], '/sign-in?next=%2Fexchange')
    assert.equal(await statusOf('/exchange?before=x', head), 400)
  })

  it('show a dossier to an officer, not to an administrator', async () => {
    assert.deepEqual(
      [
        await statusOf(`/dossiers/${id}`, officer),
        await statusOf(`/dossiers/${id}`, administrator),
        await statusOf(`/dossiers/${unknown}`, officer),
      ],
      [200, 403, 404],
    )
  })

  it('lead back to the lines only whom the lines are shown', async () => {
    const crumb = /href="\/exchange"/
    assert.match((await get(`/dossiers/${id}`, head)).body, crumb)
    assert.doesNotMatch((await get(`/dossiers/${id}`, officer)).body, crumb)
  })

  for (const { code } of languages) {
    it(`speak ${code}, and say when the clocks differ`, async () => {
      const [lines, dossier] = [await get(`/exchange?lang=${code}`, head), await get(`/dossiers/${id}?lang=${code}`, head)]
      const words = exchangeText(code)('problem.clock-ahead', { minutes: 1440 }).replaceAll("'", '&#39;')
      for (const page of [lines, dossier]) {
        assert.match(page.body, new RegExp(`<html lang="${code}"`))
        assert.ok(page.body.replaceAll("'", '&#39;').includes(words), words)
      }
      assert.ok(dossier.body.includes(exchangeText(code)('sealed-hash')))
    })
  }
})

describe('the doors between nodes', () => {
  it('turn away what is unsigned, of another type or too large, and say which node answers', async () => {
    const send = (url: string, type: string, payload = 'x') =>
      app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
    assert.equal((await send('/exchange/dossiers', 'application/vnd.comity.sealed')).statusCode, 401)
    assert.equal((await send('/exchange/receipts', 'application/vnd.comity.receipt+zip')).statusCode, 401)
    assert.ok((await send('/exchange/dossiers', 'text/plain')).statusCode >= 400)
    assert.equal((await send('/exchange/receipts', 'application/vnd.comity.receipt+zip', 'x'.repeat(70_000))).statusCode, 413)
    const ping = await get('/exchange/ping')
    assert.deepEqual(
      [ping.json(), ping.headers['date']],
      [{ comity: 1, authority: own, at: world.clock.now().toISOString() }, world.clock.now().toUTCString()],
    )
  })
})

describe('a signed call', () => {
  it('is taken once, to the very end of the second in which its signature ends', async () => {
    const call = { peer: other, nonce: 'x'.repeat(22), expiresAt: new Date('2026-03-01T10:00:00Z') }
    assert.equal(await isNewNonce(db, { ...call, now: new Date('2026-03-01T09:59:00Z') }), true)
    assert.equal(await isNewNonce(db, { ...call, now: new Date('2026-03-01T10:00:00.900Z') }), false)
  })
})
