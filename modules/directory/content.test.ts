import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { AuthorityId, type Actor } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { canonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { App } from '@comity/http'
import { testDatabase } from '@comity/testing/database'
import type { Net } from '@comity/world'
import type { AuthorityEntry, StatementFile } from './contract.ts'
import { EntryDetail, Proposal, Suggestion, type DirectoryFiles } from './contract.ts'
import { demoAuthorities } from './demo/demo-directory.ts'
import { fetchDirectory } from './operations/fetch-directory.ts'
import { installDirectory } from './operations/install-directory.ts'
import { loadNodeKeys } from './operations/load-node-keys.ts'
import { importPouch, packPouch, readPouch } from './operations/pouch.ts'
import { stateRevisions } from './finding/store-finding.ts'
import { partsOfEdition } from './part-store.ts'
import { standing } from './store.ts'
import { runErrands } from './operations/run-errands.ts'
import { suggestEntry } from './operations/suggest-entry.ts'
import { wholeEntry } from './operations/read-entries.ts'
import { samplePoint } from './rules/sample-parts.ts'
import { signatureOf } from './rules/sign-file.ts'
import { sampleApp, tokenOf } from './sample-app.ts'
import { moduleMigrations } from './sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from './sample-network.ts'

const hubDatabase = await testDatabase(moduleMigrations)
const aDatabase = await testDatabase(moduleMigrations)
const own = demoAuthorities.a
let folder: string
let hub: SampleNode
let a: SampleNode
let app: App
let appOfA: App
let anna: Actor
let boris: Actor
let rita: Actor
let genuine: DirectoryFiles
let served: { url: string; bytes: number }[] = []

/** What A asks is answered by the hub's real doors. */
const net: Net = {
  async fetch({ method, url, headers, body }) {
    const answer = await app.inject({
      method: method === 'POST' ? 'POST' : 'GET',
      url: new URL(url).pathname,
      headers: { ...headers, host: new URL(url).host },
      ...(body === undefined ? {} : { payload: Buffer.from(body) }),
    })
    served.push({ url, bytes: answer.rawPayload.byteLength })
    return { status: answer.statusCode, headers: {}, body: Uint8Array.from(answer.rawPayload) }
  },
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-content-'))
  hub = sampleNode('hub', { db: hubDatabase.db, folder: path.join(folder, 'hub') })
  a = sampleNode('a', { db: aDatabase.db, folder: path.join(folder, 'a'), net })
  anna = person(hub, 'anna', 'registrar')
  boris = person(hub, 'boris', 'head')
  rita = person(a, 'rita', 'registrar')
  app = await sampleApp(hub, null, [anna, boris])
  appOfA = await sampleApp(a, 'http://hub.localhost:8080', [rita, person(a, 'carl', 'case-officer')])
  genuine = await foundNetwork(hub, [a])
  await installDirectory(hub, genuine)
  await installDirectory(a, genuine)
})
after(async () => {
  await app.close()
  await appOfA.close()
  await rm(folder, { recursive: true, force: true })
})

function call(at: App, method: 'GET' | 'POST', url: string, actor: Actor | null, payload?: object) {
  const headers: Record<string, string> = actor === null ? {} : { authorization: `Bearer ${tokenOf(actor)}` }
  return at.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
}

async function publish(sha256s: string[]): Promise<void> {
  const taken = await call(app, 'POST', '/api/directory/suggestions/take-up', anna, { sha256s })
  assert.equal(taken.statusCode, 200, taken.body)
  const { id } = Proposal.parse(taken.json())
  assert.equal((await call(app, 'POST', `/api/directory/proposals/${id}/approve`, anna, {})).statusCode, 403)
  const approved = await call(app, 'POST', `/api/directory/proposals/${id}/approve`, boris, {})
  assert.equal(approved.statusCode, 200, approved.body)
}

async function suggestedBy(entry: AuthorityEntry): Promise<string> {
  const { sha256 } = await inContext(a, rita, (ctx) => suggestEntry(ctx, { entry }))
  await runErrands(a)
  return sha256
}

const entryOfA = async (): Promise<AuthorityEntry> => wholeEntry(a.db, own)
const desk = samplePoint({
  id: 'duty-desk',
  role: 'duty',
  visibility: 'members',
  phones: [{ number: '+000 10 777', use: 'voice' }],
})
const secret = samplePoint({ id: 'secure-desk', visibility: { readers: [demoAuthorities.b] }, remarks: 'Ask for the night key.' })

describe('an entry that its authority keeps itself', () => {
  it('goes sealed to the secretariat, is published by two persons, and comes back to everybody who may read it', async () => {
    const entry = { ...(await entryOfA()), contactPoints: [samplePoint(), desk, secret], memberships: [{ network: 'globe' }] }
    const sha256 = await suggestedBy(entry)
    const seen = Suggestion.array().parse((await call(app, 'GET', '/api/directory/suggestions', anna)).json())
    assert.deepEqual([seen[0]?.from, seen[0]?.state, seen[0]?.sha256], [own, 'received', sha256])
    assert.ok(
      seen[0]?.differences.some(
        ({ path: at, after: says }) => at === 'contactPoints.duty-desk.phones.+000 10 777.use' && says === 'voice',
      ),
    )
    await publish([sha256])
    await fetchDirectory(a, 'http://hub.localhost:8080')
    const back = await entryOfA()
    assert.deepEqual(back.contactPoints.map(({ id }) => id).toSorted(), ['duty-desk', 'registry', 'secure-desk'])
    await a.world.advance(61_000)
    await runErrands(a)
    const told = Suggestion.array().parse((await call(appOfA, 'GET', '/api/directory/suggestions', rita)).json())
    assert.equal(told[0]?.state, 'published')
  })

  it('stands in no public file where it is not public', async () => {
    const contents = (await call(app, 'GET', '/api/directory/contents.json', null)).body
    const pouch = new TextDecoder().decode(await packPouch(hub))
    for (const text of [contents, pouch]) assert.doesNotMatch(text, /10 777|night key|secure-desk|duty-desk/)
    const names = readPouch(await packPouch(hub)).contents.signed.parts ?? []
    const members = names.find(({ of, audience }) => of === 'XA' && audience === 'members')
    assert.ok(members)
    assert.equal((await call(app, 'GET', `/api/directory/parts/${members.sha256}`, null)).statusCode, 404)
    const open = names.find(({ of, audience }) => of === 'XA' && audience === 'public')
    assert.equal((await call(app, 'GET', `/api/directory/parts/${open?.sha256}`, null)).statusCode, 200)
  })

  it('is fetched as a difference: an edition that changes one State brings its files and no others', async () => {
    const entry = { ...(await entryOfA()), address: '2 Harbour Square, 10000 Lenholm' }
    await a.world.advance(1_000)
    await hub.world.advance(62_000)
    await publish([await suggestedBy(entry)])
    served = []
    const before = await stateRevisions(a.db)
    await fetchDirectory(a, 'http://hub.localhost:8080')
    const parts = served.filter(({ url }) => url.includes('/parts/'))
    assert.ok(parts.length <= 1, `${parts.length} parts fetched`)
    const written = [...(await stateRevisions(a.db))].filter(([code, revision]) => before.get(code) !== revision)
    assert.deepEqual(
      written.map(([code]) => code),
      ['XA'],
      'no rows of other States are written anew',
    )
    const held = async ({ db }: SampleNode) => {
      const { contents_sha256: sha256 } = await standing(db)
      return (await partsOfEdition(db, sha256 ?? '')).map((row) => row.about)
    }
    // A serves the whole edition on, though it was brought one State of it.
    assert.deepEqual(new Set(await held(a)), new Set(await held(hub)))
    assert.equal((await entryOfA()).address, '2 Harbour Square, 10000 Lenholm')
  })

  it('travels in a pouch: what everybody reads in the open, the rest sealed to the one whom it is for', async () => {
    const longer = { actor: anna, publisher: demoAuthorities.hub, days: 20 }
    const without = readPouch(await packPouch(hub, longer))
    const withOwn = readPouch(await packPouch(hub, { ...longer, to: [own] }))
    assert.doesNotMatch(JSON.stringify(withOwn), /10 777|night key/)
    const database = await testDatabase(moduleMigrations)
    const offline = { ...a, db: database.db }
    const carrier = person(a, 'rita', 'registrar')
    await importPouch(offline, carrier, without)
    assert.deepEqual(
      (await wholeEntry(offline.db, own)).contactPoints.map(({ id }) => id),
      ['registry'],
    )
    assert.equal((await importPouch(offline, carrier, withOwn)).outcome, 'installed')
    assert.deepEqual((await wholeEntry(offline.db, own)).contactPoints.map(({ id }) => id).toSorted(), [
      'duty-desk',
      'registry',
      'secure-desk',
    ])
  })

  it('is told version by version, with what each changed', async () => {
    const history = (await call(appOfA, 'GET', `/api/directory/authorities/${own}/history`, rita)).json()
    assert.equal(history.length, 3)
    assert.deepEqual(
      history[0].differences.map((one: { path: string }) => one.path),
      ['address'],
    )
  })

  it('hides from others of the network what names its readers', async () => {
    const seen = EntryDetail.parse((await call(app, 'GET', `/api/directory/authorities/${own}/entry`, anna)).json())
    assert.ok(
      seen.entry.contactPoints.some(({ id }) => id === 'secure-desk'),
      'the secretariat signs it and reads it',
    )
    assert.equal((await call(app, 'GET', `/api/directory/authorities/${own}/entry`, null)).statusCode, 401)
  })

  it('is refused where it contradicts itself, with every place', async () => {
    const entry = {
      ...(await entryOfA()),
      contactPoints: [samplePoint({ deputies: ['nobody'] }), samplePoint()],
      memberships: [{ network: 'no-such' }],
    }
    await assert.rejects(
      inContext(a, rita, (ctx) => suggestEntry(ctx, { entry })),
      (error) => error instanceof ComityError && error.code === 'entry-invalid' && error.problems.length === 3,
    )
  })
})

describe('a statement that is not its authority’s', () => {
  const statement = async (changes: Partial<StatementFile['signed']>, from: SampleNode = a): Promise<Buffer> => {
    const { seal } = await loadNodeKeys(from)
    const signed = {
      role: 'entry' as const,
      issuedAt: `${hub.world.clock.now().toISOString().slice(0, 19)}Z`,
      from: own,
      entry: await entryOfA(),
      base: null,
      by: 'somebody',
      ...changes,
    }
    const certificate = Buffer.from(seal.certificateDer).toString('base64')
    return Buffer.from(canonicalJson({ signed, certificate, signature: signatureOf(signed, seal.privateKey).signature }))
  }
  const brought = async (payload: Buffer) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/directory/statements',
      payload,
      headers: { 'content-type': 'application/json' },
    })
    return [answer.statusCode, /"code":"([a-z-]+)"/.exec(answer.body)?.[1]]
  }

  it('is not taken from an authority that speaks for another, be it in its own State or elsewhere', async () => {
    for (const id of ['zz.secretariat', 'xb.central-authority']) {
      const other = AuthorityId.parse(id)
      const entry = { ...(await entryOfA()), id: other, state: id.slice(0, 2).toUpperCase() }
      assert.equal((await brought(await statement({ entry })))[1], 'entry-not-own')
      await assert.rejects(
        inContext(a, rita, (ctx) => suggestEntry(ctx, { entry })),
        { code: 'entry-not-own' },
      )
    }
  })

  it('is not taken under another’s seal, changed on the way, or kept and brought again later', async () => {
    assert.equal((await brought(await statement({}, hub)))[1], 'statement-invalid')
    const genuineOne = await statement({})
    assert.equal((await brought(Buffer.from(genuineOne.toString().replace('somebody', 'somebodx'))))[1], 'statement-invalid')
    assert.equal((await brought(await statement({ issuedAt: '2025-01-01T00:00:00Z' })))[1], 'statement-invalid')
    const early = `${new Date(hub.world.clock.now().getTime() - 86_400_000).toISOString().slice(0, 19)}Z`
    assert.equal((await brought(await statement({ issuedAt: early })))[1], 'statement-older')
  })

  it('is answered the same where it comes twice, and is kept once', async () => {
    await hub.world.advance(5_000)
    const one = await statement({})
    assert.deepEqual([(await brought(one))[0], (await brought(one))[0]], [200, 200])
  })

  it('may nominate no new authority in the name of another State', async () => {
    const forged = { ...(await entryOfA()), id: AuthorityId.parse('xb.asset-recovery'), state: 'XB' }
    assert.equal((await brought(await statement({ entry: forged })))[1], 'entry-not-own')
  })
})
