import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import { after, before, describe, it } from 'node:test'
import path from 'node:path'
import type { Actor } from '@comity/accounts/contract'
import { crlToPem, parseCertificate, privateKeyFromPem } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { languages } from '@comity/i18n'
import type { App } from '@comity/http'
import { testDatabase } from '@comity/testing/database'
import type { Net } from '@comity/world'
import { OwnRevocations } from './contract.ts'
import { directoryStatus } from './operations/directory-status.ts'
import { fetchDirectory } from './operations/fetch-directory.ts'
import { installDirectory } from './operations/install-directory.ts'
import { loadNodeKeys } from './operations/load-node-keys.ts'
import { peerFacts, peerOf } from './operations/peer-facts.ts'
import { refreshFreshness } from './operations/refresh-freshness.ts'
import { renewKey } from './operations/renew-key.ts'
import { spreadRevocations } from './operations/spread-revocations.ts'
import { makeRevocationList } from './rules/make-revocation-list.ts'
import { sampleApp, tokenOf } from './sample-app.ts'
import { moduleMigrations } from './sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from './sample-network.ts'
import { directoryModule } from './server.ts'
import { standingNotice } from './standing-notice.ts'
import { trustTexts } from './trust/texts.ts'
import { catalogueFaults } from '@comity/i18n'

const hubDatabase = await testDatabase(moduleMigrations)
const aDatabase = await testDatabase(moduleMigrations)
const HOUR_MS = 3_600_000
const HUB = 'http://hub.localhost:8080'
let folder: string
let hub: SampleNode
let a: SampleNode
const apps: { hub?: App; a?: App } = {}
let anna: Actor
let rita: Actor
let carl: Actor
let down = false

/** The real doors of both nodes, or silence. */
const net: Net = {
  async fetch({ method, url, body, headers }) {
    const { hostname, pathname } = new URL(url)
    const app = hostname.startsWith('hub') ? apps.hub : apps.a
    if (down || app === undefined) throw new ComityError('no-answer', { values: { reason: 'refused' } })
    const answer = await app.inject({
      method: method === 'GET' ? 'GET' : 'POST',
      url: pathname,
      headers,
      ...(body === undefined ? {} : { payload: Buffer.from(body) }),
    })
    return { status: answer.statusCode, headers: {}, body: Uint8Array.from(answer.rawPayload) }
  },
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-absence-'))
  hub = sampleNode('hub', { db: hubDatabase.db, folder: path.join(folder, 'hub'), net })
  a = sampleNode('a', { db: aDatabase.db, folder: path.join(folder, 'a'), net })
  anna = person(hub, 'anna', 'registrar')
  rita = person(a, 'rita', 'registrar')
  carl = person(a, 'carl', 'case-officer')
  apps.hub = await sampleApp(hub, null, [anna])
  apps.a = await sampleApp(a, HUB, [rita, carl])
  await installDirectory(hub, await foundNetwork(hub, [a]))
  await fetchDirectory(a, HUB)
})
after(async () => {
  await apps.hub?.close()
  await apps.a?.close()
  await rm(folder, { recursive: true, force: true })
})

function ask(app: App | undefined, url: string, actor: Actor, payload?: object) {
  assert(app)
  return app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url,
    headers: { authorization: `Bearer ${tokenOf(actor)}` },
    ...(payload === undefined ? {} : { payload }),
  })
}
const standingOfA = async () => (await directoryStatus(a, HUB)).standing
async function noticeAt(lang: (typeof languages)[number]['code'] = 'en') {
  const notice = standingNotice(a)
  await notice.refresh()
  return notice.inLanguage(lang)
}

describe('a centre that is gone', () => {
  it('is told on every page in every language: how long, what works, what to do', async () => {
    assert.deepEqual(catalogueFaults(trustTexts), [])
    assert.equal(await noticeAt(), null)
    down = true
    await a.world.advance(72 * HOUR_MS)
    assert.equal(await standingOfA(), 'stale')
    assert.ok(await peerOf(a, 'zz.secretariat'))
    const notice = await noticeAt()
    assert.equal(notice?.tone, 'warning')
    assert.match(`${notice?.title} ${notice?.text}`, /48 h ago.*another 24 h/)
    for (const { code } of languages) assert.match((await noticeAt(code))?.title ?? '', /48/)
  })

  it('stops the exchange after the grace, which a node may lengthen by itself', async () => {
    await a.world.advance(25 * HOUR_MS)
    assert.equal(await standingOfA(), 'expired')
    assert.equal((await noticeAt())?.tone, 'danger')
    await assert.rejects(
      peerOf(a, 'zz.secretariat'),
      (error) => error instanceof ComityError && error.code === 'directory-expired',
    )
    const stop = await directoryModule({ hubOrigin: HUB, graceMs: 240 * HOUR_MS }).start?.(a)
    await stop?.()
    await a.world.advance(1_000)
    assert.equal(await standingOfA(), 'stale')
    assert.ok(await peerOf(a, 'zz.secretariat'))
    await a.world.advance(240 * HOUR_MS)
    assert.equal(await standingOfA(), 'expired')
  })

  it('is bridged by a pouch: packed at the secretariat, verified here, and by nobody without the role', async () => {
    await hub.world.advance(a.world.clock.now().getTime() - hub.world.clock.now().getTime())
    await refreshFreshness(hub)
    const pouch: object = (await ask(apps.hub, '/api/directory/pouch', anna, { days: 14 })).json()
    assert.equal((await ask(apps.a, '/api/directory/import', carl, pouch)).statusCode, 403)
    assert.equal((await ask(apps.a, '/api/directory/import', rita, {})).statusCode, 400)
    const forged = JSON.parse(JSON.stringify(pouch).replace('http://a.localhost:8080', 'http://c.localhost:8080'))
    assert.ok((await ask(apps.a, '/api/directory/import', rita, forged)).statusCode >= 400)
    assert.equal(await standingOfA(), 'expired')
    assert.deepEqual((await ask(apps.a, '/api/directory/import', rita, pouch)).json(), { outcome: 'refreshed', version: 1 })
    assert.equal(await standingOfA(), 'fresh')
    await a.world.advance(10 * 24 * HOUR_MS)
    assert.equal(await standingOfA(), 'fresh', 'a freshness for carriage lasts the journey')
    assert.equal(
      (await ask(apps.a, '/api/directory/pouch', rita, { days: 14 })).statusCode,
      403,
      'only the secretariat signs one',
    )
    assert.equal((await ask(apps.a, '/api/directory/pouch.json', rita)).statusCode, 200)
  })
})

describe('a revocation', () => {
  it('is told to every peer, again and again until it has come there, and a peer shows it', async () => {
    const keys = await loadNodeKeys(a)
    const ca = {
      certificateDer: keys.caCertificateDer,
      privateKey: privateKeyFromPem(await readFile(path.join(a.folder, 'keys/ca.key'), 'utf8')),
    }
    const { serial } = parseCertificate(keys.transport.certificateDer)
    const list = makeRevocationList({ ca, previous: null, revoke: [serial], at: a.world.clock.now(), days: 400 })
    const body = { list: crlToPem(list) }
    assert.equal((await ask(apps.a, '/api/directory/revocations', carl, body)).statusCode, 403)
    assert.deepEqual((await ask(apps.a, '/api/directory/revocations', rita, body)).json(), { outcome: 'taken' })
    assert.deepEqual((await ask(apps.a, '/api/directory/revocations', rita, body)).json(), { outcome: 'known' })
    assert.equal(await spreadRevocations(a), 1)
    const status = async () => OwnRevocations.parse((await ask(apps.a, '/api/directory/revocations', rita)).json())
    assert.deepEqual([(await status()).told, (await status()).waiting], [0, 1], 'the line is down')
    assert.equal(await spreadRevocations(a), 0, 'not before it is due again')
    down = false
    await a.world.advance(60_000)
    await hub.world.advance(a.world.clock.now().getTime() - hub.world.clock.now().getTime())
    assert.equal(await spreadRevocations(a), 1)
    assert.deepEqual([(await status()).told, (await status()).waiting], [1, 0])
    assert.equal((await peerFacts(hub.db, 'xa.central-authority'))?.authority.crl, body.list)
    await fetchDirectory(a, HUB).catch(() => undefined)
    const page = await ask(apps.a, '/directory/revocations?lang=ru', rita)
    assert.match(page.body, new RegExp(serial))
  })

  it('is followed by a new key that peers believe at once, and the old one is kept beside it', async () => {
    const caKeyPem = await readFile(path.join(a.folder, 'keys/ca.key'), 'utf8')
    const made = await renewKey(a, { use: 'transport', caKeyPem })
    const keys = await loadNodeKeys(a)
    assert.equal(parseCertificate(keys.transport.certificateDer).serial, made.serial)
    assert.ok(await a.world.disk.exists(path.join(a.folder, 'keys', `transport-${made.replaced}.old.crt`)))
    const other = await readFile(path.join(hub.folder, 'keys/ca.key'), 'utf8')
    await assert.rejects(renewKey(a, { use: 'transport', caKeyPem: other }), ComityError)
  })
})

describe('the pages of trust', () => {
  it('are shown to those who may act, in the language asked for, and to nobody else', async () => {
    for (const url of ['/directory/pins', '/directory/revocations', '/directory/import']) {
      assert.equal((await ask(apps.a, `${url}?lang=ar`, rita)).statusCode, 200, url)
      assert.equal((await ask(apps.a, url, carl)).statusCode, 403, url)
    }
    assert.match((await ask(apps.a, '/directory/pins', rita)).body, /<svg class="qr"/)
    assert.match((await ask(apps.a, '/directory/xa.central-authority?lang=fr', carl)).body, /<ol lang="fr"/)
    assert.match((await ask(apps.a, '/directory', rita)).body, /\/directory\/pins/)
    assert.doesNotMatch((await ask(apps.a, '/directory', carl)).body, /\/directory\/pins/)
  })
})
