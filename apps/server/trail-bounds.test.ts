import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import type { Actor } from '@comity/accounts/contract'
import { addUnit, namesAmong, systemActor } from '@comity/accounts/server'
import { auditModule, linkEntries } from '@comity/audit/server'
import type { ErrorStatus } from '@comity/http'
import { assignRequest, draftRequest, openMatter, perform, requestsReceiver } from '@comity/requests/server'
import { openOffices } from '@comity/testing/offices'
import { openPages, sampleToken } from '@comity/testing/pages'
import { sql } from 'kysely'
import { detailInWords } from './act-details.ts'
import { actName, subjectKindName } from './act-names.ts'
import { trailBounds } from './trail-bounds.ts'

const { arlenia } = await openOffices({
  modules: ['audit', 'accounts', 'directory', 'exchange', 'requests', 'recovery'],
  receivers: [requestsReceiver()],
})
const { node } = arlenia
const office = systemActor(arlenia.authorityId)
const head = arlenia.person('head', 'head')
const unitOf = (name: string) => arlenia.as(office, async (ctx) => (await addUnit(ctx, { name, names: {} })).id)
const [ours, theirs] = [await unitOf('Assets desk'), await unitOf('Ministers desk')]
const ofUnit = (name: string, unit: string, role: 'auditor'): Actor => ({
  ...arlenia.person(name, role),
  units: [unit],
})
const auditor = arlenia.person('auditor', 'auditor')
const administrator = arlenia.person('administrator', 'administrator')
const bound = ofUnit('bound', ours, 'auditor')
const tribunal = AuthorityId.parse('xa.tribunal')
const foreign: Actor = { ...arlenia.person('foreign', 'auditor'), authorityId: tribunal }
const foreignAdministrator: Actor = { ...arlenia.person('foreign-administrator', 'administrator'), authorityId: tribunal }

const status: Partial<ErrorStatus> = { 'not-allowed': 403, 'bad-input': 400, internal: 500 }
const app = await openPages({
  node,
  people: [auditor, administrator, bound, foreign, foreignAdministrator],
  status,
  navigation: () => [],
  register: (made) => {
    const boundsOf = (actor: Actor) => trailBounds(actor, node.facts.authorityId)
    auditModule({ boundsOf, actName, kindName: subjectKindName, inWords: detailInWords, namesOf: namesAmong }).register(
      made,
      node,
    )
  },
})
const read = async (actor: Actor, url: string) =>
  (await app.inject({ url, headers: { authorization: `Bearer ${sampleToken(actor)}` } })).body

async function requestIn(unit: string, subject: string): Promise<string> {
  return arlenia.as(head, async (ctx) => {
    const { id } = await draftRequest(ctx, { form: 'mutual-legal-assistance', content: { subject } })
    await assignRequest(ctx, { requestId: id, unit })
    await perform(ctx, { requestId: id, act: 'note', input: { text: 'Noted' } })
    return id
  })
}

const [seen, hidden] = [await requestIn(ours, 'Ours'), await requestIn(theirs, 'Theirs')]
const matter = await arlenia.as(head, (ctx) =>
  openMatter(ctx, { title: 'Hidden matter', unit: theirs, facts: '', persons: [], property: [], offences: [] }),
)
await sql`insert into audit.entry (at, actor_id, actor_name, authority_id, act, subject_kind, subject_id, details, salt, commitment)
  values (now(), 'guest', 'Guest', ${tribunal}, 'session.started', 'person', 'guest', '{}', '\\x00', '\\x00')`.execute(node.db)
await linkEntries(node.db)
const listed = async (actor: Actor, query = '') =>
  JSON.parse(await read(actor, `/api/audit?limit=200${query}`)).entries.map(
    (entry: { subjectId: string; act: string }) => entry.subjectId,
  )

describe('an auditor of a unit', () => {
  it('reads what was done to what the unit sees, by whoever did it, and to the unit', async () => {
    const subjects = await listed(bound)
    assert(subjects.includes(seen) && subjects.includes(ours))
    for (const other of [hidden, theirs, matter.id, 'guest']) assert(!subjects.includes(other), other)
  })

  it('finds no more by asking for it, on the page neither', async () => {
    assert.deepEqual(await listed(bound, `&subject=${hidden}`), [])
    assert.deepEqual(await listed(bound, '&act=matter.opened'), [])
    const page = await read(bound, '/audit')
    assert(page.includes(seen) && !page.includes(hidden) && !page.includes(theirs))
    assert.doesNotMatch(page, /Matter opened/, 'not even that such an act occurs')
    assert.match(page, /what you were appointed for/)
  })

  it('goes on from page to page without losing or doubling an entry', async () => {
    const whole = await listed(bound)
    const paged: string[] = []
    for (let next: number | null = Number.MAX_SAFE_INTEGER; next !== null;) {
      const page = JSON.parse(await read(bound, `/api/audit?limit=1&before=${next}`))
      paged.push(...page.entries.map((entry: { subjectId: string }) => entry.subjectId))
      next = page.next
    }
    assert.deepEqual(paged, whole)
  })

  it('may check the whole chain: the verdict holds numbers and hashes only', async () => {
    const verdict = JSON.parse(await read(bound, '/api/audit/verdict'))
    assert.equal(verdict.head.length, 64)
    const { head: _, ...numbers } = verdict
    assert(!/[0-9a-f]{8}-/.test(JSON.stringify(numbers)))
  })
})

describe('an auditor of another authority on the node', () => {
  it('reads what people of that authority did, and nothing of the node’s own office', async () => {
    assert.deepEqual(await listed(foreignAdministrator), [])
    const subjects = await listed(foreign)
    for (const other of [seen, hidden, ours, matter.id]) assert(!subjects.includes(other), other)
  })
})

describe('an auditor of the whole office and its administrator', () => {
  it('read the whole trail', async () => {
    for (const actor of [auditor, administrator]) {
      const subjects = await listed(actor)
      for (const subject of [seen, hidden, ours, theirs, matter.id, 'guest']) assert(subjects.includes(subject), subject)
    }
  })
})
