import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { AuthorityId, type Actor } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { testDatabase } from '@comity/testing/database'
import { demoAuthorities, demoAuthorityEntry, demoSubject } from '../demo/demo-directory.ts'
import { installDirectory } from '../operations/install-directory.ts'
import { makeNodeKeys } from '../operations/make-node-keys.ts'
import { samplePoint } from '../rules/sample-parts.ts'
import { replaceRows } from '../rows-store.ts'
import { sampleApp, tokenOf } from '../sample-app.ts'
import { moduleMigrations } from '../sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../sample-network.ts'
import { everyEntry, statesInForce } from '../store.ts'
import { contactsCsv } from './rules/finding-csv.ts'

const { db } = await testDatabase(moduleMigrations)
const pinned = demoAuthorities.b
let folder: string
let a: SampleNode
let app: App
let carl: Actor
let guest: Actor

/** B stands in no directory: A alone trusts its key. */
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-open-'))
  a = sampleNode('a', { db, folder: path.join(folder, 'a') })
  const hub = sampleNode('hub', { db, folder: path.join(folder, 'hub') })
  await installDirectory(a, await foundNetwork(hub, [a]))
  const keys = await makeNodeKeys(a.world, path.join(folder, 'b'), {
    authorityId: pinned,
    ...demoSubject('b'),
    notBefore: a.world.clock.now(),
  })
  const authority = demoAuthorityEntry('b', keys, { nodeOrigin: 'http://b.localhost:8080', confirmedOn: '2026-03-01' })
  const entries = (await everyEntry(db)).map((one) => ({ authority: one, pinned: false, differs: null }))
  await replaceRows(db, {
    states: await statesInForce(db),
    entries: [...entries, { authority, pinned: true, differs: null }],
    listings: new Map(),
    register: { networks: [], instruments: [] },
  })
  carl = person(a, 'carl', 'case-officer')
  guest = { ...person(a, 'gus', 'executing-officer'), authorityId: AuthorityId.parse('xa.police') }
  app = await sampleApp(a, 'http://hub.localhost:8080', [carl, guest], { open: true })
})
after(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const ask = (url: string, actor?: Actor) =>
  app.inject({ method: 'GET', url, headers: actor === undefined ? {} : { authorization: `Bearer ${tokenOf(actor)}` } })

describe('whom this office trusts without a directory', () => {
  const addresses = (base: string) => [
    `${base}/find?need=bank-records&state=XB`,
    `${base}/find.json?need=bank-records&state=XB`,
    `${base}/find.csv?need=bank-records&state=XB`,
    `${base}/search?query=bresonia`,
    `${base}/${pinned}/card.vcf`,
    `${base}/${pinned}/data.jsonld`,
  ]

  it('is known to the office', async () => {
    for (const url of addresses('/directory').slice(0, 5)) {
      const { statusCode, body } = await ask(url, carl)
      assert(statusCode === 200 && body.includes(pinned), url)
    }
  })

  it('is nobody’s at the public door and no guest’s, not even in a count', async () => {
    const open = [...addresses('/open/directory'), `/open/directory/${pinned}`, '/open/directory.jsonld']
    for (const url of open) assert(!(await ask(url)).body.includes(`${pinned}"`), url)
    for (const url of [`/open/directory/${pinned}`, `/open/directory/${pinned}/card.vcf`])
      assert.equal((await ask(url)).statusCode, 404)
    for (const url of addresses('/directory')) assert(!(await ask(url, guest)).body.includes(`${pinned}"`), url)
    const kept = (actor: Actor) =>
      app.inject({
        method: 'PUT',
        url: `/api/directory/favourites/${pinned}`,
        headers: { authorization: `Bearer ${tokenOf(actor)}` },
      })
    assert.deepEqual([(await kept(carl)).statusCode, (await kept(guest)).statusCode], [200, 404])
    const counted = async (actor: Actor) =>
      (await ask('/api/directory/coverage?need=bank-records', actor))
        .json()
        .states.find(({ state }: { state: string }) => state === 'XB')
    const [known, hidden] = [await counted(carl), await counted(guest)]
    assert.deepEqual([known.authorities, hidden.authorities, hidden.designated], [1, 0, 0])
  })
})

describe('the whole directory for strangers', () => {
  it('is made once for each state of the directory, and one address is not given it without end', async () => {
    const first = (await ask('/open/directory.jsonld')).body
    assert.match(first, /xa\.central-authority/)
    await replaceRows(db, {
      states: await statesInForce(db),
      entries: [],
      listings: new Map(),
      register: { networks: [], instruments: [] },
    })
    assert.doesNotMatch((await ask('/open/directory.jsonld')).body, /xa\.central-authority/)
    const statuses = new Set<number>()
    for (let call = 0; call < 25; call += 1) statuses.add((await ask('/open/directory.jsonld')).statusCode)
    assert.deepEqual([...statuses], [200, 429])
  })
})

describe('a table of contact points', () => {
  it('runs nothing in a spreadsheet, in whatever width the sign of a formula is written', () => {
    for (const sign of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
      const point = samplePoint({ names: { en: `${sign}cmd|' /C calc'!A0` } })
      const csv = contactsCsv([{ authority: pinned, state: 'XB', authorityNames: { en: 'B' }, point }])
      assert.match(csv, /,"?'[^]cmd/, JSON.stringify(sign))
    }
  })
})
