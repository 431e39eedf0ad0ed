import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { AuthorityId, type Actor } from '@comity/accounts/contract'
import { catalogueFaults } from '@comity/i18n'
import type { App } from '@comity/http'
import { sql } from 'kysely'
import { testDatabase } from '@comity/testing/database'
import type { Designation } from '../contract.ts'
import { installDirectory } from '../operations/install-directory.ts'
import { replaceRows } from '../rows-store.ts'
import { sampleApp, tokenOf } from '../sample-app.ts'
import { moduleMigrations } from '../sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../sample-network.ts'
import { everyEntry, nodesInForce, noteRevision, statesInForce } from '../store.ts'
import { refreshWords } from './operations/word-book.ts'
import { CoverageList, Favourite, Finding, Hits, TextFile } from './contract.ts'
import { samplePoint } from '../rules/sample-parts.ts'
import { mla, sampleAuthority } from './rules/sample-known.ts'
import { findingTexts } from './texts.ts'

const { db } = await testDatabase(moduleMigrations)
const prosecutor = AuthorityId.parse('xb.prosecutor')
const member = AuthorityId.parse('xa.central-authority')
const stranger = AuthorityId.parse('xc.central-authority')
/** What each of the contact points and remarks says that only its readers may know. */
const secrets = { members: '+000 777 7777', named: '+000 888 8888', others: '+000 999 9999' }

let folder: string
let a: SampleNode
let app: App
let closed: App
let carl: Actor
let guest: Actor

const point = (id: string, visibility: 'public' | 'members' | { readers: AuthorityId[] }, number: string) =>
  samplePoint({ id, names: { en: `Kappa ${id} line` }, visibility, phones: [{ number, use: 'voice' }] })

/** A State whose prosecutor shows something to everybody, to members, to us, and to somebody else. */
async function putContent(node: SampleNode): Promise<void> {
  const designations: Designation[] = [{ ...mla, electronicAcceptance: true }]
  const facts = { kind: 'other' as const, instruments: [] }
  const details = [
    { authority: prosecutor, contactPoints: [point('open', 'public', '+000 111 1111')], memberships: [{ network: 'globe' }] },
    {
      authority: prosecutor,
      contactPoints: [point('inner', 'members', secrets.members)],
      designations: [{ designation: 'mla', details: [{ visibility: 'members' as const, remarks: `Remark ${secrets.members}` }] }],
    },
    { authority: prosecutor, contactPoints: [point('ours', { readers: [member] }, secrets.named)] },
    {
      authority: prosecutor,
      contactPoints: [point('theirs', { readers: [stranger] }, secrets.others)],
      designations: [
        { designation: 'mla', details: [{ visibility: { readers: [stranger] }, remarks: `Remark ${secrets.others}` }] },
      ],
    },
  ]
  const listed = [sampleAuthority(prosecutor, { names: { en: 'Prosecutor General of Bresonia' }, designations })]
  const entries = (await everyEntry(node.db)).map((authority) => ({ authority, pinned: false, differs: null }))
  const register = {
    networks: [{ id: 'globe', short: 'GlobE', names: { en: 'GlobE' }, kind: 'anti-corruption' as const }],
    instruments: [],
  }
  const listings = new Map([['XB', { state: 'XB', facts, listed, details }]])
  await replaceRows(node.db, { states: await statesInForce(node.db), entries, listings, register })
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-finding-'))
  a = sampleNode('a', { db, folder: path.join(folder, 'a') })
  const hub = sampleNode('hub', { db, folder: path.join(folder, 'hub') })
  await installDirectory(a, await foundNetwork(hub, [a]))
  await putContent(a)
  carl = person(a, 'carl', 'case-officer')
  guest = { ...person(a, 'gus', 'executing-officer'), authorityId: AuthorityId.parse('xa.police') }
  const hubOrigin = 'http://hub.localhost:8080'
  app = await sampleApp(a, hubOrigin, [carl, guest], { open: true })
  closed = await sampleApp(a, hubOrigin, [carl])
})
after(async () => {
  await app.close()
  await closed.close()
  await rm(folder, { recursive: true, force: true })
})

function ask(url: string, actor?: Actor, method: 'GET' | 'PUT' | 'DELETE' = 'GET') {
  return app.inject({ method, url, headers: actor === undefined ? {} : { authorization: `Bearer ${tokenOf(actor)}` } })
}

const query = 'need=bank-records&state=XB'

describe('finding over HTTP', () => {
  it('answers who is competent, and refuses what is no question', async () => {
    const answer = await ask(`/api/directory/find?${query}`, carl)
    assert.equal(answer.statusCode, 200, answer.body)
    const found = Finding.parse(answer.json())
    assert.equal(found.outcome, 'designated')
    assert.equal(found.competent[0]?.authority.id, prosecutor)
    assert.equal(found.competent[0]?.authority.onNetwork, false)
    assert.deepEqual(
      found.alternatives.map(({ kind }) => kind),
      ['network', 'fiu', 'interpol', 'diplomatic', 'secretariat'],
    )
    assert.equal((await ask('/api/directory/find?need=bank-records', carl)).statusCode, 400)
    assert.equal((await ask('/api/directory/find?need=everything&state=XB', carl)).statusCode, 400)
    assert.equal((await ask('/api/directory/find?need=extradition&state=QQ', carl)).statusCode, 404)
    assert.equal((await ask(`/api/directory/find?${query}`)).statusCode, 401)
  })

  it('says of a State outside the directory that nobody is known, never that there is nobody', async () => {
    const found = Finding.parse((await ask('/api/directory/find?need=extradition&state=FJ', carl)).json())
    assert.deepEqual([found.listed, found.outcome, found.stateNames.en], [false, 'nobody', 'Fiji'])
    assert.match(
      (await ask('/directory/find?need=extradition&state=FJ', carl)).body,
      /Nobody is known to be designated[^]*does not mean/,
    )
  })

  it('finds words misspelt, and counts States for the map', async () => {
    const hits = Hits.parse((await ask('/api/directory/look-up?query=prosecuter%20bresonai', carl)).json())
    assert.equal(hits.hits[0]?.authority, prosecutor)
    const { states } = CoverageList.parse((await ask('/api/directory/coverage', carl)).json())
    assert.deepEqual(
      states.filter(({ designated }) => designated > 0).map(({ state }) => state),
      ['XA', 'XB'],
    )
    assert.ok(states.length > 249)
  })

  it('answers from the words before while new ones are brought in, and from the new ones then', async () => {
    const find = async (query: string) =>
      Hits.parse((await ask(`/api/directory/look-up?query=${query}`, carl)).json()).hits.map(({ authority }) => authority)
    assert.deepEqual(await find('Zorvenia'), [])
    const names = JSON.stringify({ en: 'Prosecutor General of Bresonia, Zorvenia Branch' })
    await sql`update directory.authority set entry = jsonb_set(entry, '{names}', ${names}::jsonb) where id = ${prosecutor}`.execute(
      a.db,
    )
    const revision = await noteRevision(a.db)
    await sql`update directory.member_state set revision = ${revision} where code = 'XB'`.execute(a.db)
    assert.deepEqual(await find('Zorvenia'), [], 'nobody waits')
    await refreshWords(a)
    assert.equal((await find('Zorvenia'))[0], prosecutor)
  })

  it('takes an authority without a node for nobody’s peer', async () => {
    const nodes = (await nodesInForce(a.db)).map(({ id }) => id)
    assert.deepEqual([nodes.includes(member), nodes.includes(prosecutor)], [true, false])
  })

  it('keeps favourites to their person', async () => {
    const url = `/api/directory/favourites/${prosecutor}`
    assert.equal((await ask(url, carl, 'PUT')).statusCode, 200)
    assert.equal((await ask('/api/directory/favourites/xb.nobody', carl, 'PUT')).statusCode, 404)
    const kept = async (actor: Actor) => Favourite.array().parse((await ask('/api/directory/favourites', actor)).json())
    assert.deepEqual(
      (await kept(carl)).map(({ authority }) => authority.id),
      [prosecutor],
    )
    assert.deepEqual(await kept(guest), [])
    assert.match((await ask('/directory/favourites', carl)).body, /Prosecutor General/)
    assert.equal((await ask(url, carl, 'DELETE')).statusCode, 200)
    assert.deepEqual(await kept(carl), [])
  })

  it('serves cards and linked data', async () => {
    const card = TextFile.parse((await ask(`/api/directory/authorities/${prosecutor}/card`, carl)).json())
    assert.match(card.text, /^BEGIN:VCARD\r\nVERSION:4.0\r\n/)
    assert.equal((await ask(`/directory/${prosecutor}/card.vcf`, carl)).headers['content-type'], 'text/vcard; charset=utf-8')
    assert.match((await ask('/open/directory.jsonld')).body, /cpsv:PublicService/)
    assert.equal((await ask('/directory/xb.nobody/card.vcf', carl)).statusCode, 404)
  })
})

/** Every door through which something of an authority comes out. */
const inner = [
  `/api/directory/find?${query}`,
  `/api/directory/find?${query}&urgent=yes`,
  '/api/directory/look-up?query=kappa&limit=50',
  '/api/directory/coverage',
  '/api/directory/contacts?state=XB',
  `/api/directory/authorities/${prosecutor}/card`,
  `/api/directory/authorities/${prosecutor}/linked-data`,
  '/api/directory/favourites',
  '/api/directory/authorities?limit=200',
  `/directory/find?${query}`,
  '/directory/search?query=kappa',
  '/directory/map',
  '/directory/favourites',
  `/directory/find.csv?${query}`,
  `/directory/find.json?${query}`,
  '/directory/contacts.csv?state=XB',
  `/directory/${prosecutor}/card.vcf`,
  `/directory/${prosecutor}/data.jsonld`,
  `/directory/${prosecutor}`,
  `/directory/${prosecutor}/history`,
  `/directory/${prosecutor}/contact-points.csv`,
  `/api/directory/authorities/${prosecutor}/entry`,
  `/api/directory/authorities/${prosecutor}/history`,
  `/api/directory/authorities/${prosecutor}/contact-points.csv`,
  '/api/directory/states/XB',
  '/directory/states/XB',
  '/directory',
  '/directory/export.csv',
  '/directory/export.json',
]
const open = [
  `/open/directory/find?${query}`,
  '/open/directory/search?query=kappa',
  '/open/directory/map',
  `/open/directory/${prosecutor}`,
  `/open/directory/find.csv?${query}`,
  `/open/directory/find.json?${query}`,
  '/open/directory/contacts.csv?state=XB',
  `/open/directory/${prosecutor}/card.vcf`,
  `/open/directory/${prosecutor}/data.jsonld`,
  '/open/directory.jsonld',
]

/** A secret as text, as a link, or as the name of its desk. */
function tells(body: string, secret: string, desk: string): boolean {
  return body.includes(secret) || body.includes(secret.replaceAll(' ', '')) || body.includes(`Kappa ${desk} line`)
}

describe('what only some may read', () => {
  it('comes out of no door to who may not, and out of some to who may', async () => {
    await ask(`/api/directory/favourites/${prosecutor}`, carl, 'PUT')
    await ask(`/api/directory/favourites/${prosecutor}`, guest, 'PUT')
    const told = { members: 0, named: 0 }
    for (const url of inner) {
      const [ours, theirs] = [await ask(url, carl), await ask(url, guest)]
      assert.deepEqual([ours.statusCode, theirs.statusCode], [200, 200], url)
      for (const answer of [ours, theirs])
        assert.ok(!tells(answer.body, secrets.others, 'theirs'), `${url} tells what is for another`)
      assert.ok(!tells(theirs.body, secrets.members, 'inner'), `${url} tells a guest what is for members`)
      assert.ok(!tells(theirs.body, secrets.named, 'ours'), `${url} tells a guest what is for us`)
      told.members += Number(tells(ours.body, secrets.members, 'inner'))
      told.named += Number(tells(ours.body, secrets.named, 'ours'))
    }
    assert.ok(told.members >= 8 && told.named >= 8, JSON.stringify(told))
  })

  it('never comes out of the public door, whoever knocks', async () => {
    for (const url of open)
      for (const actor of [undefined, carl]) {
        const answer = await ask(url, actor)
        assert.equal(answer.statusCode, 200, `${url} ${answer.body.slice(0, 200)}`)
        for (const [desk, secret] of [
          ['inner', secrets.members],
          ['ours', secrets.named],
          ['theirs', secrets.others],
        ] as const)
          assert.ok(!tells(answer.body, secret, desk), `${url} tells ${desk}`)
      }
    assert.match((await ask(open[0] ?? '')).body, /111 1111/)
    assert.match((await ask('/open/directory.jsonld')).body, /111 1111/)
    assert.doesNotMatch((await ask(open[0] ?? '', carl)).body, /requests\/new/)
  })

  it('is behind a public door that is not even there unless the operator opens it', async () => {
    for (const url of [...open, '/open/directory'])
      assert.equal((await closed.inject({ method: 'GET', url })).statusCode, 404, url)
  })
})

describe('the pages of finding', () => {
  it('stay under 60 kB', async () => {
    for (const url of [
      '/directory/map?lang=ru',
      `/directory/find?${query}&lang=ru`,
      '/directory/find?lang=ar',
      '/directory/search?query=b',
    ])
      assert.ok(
        Buffer.byteLength((await ask(url, carl)).body) <= 60_000,
        `${url} ${Buffer.byteLength((await ask(url, carl)).body)}`,
      )
  })

  it('have all their texts in six languages', () => {
    assert.deepEqual(catalogueFaults(findingTexts), [])
  })
})
