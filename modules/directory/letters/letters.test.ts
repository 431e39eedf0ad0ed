import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { AuthorityId, type Actor } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { sha256Hex } from '@comity/crypto'
import type { App } from '@comity/http'
import { testDatabase } from '@comity/testing/database'
import type { Net } from '@comity/world'
import { KeptLetter, MAX_LETTER_BYTES, Proposal, Suggestion, type AuthorityEntry, type Nomination } from '../contract.ts'
import { demoAuthorities } from '../demo/demo-directory.ts'
import { fetchDirectory } from '../operations/fetch-directory.ts'
import { installDirectory } from '../operations/install-directory.ts'
import { wholeEntry } from '../operations/read-entries.ts'
import { runErrands } from '../operations/run-errands.ts'
import { suggestEntry } from '../operations/suggest-entry.ts'
import { sampleApp, tokenOf } from '../sample-app.ts'
import { moduleMigrations } from '../sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../sample-network.ts'
import { fetchLetters } from './operations/fetch-letters.ts'
import { letterHeld } from './store-letters.ts'

const HUB = 'http://hub.localhost:8080'
const own = demoAuthorities.a
const hubDatabase = await testDatabase(moduleMigrations)
const aDatabase = await testDatabase(moduleMigrations)
const readerDatabase = await testDatabase(moduleMigrations)
let folder: string
let hub: SampleNode
let a: SampleNode
/** Another machine of A, which has nothing yet: it fetches all. */
let late: SampleNode
let app: App
let appOfA: App
let anna: Actor
let boris: Actor
let rita: Actor
let carl: Actor
/** What a mirror on the way does to the letters that pass it. */
let altered: ((bytes: Uint8Array) => Uint8Array<ArrayBuffer>) | null = null

const net: Net = {
  async fetch({ method, url, headers, body }) {
    const answer = await app.inject({
      method: method === 'POST' ? 'POST' : 'GET',
      url: new URL(url).pathname,
      headers: { ...headers, host: new URL(url).host },
      ...(body === undefined ? {} : { payload: Buffer.from(body) }),
    })
    const bytes = Uint8Array.from(answer.rawPayload)
    const through = altered !== null && url.includes('/letters/') ? altered(bytes) : bytes
    return { status: answer.statusCode, headers: {}, body: through }
  },
}

const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`)
const letter = pdf('The Ministry of Justice of Arlenia nominates its Central Authority.')
const nominated = (bytes: Uint8Array, visibility: Nomination['visibility'] = 'members'): Nomination => ({
  sha256: sha256Hex(bytes),
  bytes: bytes.byteLength,
  mediaType: 'application/pdf',
  on: '2026-02-01',
  reference: 'No. 12/2026',
  visibility,
})

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-letters-'))
  hub = sampleNode('hub', { db: hubDatabase.db, folder: path.join(folder, 'hub') })
  a = sampleNode('a', { db: aDatabase.db, folder: path.join(folder, 'a'), net })
  late = { ...sampleNode('a', { db: readerDatabase.db, folder: path.join(folder, 'a'), net }), world: a.world }
  anna = person(hub, 'anna', 'registrar')
  boris = person(hub, 'boris', 'head')
  rita = person(a, 'rita', 'registrar')
  carl = person(a, 'carl', 'case-officer')
  app = await sampleApp(hub, null, [anna, boris, person(hub, 'olga', 'case-officer')])
  appOfA = await sampleApp(a, HUB, [rita, carl, { ...person(a, 'gast', 'originator'), authorityId: demoAuthorities.b }])
  const genuine = await foundNetwork(hub, [a])
  for (const node of [hub, a]) await installDirectory(node, genuine)
})
after(async () => {
  await app.close()
  await appOfA.close()
  await rm(folder, { recursive: true, force: true })
})

function call(at: App, method: 'GET' | 'POST', url: string, actor: Actor | null, payload?: object) {
  const headers: Record<string, string> = actor === null ? {} : { authorization: `Bearer ${tokenOf(actor)}` }
  if (Buffer.isBuffer(payload)) headers['content-type'] = 'application/pdf'
  return at.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
}

const codeOf = (answer: { body: string }): string | undefined => /"code":"([a-z-]+)"/.exec(answer.body)?.[1]
const upload = (at: App, actor: Actor, bytes: Buffer) => call(at, 'POST', '/api/directory/letter-files', actor, bytes)
const entryOfA = (): Promise<AuthorityEntry> => wholeEntry(a.db, own)

async function sleep(): Promise<void> {
  for (const node of [a, hub]) await node.world.advance(60_000)
}

async function suggested(entry: AuthorityEntry): Promise<string> {
  await sleep()
  return (await inContext(a, rita, (ctx) => suggestEntry(ctx, { entry }))).sha256
}
const takeUp = (sha256: string) => call(app, 'POST', '/api/directory/suggestions/take-up', anna, { sha256s: [sha256] })
async function seenAt(at: App, actor: Actor, sha256: string): Promise<Suggestion | undefined> {
  const all = Suggestion.array().parse((await call(at, 'GET', '/api/directory/suggestions', actor)).json())
  return all.find((one) => one.sha256 === sha256)
}

describe('a letter of nomination', () => {
  it('is taken from whoever keeps the entry, and only where its bytes are a PDF of at most two megabytes', async () => {
    assert.equal((await upload(appOfA, carl, letter)).statusCode, 403)
    for (const wrong of ['\x89PNG\r\n', 'MZ %PDF-1.7 %%EOF', '%PDF-1.7 cut off in the middle', '<html>%PDF-1.7%%EOF'])
      assert.equal(codeOf(await upload(appOfA, rita, Buffer.from(wrong))), 'letter-not-pdf', wrong)
    const large = Buffer.concat([letter, Buffer.alloc(MAX_LETTER_BYTES), pdf('')])
    assert.equal((await upload(appOfA, rita, large)).statusCode, 413)
    const kept = KeptLetter.parse((await upload(appOfA, rita, letter)).json())
    assert.deepEqual(kept, { sha256: sha256Hex(letter), bytes: letter.byteLength, mediaType: 'application/pdf' })
  })

  it('must be here before an entry names it', async () => {
    const entry = { ...(await entryOfA()), nomination: nominated(pdf('never uploaded')) }
    await assert.rejects(suggested(entry), { code: 'letter-missing' })
    const longer = { ...(await entryOfA()), nomination: { ...nominated(letter), bytes: 5 } }
    await assert.rejects(suggested(longer), { code: 'letter-differs' })
  })

  it('goes to the secretariat after the entry that commits to it, and is read there before two persons publish it', async () => {
    const sha256 = await suggested({ ...(await entryOfA()), nomination: nominated(letter) })
    await runErrands(a)
    assert.deepEqual((await seenAt(app, anna, sha256))?.letter, { sha256: sha256Hex(letter), held: true })
    const taken = await takeUp(sha256)
    assert.equal(taken.statusCode, 200, taken.body)
    const page = await call(app, 'GET', '/directory/publish', boris)
    assert.ok(page.body.includes(`/directory/letters/${sha256Hex(letter)}`))
    const read = await call(app, 'GET', `/directory/letters/${sha256Hex(letter)}`, boris)
    assert.deepEqual([read.statusCode, read.headers['content-type']], [200, 'application/pdf'])
    assert.match(String(read.headers['content-disposition']), /attachment/)
    assert.deepEqual(read.rawPayload, letter)
    const { id } = Proposal.parse(taken.json())
    assert.equal((await call(app, 'POST', `/api/directory/proposals/${id}/approve`, boris, {})).statusCode, 200)
  })

  it('is refused on the way where a mirror changes it, is asked for again, and then comes', async () => {
    await fetchDirectory(late, HUB)
    altered = (bytes) => Uint8Array.from(bytes, (byte, place) => (place === 12 ? byte ^ 1 : byte))
    assert.equal(await fetchLetters(late, HUB), 0)
    assert.equal(await letterHeld(late.db, sha256Hex(letter)), undefined)
    altered = () => Uint8Array.from(letter.subarray(0, 20))
    await sleep()
    assert.equal(await fetchLetters(late, HUB), 0)
    altered = null
    assert.equal(await fetchLetters(late, HUB), 0, 'a node that serves it wrong is not asked in the same minute')
    await sleep()
    assert.equal(await fetchLetters(late, HUB), 1)
    assert.deepEqual(Buffer.from(await late.files.get(sha256Hex(letter))), letter)
    assert.equal(await fetchLetters(late, HUB), 0)
  })

  it('is shown on the authority’s page, and given to those who may see the entry’s detail and to nobody else', async () => {
    await fetchDirectory(a, HUB)
    const url = `/directory/letters/${sha256Hex(letter)}`
    assert.ok((await call(appOfA, 'GET', `/directory/${own}`, carl)).body.includes(url))
    assert.equal((await call(appOfA, 'GET', url, carl)).statusCode, 200)
    assert.equal((await call(appOfA, 'GET', `/api/directory/letter-files/${sha256Hex(letter)}`, carl)).statusCode, 200)
    assert.equal((await call(appOfA, 'GET', `/api/directory/letter-files/${sha256Hex(letter)}`, null)).statusCode, 401)
    const guest = { ...person(a, 'gast', 'originator'), authorityId: demoAuthorities.b }
    assert.equal((await call(appOfA, 'GET', url, guest)).statusCode, 404)
    // A node that does not say who it is is a stranger.
    assert.equal((await call(app, 'GET', `/api/directory/letters/${sha256Hex(letter)}`, null)).statusCode, 404)
  })

  it('goes to strangers where it is public', async () => {
    const open = pdf('The Ministry nominates for all to see.')
    await upload(appOfA, rita, open)
    const sha256 = await suggested({ ...(await entryOfA()), nomination: nominated(open, 'public') })
    await runErrands(a)
    const url = `/api/directory/letters/${sha256Hex(open)}`
    assert.equal((await call(app, 'GET', url, null)).statusCode, 404, 'not before it is published')
    const { id } = Proposal.parse((await takeUp(sha256)).json())
    await call(app, 'POST', `/api/directory/proposals/${id}/approve`, boris, {})
    const answer = await call(app, 'GET', url, null)
    assert.deepEqual([answer.statusCode, answer.rawPayload], [200, open])
    await fetchDirectory(a, HUB)
  })
})

describe('a forged nomination', () => {
  it('is a letter that no sealed entry commits to: the secretariat takes no such bytes', async () => {
    const stray = pdf('The Ministry nominates whoever brings this.')
    const answer = await call(app, 'POST', `/api/directory/letters/${sha256Hex(stray)}`, null, stray)
    assert.equal(answer.statusCode, 404)
    assert.equal(await letterHeld(hub.db, sha256Hex(stray)), undefined)
    assert.equal((await call(appOfA, 'POST', `/api/directory/letters/${sha256Hex(letter)}`, null, letter)).statusCode, 404)
  })

  it('is other bytes than the entry commits to: they are refused, and without the letter nothing is taken up', async () => {
    const genuine = pdf('The Ministry nominates the office of Lenholm.')
    const forged = pdf('The Ministry nominates the office of Lenhalm.')
    await upload(appOfA, rita, genuine)
    const sha256 = await suggested({ ...(await entryOfA()), nomination: nominated(genuine) })
    await a.files.remove(sha256Hex(genuine))
    await runErrands(a)
    assert.deepEqual((await seenAt(appOfA, rita, sha256))?.waitingFor, [demoAuthorities.hub])
    const bring = (bytes: Buffer) => call(app, 'POST', `/api/directory/letters/${sha256Hex(genuine)}`, null, bytes)
    assert.equal(codeOf(await bring(forged)), 'letter-differs')
    assert.equal(codeOf(await takeUp(sha256)), 'letter-missing')
    assert.equal((await bring(genuine)).statusCode, 200)
    assert.equal((await takeUp(sha256)).statusCode, 200)
  })

  it('is another authority’s letter in an entry of one’s own: neither node takes it, whoever may read the letter', async () => {
    const ofSecretariat = pdf('The network nominates its secretariat.')
    await upload(app, anna, ofSecretariat)
    await sleep()
    const theirs = { ...(await wholeEntry(hub.db, demoAuthorities.hub)), nomination: nominated(ofSecretariat) }
    const { sha256 } = await inContext(hub, anna, (ctx) => suggestEntry(ctx, { entry: theirs }))
    const taken = await takeUp(sha256)
    const { id } = Proposal.parse(taken.json())
    assert.equal((await call(app, 'POST', `/api/directory/proposals/${id}/approve`, boris, {})).statusCode, 200)
    await upload(appOfA, rita, ofSecretariat)
    // A has not fetched yet, so its own node knows nothing of it: the secretariat refuses the sealed statement.
    const reused = await suggested({ ...(await entryOfA()), nomination: nominated(ofSecretariat, 'public') })
    await runErrands(a)
    assert.equal((await seenAt(appOfA, rita, reused))?.state, 'declined')
    assert.equal(await seenAt(app, anna, reused), undefined)
    await fetchDirectory(a, HUB)
    await assert.rejects(suggested({ ...(await entryOfA()), nomination: nominated(ofSecretariat, 'public') }), {
      code: 'letter-of-another',
    })
  })

  it('does not keep a central authority from naming one letter of the ministry in several entries that it keeps', async () => {
    const both = pdf('The Ministry nominates two offices.')
    await upload(appOfA, rita, both)
    const before = await entryOfA()
    const first = await suggested({ ...before, nomination: nominated(both) })
    const id = AuthorityId.parse('xa.asset-recovery-office')
    const second = await suggested({ ...before, id, contactPoints: [], kind: 'asset-recovery', nomination: nominated(both) })
    await runErrands(a)
    const sha256s = [first, second]
    const taken = await call(app, 'POST', '/api/directory/suggestions/take-up', anna, {
      sha256s,
      reason: 'A new office with the name of its ministry.',
    })
    assert.equal(taken.statusCode, 200, taken.body)
  })
})
