import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { testDatabase } from '@comity/testing/database'
import { Proposal, Suggestion } from '../../contract.ts'
import { demoAuthorities } from '../../demo/demo-directory.ts'
import { installDirectory } from '../../operations/install-directory.ts'
import { wholeEntry } from '../../operations/read-entries.ts'
import { readStatement } from '../../rules/statement.ts'
import { sampleApp, tokenOf } from '../../sample-app.ts'
import { moduleMigrations } from '../../sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../../sample-network.ts'
import { suggestionOf } from '../../suggestion-store.ts'

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
let carl: Actor

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-forms-'))
  hub = sampleNode('hub', { db: hubDatabase.db, folder: path.join(folder, 'hub') })
  a = sampleNode('a', { db: aDatabase.db, folder: path.join(folder, 'a') })
  anna = person(hub, 'anna', 'registrar')
  boris = person(hub, 'boris', 'head')
  rita = person(a, 'rita', 'registrar')
  carl = person(a, 'carl', 'case-officer')
  app = await sampleApp(hub, null, [anna, boris])
  appOfA = await sampleApp(a, 'http://hub.localhost:8080', [rita, carl])
  const genuine = await foundNetwork(hub, [a])
  for (const node of [hub, a]) await installDirectory(node, genuine)
})
after(async () => {
  await app.close()
  await appOfA.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (at: App, url: string, actor: Actor) =>
  at.inject({ method: 'GET', url, headers: { authorization: `Bearer ${tokenOf(actor)}` } })

interface Sent {
  readonly fields: Readonly<Record<string, string>>
  readonly letter?: Buffer
}

/** Sends a form with its file as a browser does. */
function send(at: App, url: string, actor: Actor, { fields, letter }: Sent) {
  const edge = 'edge-of-parts'
  const texts = Object.entries(fields).map(
    ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${edge}\r\ncontent-disposition: form-data; name="letter"; filename="l.pdf"\r\ncontent-type: application/pdf\r\n\r\n`
  const file = letter === undefined ? [] : [Buffer.from(head), letter, Buffer.from('\r\n')]
  return at.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${tokenOf(actor)}`, 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: Buffer.concat([Buffer.from(texts.join('')), ...file, Buffer.from(`--${edge}--\r\n`)]),
  })
}

/** The fields of the edit page as they stand, as a browser sends them back. */
async function editFields(): Promise<Record<string, string>> {
  const { names, address, designations } = await wholeEntry(a.db, own)
  const texts = Object.entries(names).map(([lang, name]) => [`name.${lang}`, name])
  const terms = designations.flatMap((one, place) => [
    [`d.${place}.languages`, one.languages.join(' ')],
    [`d.${place}.electronic`, one.electronicAcceptance === true ? 'yes' : 'unknown'],
  ])
  return Object.fromEntries([...texts, ['address', address], ...terms])
}

async function latest(node: SampleNode, at: App, actor: Actor) {
  const [newest] = Suggestion.array().parse((await get(at, '/api/directory/suggestions', actor)).json())
  const row = await suggestionOf(node.db, newest?.sha256 ?? '')
  assert.ok(row)
  const { signed } = readStatement(row.file)
  assert.equal(signed.role, 'entry')
  assert.ok(signed.role === 'entry')
  await node.world.advance(1_000)
  return { sha256: row.sha256, entry: signed.entry }
}

const pdf = Buffer.from('%PDF-1.7\n% The Ministry nominates.\n%%EOF\n')

describe('the form of an entry', () => {
  it('adds a designation and ends another, and leaves the rest as it was', async () => {
    const before = await wholeEntry(a.db, own)
    const fields = {
      ...(await editFields()),
      'd.0.end': 'yes',
      [`d.${before.designations.length}.form`]: 'joint-investigation',
      [`d.${before.designations.length}.instrument`]: 'UNCAC',
      [`d.${before.designations.length}.territory`]: 'XA',
      [`d.${before.designations.length}.languages`]: 'en, ar',
      [`d.${before.designations.length}.interpol`]: 'no',
    }
    assert.equal((await send(appOfA, `/directory/${own}/edit`, carl, { fields })).statusCode, 403)
    assert.equal((await send(appOfA, `/directory/${own}/edit`, rita, { fields })).statusCode, 303)
    const { entry } = await latest(a, appOfA, rita)
    const [ended] = before.designations
    assert.ok(ended)
    assert.ok(!entry.designations.some(({ form }) => form === ended.form))
    assert.deepEqual(entry.designations.at(-1), {
      form: 'joint-investigation',
      instrument: 'UNCAC',
      territory: 'XA',
      languages: ['en', 'ar'],
      urgentByInterpol: false,
    })
    assert.equal(entry.designations.length, before.designations.length)
  })

  it('says which field of a new designation does not hold, and sends nothing', async () => {
    const { length } = (await wholeEntry(a.db, own)).designations
    const fields = { ...(await editFields()), [`d.${length}.form`]: 'extradition', [`d.${length}.territory`]: 'XA' }
    const before = (await latest(a, appOfA, rita)).sha256
    const answer = await send(appOfA, `/directory/${own}/edit`, rita, { fields })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, new RegExp(`designations\\.${length}\\.instrument`))
    assert.equal((await latest(a, appOfA, rita)).sha256, before)
  })

  it('commits to the letter that comes with it, with its day; another kind of file is told beside its field', async () => {
    const fields = { ...(await editFields()), 'letter.visibility': 'members' }
    const url = `/directory/${own}/edit`
    const wrong = await send(appOfA, url, rita, { fields, letter: Buffer.from('GIF89a') })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /not a PDF/)
    const undated = await send(appOfA, url, rita, { fields, letter: pdf })
    assert.match(undated.body, /Give the day of the letter/)
    const dated = { ...fields, 'letter.on': '2026-02-01' }
    assert.equal((await send(appOfA, url, rita, { fields: dated, letter: pdf })).statusCode, 303)
    const { entry } = await latest(a, appOfA, rita)
    assert.deepEqual([entry.nomination?.bytes, entry.nomination?.on], [pdf.byteLength, '2026-02-01'])
    const read = await get(appOfA, `/directory/letters/${entry.nomination?.sha256}`, rita)
    assert.deepEqual(read.rawPayload, pdf)
  })
})

describe('the form of a new authority', () => {
  const fields = {
    state: 'XA',
    id: 'asset-recovery-office',
    kind: 'asset-recovery',
    'name.en': 'Asset Recovery Office of Arlenia',
    address: '4 Quay Road, Lenholm',
    'd.0.form': 'direct-recovery',
    'd.0.instrument': 'UNCAC',
    'd.0.territory': 'XA',
    'd.0.languages': 'en',
    'letter.on': '2026-02-01',
    'letter.visibility': 'members',
  }

  it('lets the central authority propose one of its own State, and of no other', async () => {
    assert.equal((await get(appOfA, '/directory/new', carl)).statusCode, 403)
    const shown = await get(appOfA, '/directory/new', rita)
    assert.match(shown.body, /value="XA"/)
    assert.doesNotMatch(shown.body, /value="XB"/)
    assert.equal((await send(appOfA, '/directory/new', rita, { fields: { ...fields, state: 'XB' } })).statusCode, 403)
    assert.equal((await send(appOfA, '/directory/new', rita, { fields, letter: pdf })).statusCode, 303)
    const { entry } = await latest(a, appOfA, rita)
    assert.deepEqual([entry.id, entry.designations[0]?.form], ['xa.asset-recovery-office', 'direct-recovery'])
    assert.ok(entry.nomination)
  })

  it('keeps what was typed where it does not hold, and refuses an authority that is listed already', async () => {
    const odd = { ...fields, id: 'Not An Id', 'd.0.interpol': 'no', 'd.0.remarks': 'Ask for the duty officer.' }
    const wrong = await send(appOfA, '/directory/new', rita, { fields: odd })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /value="Asset Recovery Office of Arlenia"/)
    assert.match(wrong.body, /name="d\.0\.interpol"[^]*?<option value="no" selected/)
    assert.match(wrong.body, />Ask for the duty officer\.<\/textarea>/)
    const listed = await send(appOfA, '/directory/new', rita, { fields: { ...fields, id: 'central-authority' } })
    assert.equal(listed.statusCode, 422)
    assert.match(listed.body, /lists this authority already/)
  })

  it('lets the secretariat propose one for any State, which a second person publishes', async () => {
    const ofXb = { ...fields, state: 'XB', 'name.en': 'Recovery Office of Bresonia', 'd.0.territory': 'XB' }
    const answer = await send(app, '/directory/new', anna, { fields: ofXb, letter: Buffer.from(`${pdf.toString()} %%EOF`) })
    assert.equal(answer.statusCode, 303, answer.body.slice(0, 300))
    const { sha256 } = await latest(hub, app, anna)
    const call = (url: string, actor: Actor, payload: object) =>
      app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${tokenOf(actor)}` }, payload })
    const taken = await call('/api/directory/suggestions/take-up', anna, { sha256s: [sha256] })
    assert.equal(taken.statusCode, 200, taken.body)
    const { id } = Proposal.parse(taken.json())
    assert.equal((await call(`/api/directory/proposals/${id}/approve`, anna, {})).statusCode, 403)
    assert.equal((await call(`/api/directory/proposals/${id}/approve`, boris, {})).statusCode, 200)
    assert.equal((await wholeEntry(hub.db, 'xb.asset-recovery-office')).names.en, 'Recovery Office of Bresonia')
    // From then on the entry is its State's to keep, not the secretariat's.
    const again = await call('/api/directory/suggestions', anna, { entry: await wholeEntry(hub.db, 'xb.asset-recovery-office') })
    assert.equal(again.statusCode, 403)
  })
})
