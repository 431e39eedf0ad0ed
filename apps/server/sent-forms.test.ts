import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import type { Role } from '@comity/accounts/contract'
import { addPerson, inContext, systemActor } from '@comity/accounts/server'
import {
  createDirectoryRoots,
  demoAuthorities,
  demoAuthorityEntry,
  demoStates,
  demoSubject,
  firstEdition,
  installDirectory,
  makeNodeKeys,
  pinRoot,
} from '@comity/directory/server'
import { silentLog } from '@comity/log'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import { sql } from 'kysely'
import { composeNode, modulesOf } from './compose.ts'

const rates = { address: { burst: 9000, perSecond: 900 }, account: { burst: 9000, perSecond: 900 } }
const plan = {
  directoryOrigin: 'http://hub.localhost:8080',
  graceHours: 72,
  window: 1,
  rates,
  bridge: { hosts: [], folder: null },
}
const { db } = await testDatabase(modulesOf(plan).map(({ name, migrations }) => ({ module: name, folder: migrations })))
const folder = await mkdtemp(path.join(tmpdir(), 'comity-forms-'))
after(() => rm(folder, { recursive: true }))
const facts = { name: 'a', origin: 'http://a.localhost:8080', authorityId: demoAuthorities.a, demo: false }
const world = testWorld()
const entries = []
for (const name of ['a', 'b'] as const) {
  const given = { authorityId: demoAuthorities[name], ...demoSubject(name), notBefore: world.clock.now() }
  const keys = await makeNodeKeys(world, path.join(folder, name), given)
  const place = { nodeOrigin: `http://${name}.localhost:8080`, confirmedOn: '2026-03-01' }
  entries.push({ ...demoAuthorityEntry(name, keys, place), hostedBy: demoAuthorities[name] })
}
const own = path.join(folder, 'a')
const roots = path.join(folder, 'hub')
await pinRoot(world, own, await createDirectoryRoots(world, roots, 'Test'))
const { app, node } = await composeNode({ ...plan, facts, folder: own, db, world, log: silentLog })
await installDirectory(node, await firstEdition(world, roots, { states: demoStates, authorities: entries }))

const password = 'correct horse battery staple'
const addressOf = (line: unknown) => /^[^=]+=[^;]+/.exec(String(line))?.[0] ?? ''

async function signIn(login: string, ...roles: Role[]) {
  const person = await inContext(node, systemActor(facts.authorityId), (ctx) =>
    addPerson(ctx, { name: `Person ${login}`, login, roles, authorityId: facts.authorityId, password }),
  )
  const payload = new URLSearchParams({ csrf: '', login, password }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await app.inject({ method: 'POST', url: '/sign-in', headers, payload })
  return { id: person.id, cookie: [answer.headers['set-cookie']].flat().map(addressOf).join('; ') }
}

const people = {
  admin: await signIn('adam', 'administrator'),
  officer: await signIn('ana', 'case-officer'),
  head: await signIn('hugo', 'head'),
  assets: await signIn('asta', 'asset-officer'),
}
type Who = keyof typeof people

/** A form of the program that makes something: who sends it, from which page, and what is typed. */
interface Making {
  readonly as: Who
  /** The page that shows the form. */
  readonly open: string
  /** Where it goes to. */
  readonly to: string
  readonly fields: Readonly<Record<string, string>>
  readonly file?: string
}

const walked = new Set<string>()

/** How many rows each table has: what is made a second time shows somewhere. */
async function rowsOfAll(): Promise<Readonly<Record<string, number>>> {
  const tables = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(db)
  // Notes of who looks at a page come and go with every look.
  const kept = tables.rows.map(({ name }) => name).filter((name) => !/sent_form|presence|attempt/.test(name))
  const counts = kept.map((name) => sql`select ${name}::text as name, count(*)::int as rows from ${sql.raw(name)}`)
  const found = await sql<{ name: string; rows: number }>`${sql.join(counts, sql` union all `)}`.execute(db)
  return Object.fromEntries(found.rows.map(({ name, rows }) => [name, rows]))
}

const boundary = '----cut'

function bodyOf({ fields, file }: Making, csrf: string): { readonly type: string; readonly payload: string } {
  const entriesOf = Object.entries({ csrf, ...fields })
  if (file === undefined) return { type: 'application/x-www-form-urlencoded', payload: new URLSearchParams(entriesOf).toString() }
  const parts = entriesOf.map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const sent = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n${file}\r\n`
  return { type: `multipart/form-data; boundary=${boundary}`, payload: `${parts.join('')}${sent}--${boundary}--\r\n` }
}

/** Opens a form and sends it twice at the same time and once more; gives where it led. */
async function twice(url: string, making: Making): Promise<string> {
  walked.add(url)
  const { cookie } = people[making.as]
  const page = await app.inject({ url: making.open, headers: { cookie } })
  assert.equal(page.statusCode, 200, `${url}: ${page.body.slice(-300)}`)
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const hidden = Object.fromEntries(
    [...page.body.matchAll(/<input type="hidden" name="(was|revision|lines)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )
  const { type, payload } = bodyOf({ ...making, fields: { ...hidden, ...making.fields } }, csrf)
  const send = () =>
    app.inject({
      method: 'POST',
      url: making.to,
      headers: { cookie, 'content-type': type, 'sec-fetch-site': 'same-origin' },
      payload,
    })
  const before = await rowsOfAll()
  const first = await send()
  const wrong = /class="error-summary"[^]*?<\/div>/.exec(first.body)?.[0] ?? first.body.slice(0, 2000)
  assert(first.statusCode === 303 || first.statusCode === 200, `${url}: ${first.statusCode} ${wrong}`)
  const once = await rowsOfAll()
  assert.notDeepEqual(once, before, `${url} makes nothing`)
  const again = [...(await Promise.all([send(), send()])), await send()]
  assert.deepEqual(await rowsOfAll(), once, `${url} acts a second time`)
  for (const { statusCode, headers } of again) {
    assert.equal(statusCode, first.statusCode === 303 ? 303 : 409, url)
    assert.equal(headers.location, first.headers.location, url)
  }
  return String(first.headers.location)
}

const idIn = (location: string) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location)?.[0] ?? ''
const made = { person: '', unit: '', matter: '', other: '', request: '', asset: '', draft: '' }

describe('a form that makes something makes it once, however often it is sent:', () => {
  it('people, units, ways in', async () => {
    const fields = { name: 'Nils Berg', login: 'nils', roles: 'registrar' }
    made.person = idIn(await twice('/people', { as: 'admin', open: '/people', to: '/people', fields }))
    made.unit = idIn(
      await twice('/people/units', { as: 'admin', open: '/people/units', to: '/people/units', fields: { name: 'Desk 1' } }),
    )
    const unit = `/people/units/${made.unit}`
    await twice('/people/units/:id/members', {
      as: 'admin',
      open: unit,
      to: `${unit}/members`,
      fields: { person: people.officer.id },
    })
    const person = `/people/${made.person}`
    await twice('/people/:id/reset', { as: 'admin', open: person, to: `${person}/reset`, fields: {} })
    await twice('/people/:id/confirm', { as: 'head', open: person, to: `${person}/confirm`, fields: {} })
    const absence = { deputyId: made.person, fromOn: '2026-04-01', untilOn: '2026-04-09' }
    await twice('/profile/absences', { as: 'officer', open: '/profile', to: '/profile/absences', fields: absence })
  })

  it('matters with what belongs to them', async () => {
    const open = async (title: string) =>
      idIn(
        await twice('/matters/new', {
          as: 'officer',
          open: '/matters/new',
          to: '/matters/new',
          fields: { title, facts: 'Facts' },
        }),
      )
    made.matter = await open('Meridian')
    made.other = await open('Harbour')
    const matter = `/matters/${made.matter}`
    const items = {
      persons: { name: 'Ilya Brandt', kind: 'natural', position: 'suspect' },
      property: { kind: 'money', description: 'Account 1' },
      offences: { title: 'Embezzlement', provision: 'Criminal Code s. 5' },
    }
    for (const [section, fields] of Object.entries(items)) {
      const form = `${matter}/edit/${section}/new`
      await twice(`/matters/:id/edit/${section}/:at`, { as: 'officer', open: form, to: form, fields })
    }
    const exhibit = { as: 'officer', open: `${matter}/exhibits/new`, to: `${matter}/exhibits/new` } as const
    await twice('/matters/:id/exhibits/new', { ...exhibit, fields: { kind: 'document', description: 'Ledger of 2025' } })
    const links = { as: 'officer', open: `${matter}/links`, to: `${matter}/links` } as const
    await twice('/matters/:id/links', { ...links, fields: { to: made.other, [`reason-${made.other}`]: 'Same company' } })
    const readers = { as: 'head', open: `${matter}/readers`, to: `${matter}/readers` } as const
    await twice('/matters/:id/readers', { ...readers, fields: { assignee: people.officer.id, unit: 'office' } })
  })

  it('requests: drafted, registered by hand, with their parts, notes, files and assignments', async () => {
    const draft = { as: 'officer', open: '/requests/new', to: '/requests/new' } as const
    made.draft = idIn(await twice('/requests/new', { ...draft, fields: { counterpart: demoAuthorities.b, matter: made.matter } }))
    const edit = `/requests/${made.draft}/edit`
    const measure = { kind: 'other', description: 'Minutes of the board' }
    await twice('/requests/:id/edit/measures/:at', {
      as: 'officer',
      open: `${edit}/measures/new`,
      to: `${edit}/measures/new`,
      fields: measure,
    })
    const files = { as: 'officer', open: `${edit}/attachments`, to: `${edit}/attachments`, fields: {} } as const
    await twice('/requests/:id/edit/attachments', { ...files, file: 'a;b\n1;2\n' })
    const fields = {
      direction: 'incoming',
      channel: 'post',
      counterpartName: 'Ministry of Justice',
      counterpartState: 'XB',
      counterpartReference: 'MJ 7',
      datedOn: '2026-02-27',
      subject: 'Accounts',
      asked: 'Statements of 2025',
    }
    made.request = idIn(
      await twice('/requests/register', { as: 'officer', open: '/requests/register', to: '/requests/register', fields }),
    )
    const at = `/requests/${made.request}`
    await twice('/requests/:id/note', { as: 'officer', open: `${at}/note`, to: `${at}/note`, fields: { text: 'Called them' } })
    const whom = { assignee: people.officer.id }
    await twice('/requests/:id/assign', { as: 'head', open: `${at}/assign`, to: `${at}/assign`, fields: whom })
    const bulk = { as: 'head', open: `/requests/bulk?act=assign&ids=${made.request}`, to: '/requests/bulk' } as const
    await twice('/requests/bulk', { ...bulk, fields: { act: 'assign', ids: made.request, assignee: people.head.id } })
    const kept = { as: 'officer', open: '/requests/incoming', to: '/requests/filters' } as const
    await twice('/requests/filters', { ...kept, fields: { direction: 'incoming', name: 'Mine', for: 'me', view: 'all' } })
  })

  it('imports of a backlog', async () => {
    const table = 'Our reference;Their authority;State;Direction;Subject\nA-1;Ministry;XB;incoming;Old\n'
    const upload = { as: 'head', open: '/requests/import', to: '/requests/import', fields: {}, file: table } as const
    assert.match(await twice('/requests/import', upload), /^\/requests\/import\/[0-9a-f-]{36}$/)
  })

  it('assets, claims, rates and steps of the ledger', async () => {
    const asset = { kind: 'money', description: 'Account 1', state: 'xb', currency: 'EUR', amount: '100', on: '2026-02-27' }
    made.asset = idIn(await twice('/assets/new', { as: 'assets', open: '/assets/new', to: '/assets/new', fields: asset }))
    const at = `/assets/${made.asset}`
    const claim = { claimant: 'A bank', article: '31(9)', grounds: 'A lien', raisedOn: '2026-02-28' }
    await twice('/assets/:id/claims/new', { as: 'assets', open: `${at}/claims/new`, to: `${at}/claims/new`, fields: claim })
    const step = { as: 'assets', open: `${at}/steps/trace`, to: `${at}/steps/trace` } as const
    await twice('/assets/:id/steps/:act', { ...step, fields: { on: '2026-02-28', evidence: 'Statement' } })
    const rate = { rateFrom: 'EUR', rateTo: 'USD', rateValue: '1.1', rateOn: '2026-02-27', rateSource: 'Central bank' }
    await twice('/assets/rates', { as: 'assets', open: '/assets/rates', to: '/assets/rates', fields: rate })
  })

  it('keys of programs, webhooks, calendar feeds, rules of deadlines', async () => {
    const machine = { name: 'Case system', acts: 'read', expiresOn: '2026-12-31' }
    await twice('/bridge/machines', { as: 'admin', open: '/bridge/machines/new', to: '/bridge/machines', fields: machine })
    const feed = { as: 'officer', open: '/deadlines/calendar', to: '/deadlines/calendar' } as const
    await twice('/deadlines/calendar', { ...feed, fields: { act: 'make' } })
  })

  it('what is proposed to the directory', async () => {
    const at = `/directory/${demoAuthorities.b}/correct`
    const fields = { text: 'The telephone is out of order.', reason: 'We called three times.' }
    await twice('/directory/:id/correct', { as: 'officer', open: at, to: at, fields })
    const entry = {
      state: 'XA',
      id: 'asset-recovery-office',
      kind: 'asset-recovery',
      'name.en': 'Asset Recovery Office of Arlenia',
      address: '4 Quay Road, Lenholm',
    }
    const listed = { as: 'head', open: '/directory/new', to: '/directory/new' } as const
    await twice('/directory/new', { ...listed, fields: entry })
  })
})

/** Addresses where one opened form may act again and again, and why nothing is made twice there. */
const savesAgain: Readonly<Record<string, string>> = {
  '/profile/contact': 'saves how one is reached',
  '/people/:id/contact': 'saves how a person is reached',
  '/people/units/:id': 'saves the name of a unit',
  '/directory/favourites': 'what is a favourite already stays one',
  '/notices/:id/read': 'what is read stays read',
  '/notices/read': 'what is read stays read',
  '/notices/mail': 'saves choices',
  '/matters/:id/edit': 'saves texts, compared with what was seen',
  '/matters/:id/edit/persons/:at': 'saves a person that is there; a new one is made once',
  '/matters/:id/edit/property/:at': 'saves property that is there; new one is made once',
  '/matters/:id/edit/offences/:at': 'saves an offence that is there; a new one is made once',
  '/matters/:id/exhibits/:exhibitId': 'saves an exhibit, by its revision',
  '/requests/:id/edit/persons/:at': 'saves a person that is there; a new one is made once',
  '/requests/:id/edit/property/:at': 'saves property that is there; new one is made once',
  '/requests/:id/edit/offences/:at': 'saves an offence that is there; a new one is made once',
  '/requests/:id/edit/measures/:at': 'saves a measure that is there; a new one is made once',
  '/requests/:id/edit/undertakings/:at': 'saves an undertaking that is there; a new one is made once',
  '/requests/:id/edit/counterpart': 'saves the addressee',
  '/requests/:id/edit/attachments/remove': 'what is taken away stays away',
  '/requests/:id/check/accept': 'saves the reason of one gap',
  '/requests/:id/translations': 'only leads to a language',
  '/requests/:id/translations/:language/:part/:at': 'saves passages, compared with what was seen',
  '/requests/:id/translations/:language/:part/:at/autosave': 'saves passages, compared with what was seen',
  '/requests/import/:id/mapping': 'saves what the columns mean',
  '/requests/filters/start': 'saves what a list begins with',
}

describe('every form of the program', () => {
  const forms = app.comity.addresses.filter(({ method, answers }) => method === 'POST' && answers === 'page')

  it('acts once by itself, but for those that only save, which are named here', () => {
    assert(forms.length > 90)
    const again = forms.filter(({ again: may }) => may).map(({ url }) => url)
    const parts = again.filter((url) => /^\/requests\/:id\/edit\/[a-z]+(?:\/autosave)?$/.test(url) && !(url in savesAgain))
    assert.deepEqual(again.filter((url) => !parts.includes(url)).toSorted(), Object.keys(savesAgain).toSorted())
    for (const url of parts)
      assert(parts.includes(`${url}/autosave`) || url.endsWith('/autosave'), `${url} is no part of a draft`)
  })

  it('that makes something was sent twice above', () => {
    const making = forms.filter(({ url }) =>
      /\/(?:new|register|note|assign|bulk|claims|people|units|machines)$|^\/requests\/import$/.test(url),
    )
    const left = making.map(({ url }) => url).filter((url) => !walked.has(url))
    assert.deepEqual(left, [])
    for (const url of walked)
      assert(
        forms.some((form) => form.url === url),
        `${url} is no form any more`,
      )
  })
})
