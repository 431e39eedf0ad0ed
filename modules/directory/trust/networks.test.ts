import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { App } from '@comity/http'
import { testDatabase } from '@comity/testing/database'
import type { Net } from '@comity/world'
import { FurtherDirectory, type Authority } from '../contract.ts'
import { demoAuthorities, demoAuthorityEntry, demoStates, demoSubject, type DemoNode } from '../demo/demo-directory.ts'
import { createDirectoryRoots } from '../operations/create-directory-roots.ts'
import { fetchDirectory } from '../operations/fetch-directory.ts'
import { fetchFurther } from '../operations/fetch-further.ts'
import { firstEdition } from '../operations/first-edition.ts'
import { installDirectory } from '../operations/install-directory.ts'
import { makeNodeKeys } from '../operations/make-node-keys.ts'
import { peerFacts, peerOf } from '../operations/peer-facts.ts'
import { openTrustAnchor } from '../server.ts'
import { refreshFreshness } from '../operations/refresh-freshness.ts'
import { fingerprintWords } from '../rules/fingerprint-words.ts'
import { sampleApp, tokenOf } from '../sample-app.ts'
import { moduleMigrations } from '../sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../sample-network.ts'

const [hubData, regionalData, ownData] = [
  await testDatabase(moduleMigrations),
  await testDatabase(moduleMigrations),
  await testDatabase(moduleMigrations),
]
const HUB = 'http://hub.localhost:8080'
const REGIONAL = 'http://regional.localhost:8080'
const HOUR_MS = 3_600_000
let folder: string
let hub: SampleNode
let regional: SampleNode
let a: SampleNode
let root: Uint8Array
let app: App
let ana: Actor
let bo: Actor
let carl: Actor
const served = new Map<string, App>()

/** The real doors of both secretariats; one that is taken out is gone. */
const net: Net = {
  async fetch({ method, url, headers, body }) {
    const { hostname, pathname, search } = new URL(url)
    const at = served.get(hostname.split('.')[0] ?? '')
    if (at === undefined) throw new ComityError('no-answer', { values: { reason: 'refused' } })
    const payload = body === undefined ? {} : { payload: Buffer.from(body) }
    const answer = await at.inject({ method: method === 'GET' ? 'GET' : 'POST', url: pathname + search, headers, ...payload })
    return { status: answer.statusCode, headers: {}, body: Uint8Array.from(answer.rawPayload) }
  },
}

async function entry(name: DemoNode): Promise<Authority> {
  const keys = await makeNodeKeys(regional.world, path.join(folder, regional.world.chance.uuid()), {
    authorityId: demoAuthorities[name],
    ...demoSubject(name),
    notBefore: regional.world.clock.now(),
  })
  return demoAuthorityEntry(name, keys, { nodeOrigin: `http://${name}.localhost:8080`, confirmedOn: '2026-03-01' })
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-networks-'))
  hub = sampleNode('hub', { db: hubData.db, folder: path.join(folder, 'hub'), net })
  regional = sampleNode('hub', { db: regionalData.db, folder: path.join(folder, 'regional'), net })
  a = sampleNode('a', { db: ownData.db, folder: path.join(folder, 'a'), net })
  ;[ana, bo, carl] = [person(a, 'ana', 'head'), person(a, 'bo', 'registrar'), person(a, 'carl', 'case-officer')]
  await installDirectory(hub, await foundNetwork(hub, [a]))
  root = await createDirectoryRoots(regional.world, regional.folder, 'Regional Network')
  // Of A it has other keys than the first directory; B is known to it alone.
  const listed = { states: demoStates, authorities: [await entry('a'), await entry('b')] }
  await installDirectory(regional, await firstEdition(regional.world, regional.folder, listed))
  served.set('hub', await sampleApp(hub, null, []))
  served.set('regional', await sampleApp(regional, null, []))
  app = await sampleApp(a, HUB, [ana, bo, carl])
  await fetchDirectory(a, HUB)
})
after(async () => {
  for (const one of [...served.values(), app]) await one.close()
  await rm(folder, { recursive: true, force: true })
})

const edge = '----edge'
function propose(actor: Actor, fields: Readonly<Record<string, string>>, file: Uint8Array | null = root) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  if (file !== null)
    parts.push(
      `--${edge}\r\ncontent-disposition: form-data; name="root"; filename="root.json"\r\ncontent-type: application/json\r\n\r\n${new TextDecoder().decode(file)}\r\n`,
    )
  return app.inject({
    method: 'POST',
    url: '/directory/networks',
    headers: { authorization: `Bearer ${tokenOf(actor)}`, 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: `${parts.join('')}--${edge}--\r\n`,
  })
}
const press = (actor: Actor, act: string) =>
  app.inject({ method: 'POST', url: act, headers: { authorization: `Bearer ${tokenOf(actor)}` } })
const page = async (actor: Actor = ana) =>
  app.inject({ url: '/directory/networks', headers: { authorization: `Bearer ${tokenOf(actor)}` } })
const listed = async () =>
  FurtherDirectory.array().parse(
    (await app.inject({ url: '/api/directory/further', headers: { authorization: `Bearer ${tokenOf(ana)}` } })).json(),
  )

describe('two secretariats, on pages and over their real doors', () => {
  const compared = 'by telephone with the secretariat on 3 March'

  it('a proposal says beside the field what is wrong with it, and keeps what was typed', async () => {
    assert.match((await page()).body, /No further directory is followed/)
    assert.equal((await page(carl)).statusCode, 403)
    const good = { origin: REGIONAL, fingerprint: sha256Hex(root), compared }
    assert.equal((await propose(carl, good)).statusCode, 403)
    for (const [fields, file, told] of [
      [good, null, /Choose the file/],
      [good, new TextEncoder().encode('{}'), /root\.json/],
      [{ ...good, fingerprint: '0'.repeat(64) }, root, /fingerprint/i],
      [{ ...good, origin: 'ftp://x' }, root, /https:/],
      [{ ...good, compared: 'no' }, root, /With whom/],
    ] as const) {
      const answer = await propose(ana, fields, file)
      assert.equal(answer.statusCode, 422, JSON.stringify(fields))
      assert.match(answer.body, told)
    }
    assert.match((await propose(ana, { ...good, origin: 'ftp://typed' })).body, /value="ftp:\/\/typed"/)
    assert.deepEqual(await listed(), [])
  })

  it('two persons join by the words that were read out; what it lists is found, what it contradicts is shown', async () => {
    const words = fingerprintWords('fr', sha256Hex(root)).join(' ')
    assert.equal((await propose(ana, { origin: REGIONAL, fingerprint: words, compared })).statusCode, 303)
    const [proposed] = await listed()
    const at = `/directory/networks/${proposed?.id}`
    assert.match((await page()).body, /Another person must confirm/)
    assert.doesNotMatch((await page()).body, /confirm"/)
    assert.equal((await press(ana, `${at}/confirm`)).statusCode, 403)
    assert.equal((await press(bo, `${at}/confirm`)).statusCode, 303)
    assert.match((await propose(bo, { origin: REGIONAL, fingerprint: words, compared })).body, /followed already/)
    assert.equal(await peerFacts(a.db, demoAuthorities.b), null)
    await fetchFurther(a)
    assert.equal((await peerOf(a, demoAuthorities.b))?.authority.id, demoAuthorities.b)
    const anchor = (await app.inject({ url: `${at}/anchor.json`, headers: { authorization: `Bearer ${tokenOf(ana)}` } }))
      .rawPayload
    const opened = openTrustAnchor(anchor)
    assert(opened.kind === 'directory' && opened.network === 'Regional Network')
    assert(opened.authorities.some(({ id }) => id === demoAuthorities.b))
    assert.equal(
      (await app.inject({ url: `${at}/anchor.json`, headers: { authorization: `Bearer ${tokenOf(carl)}` } })).statusCode,
      403,
    )
    const own = (await peerFacts(a.db, demoAuthorities.a))?.authority.caCertificate
    const { body } = await page()
    assert.match(body, /Contradictions/)
    assert.match(body, /key, sealing key/)
    assert.equal((await peerFacts(a.db, demoAuthorities.a))?.authority.caCertificate, own)
  })

  it('one secretariat that is gone takes only its own authorities with it, and is told apart from the other', async () => {
    const gone = served.get('regional')
    served.delete('regional')
    for (let days = 0; days < 7; days += 1) {
      await a.world.advance(24 * HOUR_MS)
      await hub.world.advance(24 * HOUR_MS)
      await refreshFreshness(hub)
      await fetchDirectory(a, HUB)
      await fetchFurther(a)
    }
    const { body } = await page()
    assert.match(body, /run out: nothing of it is believed/)
    assert.match(body, /Why the last try failed/)
    await assert.rejects(peerOf(a, demoAuthorities.b), { code: 'directory-expired' })
    assert.equal((await peerOf(a, 'zz.secretariat'))?.authority.id, 'zz.secretariat')
    if (gone !== undefined) served.set('regional', gone)
    await regional.world.advance(7 * 24 * HOUR_MS)
    await refreshFreshness(regional)
    await fetchFurther(a)
    assert.equal((await peerOf(a, demoAuthorities.b))?.authority.id, demoAuthorities.b)
    assert.doesNotMatch((await page()).body, /Why the last try failed/)
  })

  it('leaving is two persons’ act and works at once; whoever proposed it may take it back', async () => {
    const [followed] = await listed()
    const at = `/directory/networks/${followed?.id}`
    assert.equal((await press(bo, `${at}/leave`)).statusCode, 303)
    assert.equal((await press(bo, `${at}/confirm`)).statusCode, 403)
    assert.equal((await press(bo, `${at}/reject`)).statusCode, 303)
    assert.equal((await listed())[0]?.state, 'followed')
    assert.equal((await press(ana, `${at}/leave`)).statusCode, 303)
    assert.equal((await press(bo, `${at}/confirm`)).statusCode, 303)
    assert.equal(await peerFacts(a.db, demoAuthorities.b), null)
    assert.doesNotMatch((await page()).body, /Contradictions/)
  })
})
