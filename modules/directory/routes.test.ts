import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { App } from '@comity/http'
import { testDatabase } from '@comity/testing/database'
import type { Net } from '@comity/world'
import { AuthorityDetail, AuthorityList, DirectoryStatus, Proposal } from './contract.ts'
import { demoAuthorities, demoAuthority, demoSubject } from './demo/demo-directory.ts'
import { keepCurrent } from './keep-current.ts'
import { directoryStatus } from './operations/directory-status.ts'
import { fetchDirectory } from './operations/fetch-directory.ts'
import { installDirectory } from './operations/install-directory.ts'
import { joinFile } from './operations/join-file.ts'
import { makeNodeKeys } from './operations/make-node-keys.ts'
import { peerFacts } from './operations/peer-facts.ts'
import { sampleApp, tokenOf } from './sample-app.ts'
import { moduleMigrations } from './sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from './sample-network.ts'

const hubDatabase = await testDatabase(moduleMigrations)
const aDatabase = await testDatabase(moduleMigrations)
let folder: string
let hub: SampleNode
let a: SampleNode
let app: App
let anna: Actor
let boris: Actor
let carl: Actor
let down = false

/** The network between the nodes of this test: the hub's real doors, or silence. */
const net: Net = {
  async fetch({ method, url }) {
    if (down || method !== 'GET') throw new ComityError('no-answer', { values: { reason: 'refused' } })
    const answer = await app.inject({ method: 'GET', url: new URL(url).pathname })
    return { status: answer.statusCode, headers: {}, body: Uint8Array.from(answer.rawPayload) }
  },
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-doors-'))
  hub = sampleNode('hub', { db: hubDatabase.db, folder: path.join(folder, 'hub') })
  a = sampleNode('a', { db: aDatabase.db, folder: path.join(folder, 'a'), net })
  anna = person(hub, 'anna', 'registrar')
  boris = person(hub, 'boris', 'head')
  carl = person(hub, 'carl', 'case-officer')
  app = await sampleApp(hub, null, [anna, boris, carl])
  await installDirectory(hub, await foundNetwork(hub, [a]))
})
after(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

function get(url: string, actor?: Actor) {
  return app.inject({ method: 'GET', url, headers: actor === undefined ? {} : { authorization: `Bearer ${tokenOf(actor)}` } })
}

function post(url: string, actor: Actor, payload?: object) {
  return app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${tokenOf(actor)}` },
    ...(payload === undefined ? {} : { payload }),
  })
}

describe('the directory over HTTP', () => {
  it('serves its signed files to anyone, and the search only to who is signed in', async () => {
    for (const file of ['root', 'contents', 'freshness', 'anchor'])
      assert.equal((await get(`/api/directory/${file}.json`)).statusCode, 200, file)
    assert.equal((await get('/api/directory/roots/1.json')).statusCode, 200)
    assert.equal((await get('/api/directory/roots/2.json')).statusCode, 404)
    assert.equal((await get('/api/directory/roots/../x')).statusCode, 404)
    for (const url of ['/api/directory', '/api/directory/authorities', '/api/directory/states', '/api/directory/proposals'])
      assert.equal((await get(url)).statusCode, 401, url)
  })

  it('answers searches, and refuses malformed ones', async () => {
    const found = AuthorityList.parse((await get('/api/directory/authorities?state=XA&limit=5', carl)).json())
    assert.deepEqual(
      found.authorities.map((one) => one.id),
      ['xa.central-authority'],
    )
    assert.equal((await get('/api/directory/authorities?state=arlenia', carl)).statusCode, 400)
    assert.equal((await get('/api/directory/authorities?unknown=1', carl)).statusCode, 400)
    assert.equal(
      AuthorityDetail.parse((await get('/api/directory/authorities/xa.central-authority', carl)).json()).directoryVersion,
      1,
    )
    assert.equal((await get('/api/directory/authorities/xb.nobody', carl)).statusCode, 404)
    assert.equal(DirectoryStatus.parse((await get('/api/directory', carl)).json()).standing, 'fresh')
  })

  it('keeps proposals to the roles of the secretariat that may see them', async () => {
    assert.equal((await get('/api/directory/proposals', carl)).statusCode, 403)
    assert.deepEqual((await get('/api/directory/proposals', anna)).json(), [])
  })
})

describe('publishing over HTTP', () => {
  it('takes a join file from one person of the secretariat and the approval of another', async () => {
    const b = path.join(folder, 'b')
    const keys = await makeNodeKeys(hub.world, b, {
      authorityId: demoAuthorities.b,
      ...demoSubject('b'),
      notBefore: hub.world.clock.now(),
    })
    const application: unknown = JSON.parse(
      new TextDecoder().decode(
        await joinFile(
          { world: hub.world, folder: b },
          keys,
          demoAuthority('b', { nodeOrigin: 'http://b.localhost:8080', confirmedOn: '2026-03-01' }),
        ),
      ),
    )
    assert.equal((await post('/api/directory/proposals', carl, { application })).statusCode, 403)
    assert.equal((await post('/api/directory/proposals', anna, { application: {} })).statusCode, 400)
    const proposed = Proposal.parse((await post('/api/directory/proposals', anna, { application })).json())
    assert.equal((await post(`/api/directory/proposals/${proposed.id}/approve`, anna)).statusCode, 403)
    assert.match((await get('/directory/publish', anna)).body, /Another person must approve this/)
    assert.match((await get('/directory/publish', boris)).body, /Approve and publish/)
    assert.equal(Proposal.parse((await post(`/api/directory/proposals/${proposed.id}/approve`, boris)).json()).state, 'published')
    assert.equal((await post(`/api/directory/proposals/${proposed.id}/reject`, boris)).statusCode, 409)
    assert.equal((await get('/api/directory/authorities/xb.central-authority', carl)).statusCode, 200)
  })
})

describe('the pages of the directory', () => {
  it('show search, authority and publication, in the language asked for', async () => {
    const search = await get('/directory?query=arlenie&state=&form=&lang=fr', carl)
    assert.equal(search.statusCode, 200, search.body)
    assert.match(search.body, /Autorité centrale d’Arlénie/)
    assert.match(search.body, /anglais et français/)
    const authority = await get('/directory/xa.central-authority?lang=ar', carl)
    assert.match(authority.body, /المساعدة القانونية المتبادلة/)
    assert.match(authority.body, /\/requests\/new\?counterpart=xa\.central-authority/)
    assert.doesNotMatch((await get('/directory/xa.central-authority', anna)).body, /\/requests\/new/)
    assert.match((await get('/directory/publish', anna)).body, /multipart\/form-data/)
    assert.equal((await get('/directory/publish', carl)).statusCode, 403)
    assert.equal((await get('/directory/xb.nobody', carl)).statusCode, 404)
    assert.equal((await get('/directory')).statusCode, 303)
  })

  it('export what was found as CSV and JSON', async () => {
    assert.match(
      (await get('/directory/export.csv?state=XA', carl)).body,
      /^\ufeff?id,state[^]*xa\.central-authority,XA,central-authority,"Central Authority of Arlenia, Ministry of Justice"/,
    )
    assert.equal((await get('/directory/export.json', carl)).json().length, 3)
  })
})

describe('fetching the directory from another node', () => {
  it('installs what verifies, and afterwards fetches only what is new', async () => {
    assert.deepEqual(await fetchDirectory(a, 'http://hub.localhost:8080'), { outcome: 'installed', version: 2 })
    assert.deepEqual(await fetchDirectory(a, 'http://hub.localhost:8080'), { outcome: 'nothing-new', version: 2 })
    assert.equal((await peerFacts(a.db, 'zz.secretariat'))?.authority.kind, 'secretariat')
  })

  it('keeps the copy while the centre is down, says so, and catches up by itself', async () => {
    down = true
    const stop = keepCurrent(a, { hubOrigin: 'http://hub.localhost:8080' })
    await settled(async () => (await directoryStatus(a, null)).lastProblem === 'directory-unreachable')
    assert.equal((await directoryStatus(a, null)).standing, 'fresh')
    down = false
    await settled(async () => {
      await a.world.advance(3_000)
      return (await directoryStatus(a, null)).lastProblem === null
    })
    await stop()
  })
})

/** Waits until a background round has done what it does; each look lets the database answer in between. */
async function settled(check: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 200; looks++) if (await check()) return
  assert.fail('not settled')
}
