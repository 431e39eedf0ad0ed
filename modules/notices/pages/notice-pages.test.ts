import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { addPerson, systemActor } from '@comity/accounts/server'
import type { Actor } from '@comity/accounts/contract'
import type { ErrorStatus } from '@comity/http'
import { openOffices } from '@comity/testing/offices'
import { openPages, sampleToken } from '@comity/testing/pages'
import { notify } from '../operations/notify.ts'
import { registerPages } from './notice-pages.tsx'

const { arlenia } = await openOffices({ modules: ['audit', 'accounts', 'directory', 'exchange', 'notices'], receivers: [] })
const { node } = arlenia
const system = systemActor(arlenia.authorityId)
const { id } = await arlenia.as(system, (ctx) =>
  addPerson(ctx, { name: 'Ana', login: 'ana', roles: ['case-officer'], authorityId: arlenia.authorityId }),
)
const ana = arlenia.person(id, 'case-officer')
const adam = arlenia.person('00000000-0000-4000-8000-000000000001', 'administrator')
const status: Partial<ErrorStatus> = { 'not-signed-in': 401, 'not-allowed': 403, 'not-found': 404, 'request-forged': 403 }
const app = await openPages({
  node,
  people: [ana, adam],
  status,
  navigation: () => [],
  register: (made) =>
    registerPages(made, node, {
      sendsMail: true,
      advice: ({ code, values }, lang) => `${lang} ${code} ${String(values['answer'])}`,
      newsName: (news) => `<${news}>`,
    }),
})
const as = async (actor: Actor, method: 'GET' | 'POST', url: string) => {
  const headers = {
    authorization: `Bearer ${sampleToken(actor)}`,
    origin: node.facts.origin,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const answer = await app.inject({ method, url, headers, ...(method === 'POST' && { payload: '' }) })
  return { status: answer.statusCode, text: answer.body, location: answer.headers.location }
}
const tell = (kind: string, on: string, subject: string) =>
  arlenia.as(system, (ctx) => notify(ctx, { to: [ana.id], kind, on, subject }))

describe('the page of notices', () => {
  it('has those of one request together, says what each is and of which reference, and one way reads them all', async () => {
    await tell('request-news/clarification-asked', '/requests/1', 'XA/2026/REQ/7')
    await tell('deadline-near/result', '/requests/1', 'XA/2026/REQ/7')
    await tell('request-news/decision', '/requests/2', 'XA/2026/REQ/8')
    await tell('deadlines-late', '/deadlines?only=overdue', '')
    const { text } = await as(ana, 'GET', '/notices')
    assert.equal(text.match(/<tr/g)?.length, 4, 'a heading and three groups')
    for (const said of [
      'News in a request: &lt;clarification-asked',
      'A deadline is near: &lt;result',
      'XA/2026/REQ/7',
      'XA/2026/REQ/8',
    ])
      assert.ok(text.includes(said), said)
    const row = text.split('<tr').find((part) => part.includes('REQ/7')) ?? ''
    const [, way = ''] = /action="(\/notices\/[0-9a-f-]{36}\/read)"/.exec(row) ?? []
    assert.match(text, /4 unread/)
    const gone = await as(ana, 'POST', way)
    assert.deepEqual([gone.status, gone.location], [303, '/requests/1'])
    assert.match((await as(ana, 'GET', '/notices')).text, /2 unread/)
    assert.equal((await as(adam, 'POST', way)).status, 404)
  })

  it('tells administrators what keeps every e-mail back, and what to do about it', async () => {
    assert.equal((await as(ana, 'GET', '/notices/letters')).status, 403)
    await sql`
      insert into notices.letter (id, person_id, state, due_at, attempts, created_at, problem, answer) values
        (gen_random_uuid(), ${ana.id}, 'waiting', now(), 2, now(), 'mail-sign-in-refused', '535 no'),
        (gen_random_uuid(), ${ana.id}, 'waiting', now(), 2, now(), 'mail-deferred', '450 later')`.execute(node.db)
    const { text } = await as(adam, 'GET', '/notices/letters')
    assert.match(text, /en mail-sign-in-refused 535 no/)
    assert.doesNotMatch(text, /en mail-deferred/, 'that is about one letter')
  })
})
