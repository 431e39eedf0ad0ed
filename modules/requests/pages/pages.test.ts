import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import type { Request } from '../contract.ts'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import { carry, openOffices } from '../testing-office.ts'
import { samplePages, sampleToken } from './sample-pages.tsx'

const { arlenia, bresonia, tribunal } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const ida = arlenia.person('ida', 'administrator')
const olga = arlenia.person('olga', 'auditor')
const ben = bresonia.person('ben', 'case-officer')
const cleo = bresonia.person('cleo', 'head')
const a = await samplePages(arlenia.node, [ana, hugo, ida, olga], arlenia.node.facts.origin)
const b = await samplePages(bresonia.node, [ben, cleo], bresonia.node.facts.origin)

interface Answer {
  readonly statusCode: number
  readonly body: string
  readonly headers: Readonly<Record<string, unknown>>
}

async function get(url: string, actor: Actor | null, app = a): Promise<Answer> {
  return app.inject({ method: 'GET', url, headers: actor === null ? {} : { cookie: `session=${sampleToken(actor)}` } })
}

/** Posts as a browser does that has the page `from` open: with its hidden fields, of which `fields` replace some. */
async function post(url: string, actor: Actor, fields: Record<string, string>, from = url, app = a): Promise<Answer> {
  const page = await get(from, actor, app)
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const was = /name="was" value="([^"]*)"/.exec(page.body)?.[1]
  return send(url, actor, { csrf, ...(was === undefined ? {} : { was }), ...fields }, app)
}

async function send(url: string, actor: Actor, fields: Record<string, string>, app = a): Promise<Answer> {
  const headers = {
    cookie: `session=${sampleToken(actor)}`,
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  }
  return app.inject({ method: 'POST', url, headers, payload: new URLSearchParams(fields).toString() })
}

async function newDraft(): Promise<Request> {
  return arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
  )
}

const now = (request: Request, actor = ana, office = arlenia) => door.getRequest(office.node.db, { actor }, request.id)

describe('the pages of requests', () => {
  it('send a signed-out visitor to sign in, and come back', async () => {
    const answer = await get('/requests/outgoing?state=sent', null)
    assert.equal(answer.statusCode, 303)
    assert.match(String(answer.headers['location']), /^\/sign-in\?next=/)
  })

  it('show an administrator no case content', async () => {
    const draft = await newDraft()
    for (const url of ['/', '/matters', '/requests/outgoing', `/requests/${draft.id}`])
      assert.equal((await get(url, ida)).statusCode, 403, url)
  })

  it('let an auditor read everything and offer nothing to write', async () => {
    const draft = await newDraft()
    for (const url of ['/', '/matters', '/requests/outgoing', `/requests/${draft.id}`]) {
      const { statusCode, body } = await get(url, olga)
      assert.equal(statusCode, 200)
      assert.doesNotMatch(body, /href="[^"]*\/(new|edit|check)"/, url)
    }
    assert.equal((await get(`/requests/${draft.id}/edit/facts`, olga)).statusCode, 409)
    assert.equal((await post('/matters/new', olga, { title: 'Own matter' })).statusCode, 403)
    for (const url of ['/requests/new', '/matters/new']) assert.equal((await get(url, olga)).statusCode, 403, url)
  })

  it('do not tell another office that a request exists', async () => {
    const draft = await newDraft()
    assert.equal((await get(`/requests/${draft.id}`, ben, b)).statusCode, 404)
  })

  it('refuse an address that names no request', async () => {
    for (const url of ['/requests/not-a-uuid', '/requests/6b3f0c1e-0000-4000-8000-000000000001']) {
      const { statusCode } = await get(url, ana)
      assert.ok(statusCode === 400 || statusCode === 404, `${url} ${statusCode}`)
    }
  })

  it('ignore a filter that no list knows instead of failing', async () => {
    assert.equal((await get('/requests/outgoing?state=dreaming&sort=&counterpart=', ana)).statusCode, 200)
  })

  it('export the list as a file that is safe in a spreadsheet', async () => {
    await arlenia.as(ana, (ctx) =>
      door.draftRequest(ctx, { form: 'mutual-legal-assistance', content: { subject: '=HYPERLINK("x")' } }),
    )
    const answer = await get('/requests/export.csv?direction=outgoing', ana)
    assert.match(String(answer.headers['content-disposition']), /attachment/)
    assert.match(answer.body, /"'=HYPERLINK\(""x""\)"/)
  })
})

describe('drafting', () => {
  it('begins with the authority that is asked', async () => {
    assert.equal((await post('/requests/new', ana, { counterpart: '' })).statusCode, 422)
    const answer = await post('/requests/new', ana, { counterpart: bresonia.authorityId })
    assert.equal(answer.statusCode, 303)
    assert.match(String(answer.headers['location']), /^\/requests\/[0-9a-f-]{36}\/edit$/)
  })

  it('asks several States at once from one matter, typing nothing twice', async () => {
    const matter = await arlenia.as(ana, (ctx) =>
      door.openMatter(ctx, {
        title: 'Harbour',
        facts: 'Money left in three transfers.',
        persons: completeContent().persons,
        property: [],
        offences: [],
      }),
    )
    const page = await get(`/requests/new?matter=${matter.id}`, ana)
    const fields = new URLSearchParams({ csrf: /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '', matter: matter.id })
    for (const id of [bresonia.authorityId, tribunal.authorityId]) fields.append('counterpart', id)
    const answer = await a.inject({
      method: 'POST',
      url: '/requests/new',
      headers: {
        cookie: `session=${sampleToken(ana)}`,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      payload: fields.toString(),
    })
    assert.equal(answer.headers.location?.toString().split('?')[0], `/matters/${matter.id}`)
    const { rows } = await door.listRequests(arlenia.node.db, { actor: ana }, { matterId: matter.id, limit: 10 })
    assert.deepEqual(
      rows.map(({ counterpart }) => String(counterpart)).toSorted(),
      [bresonia.authorityId, tribunal.authorityId].toSorted(),
    )
    for (const { id } of rows) {
      const { content } = await door.getRequest(arlenia.node.db, { actor: ana }, id)
      assert.deepEqual([content.facts, content.persons], [matter.facts, matter.persons])
    }
  })

  it('saves a section and goes on to the next', async () => {
    const draft = await newDraft()
    const answer = await post(`/requests/${draft.id}/edit/facts`, ana, { facts: 'Three payments <b>in May</b>.' })
    assert.equal(answer.headers['location'], `/requests/${draft.id}/edit/offences`)
    assert.equal((await now(draft)).content.facts, 'Three payments <b>in May</b>.')
    assert.ok((await get(`/requests/${draft.id}`, ana)).body.includes('Three payments &lt;b>in May&lt;/b>.'))
  })

  it('shows again what was typed when a field is at fault, with a link to the field', async () => {
    const draft = await newDraft()
    const answer = await post(`/requests/${draft.id}/edit/property/new`, ana, {
      kind: 'money',
      description: 'Account in Bresonia',
      amount: '12,5',
    })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /href="#amount"/)
    assert.match(answer.body, /value="12,5"/)
    assert.match(answer.body, /value="Account in Bresonia"/)
  })

  it('shows both versions when somebody else changed the section meanwhile', async () => {
    const draft = await newDraft()
    const url = `/requests/${draft.id}/edit/purpose`
    const opened = await get(url, ana)
    await post(url, hugo, { purpose: 'Hugo wants the records for the trial.' })
    const was = /name="was" value="([^"]*)"/.exec(opened.body)?.[1] ?? ''
    const csrf = /name="csrf" value="([^"]+)"/.exec(opened.body)?.[1] ?? ''
    const answer = await send(url, ana, { csrf, was, purpose: 'Ana wants them for the indictment.' })
    assert.equal(answer.statusCode, 409)
    assert.ok(answer.body.includes('Hugo wants the records') && answer.body.includes('Ana wants them'))
    assert.equal((await now(draft)).content.purpose, 'Hugo wants the records for the trial.')
    const theirs = /name="was" value="([^"]*)"/.exec(answer.body)?.[1] ?? ''
    assert.equal((await send(url, ana, { csrf, was: theirs, purpose: 'Ana wants them for the indictment.' })).statusCode, 303)
    assert.equal((await now(draft)).content.purpose, 'Ana wants them for the indictment.')
  })

  it('saves as one types, and goes on from there', async () => {
    const draft = await newDraft()
    const url = `/requests/${draft.id}/edit/facts`
    const saved = await post(`${url}/autosave`, ana, { facts: 'First words' }, url)
    assert.equal(saved.statusCode, 200)
    const { was }: { was: string } = JSON.parse(saved.body)
    assert.equal((await post(`${url}/autosave`, ana, { facts: 'First words and more', was }, url)).statusCode, 200)
    assert.equal((await post(`${url}/autosave`, ana, { facts: 'Late words', was }, url)).statusCode, 409)
    assert.equal((await now(draft)).content.facts, 'First words and more')
  })

  it('adds, changes and takes out a measure, which keeps its identity', async () => {
    const draft = await newDraft()
    const list = `/requests/${draft.id}/edit/measures`
    await post(`${list}/new`, ana, { kind: 'serve-document', description: 'Serve the summons' })
    const added = (await now(draft)).content.measures?.at(-1)
    const at = (draft.content.measures ?? []).length
    await post(`${list}/${at}`, ana, { kind: 'serve-document', description: 'Serve the summons by hand' })
    const changed = (await now(draft)).content.measures?.at(-1)
    assert.deepEqual(changed, { id: added?.id, kind: 'serve-document', description: 'Serve the summons by hand' })
    const page = await get(`${list}/${at}`, ana)
    const was = /name="was" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
    await post(`${list}/${at}/remove`, ana, { was, confirmed: 'yes' }, list)
    assert.equal((await now(draft)).content.measures?.length, at)
  })

  it('says what is missing with its article, and lets an absent summary of facts be explained', async () => {
    const { facts: _, ...content } = completeContent()
    const draft = await arlenia.as(ana, (ctx) =>
      door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content }),
    )
    const url = `/requests/${draft.id}/check`
    const refused = await post(url, ana, {})
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /UNCAC art\. 46\(15\)\(c\)/)
    assert.equal(
      (
        await post(
          `${url}/accept`,
          ana,
          { path: 'content.facts', 'reason-content.facts': 'Sealed by the court until June.' },
          url,
        )
      ).statusCode,
      303,
    )
    assert.equal((await post(url, ana, {})).statusCode, 303)
    assert.equal((await now(draft)).state, 'in-review')
  })
})

describe('the steps of a request', () => {
  it('lead from the draft to the closed request on both sides', async () => {
    const carried = new Set<string>()
    const draft = await newDraft()
    const ours = `/requests/${draft.id}`
    await post(`${ours}/check`, ana, {})
    assert.equal((await get(`${ours}/review`, ana)).statusCode, 409)
    assert.equal((await post(`${ours}/review`, hugo, { act: 'return', reasons: '' })).statusCode, 422)
    const { revision } = await now(draft)
    assert.equal((await post(`${ours}/review`, hugo, { act: 'approve', revision: String(revision) })).statusCode, 303)
    assert.equal((await get(`${ours}/send`, ana)).statusCode, 409)
    assert.equal((await post(`${ours}/send`, hugo, {})).statusCode, 303)
    await carry(arlenia, bresonia, draft.thread, carried)

    const [row] = (
      await door.listRequests(bresonia.node.db, { actor: ben }, { direction: 'incoming', state: 'received', limit: 10 })
    ).rows
    assert(row)
    const theirs = `/requests/${row.id}`
    assert.ok((await get('/', ben, b)).body.includes(theirs))
    assert.equal((await post(`${theirs}/acknowledge`, ben, { reference: 'B-77/2026' }, undefined, b)).statusCode, 303)
    assert.equal((await post(`${theirs}/ask`, ben, { question: '' }, undefined, b)).statusCode, 422)
    assert.equal(
      (await post(`${theirs}/ask`, ben, { question: 'Which branch?', answerBy: '2026-04-01' }, undefined, b)).statusCode,
      303,
    )
    await carry(bresonia, arlenia, draft.thread, carried)
    assert.equal((await post(`${ours}/answer`, ana, { answer: 'Harbour Street.' })).statusCode, 303)
    await carry(arlenia, bresonia, draft.thread, carried)
    assert.equal((await post(`${theirs}/decide`, cleo, { decision: 'granted' }, undefined, b)).statusCode, 303)
    assert.equal(
      (await post(`${theirs}/start-execution`, ben, { executingAuthority: 'District Court' }, undefined, b)).statusCode,
      303,
    )
    const outcomes = Object.fromEntries((draft.content.measures ?? []).map(({ id }) => [`outcome-${id}`, 'full']))
    assert.equal((await post(`${theirs}/send-result`, ben, { summary: 'Enclosed.' }, undefined, b)).statusCode, 422)
    assert.equal(
      (await post(`${theirs}/send-result`, ben, { summary: 'Enclosed.', final: 'yes', ...outcomes }, undefined, b)).statusCode,
      303,
    )
    await carry(bresonia, arlenia, draft.thread, carried)
    assert.equal((await post(`${ours}/assess`, ana, { usefulness: '5' })).statusCode, 303)
    assert.equal((await post(`${ours}/close`, ana, { confirmed: 'yes' })).statusCode, 303)
    assert.equal((await now(draft)).state, 'closed')
    const page = await get(ours, ana)
    for (const text of ['B-77/2026', 'Which branch?', 'Harbour Street.', 'District Court', 'Enclosed.', 'Executed in full'])
      assert.ok(page.body.includes(text), text)
  })

  it('refuse a form without the hidden token of the session', async () => {
    const draft = await newDraft()
    assert.equal((await send(`/requests/${draft.id}/check`, ana, {})).statusCode, 403)
  })

  it('refuse to approve another text than the one that was read', async () => {
    const draft = await newDraft()
    await post(`/requests/${draft.id}/check`, ana, {})
    assert.equal(
      (await post(`/requests/${draft.id}/review`, hugo, { act: 'approve', revision: '0' })).statusCode === 303,
      (await now(draft)).revision === 0,
    )
    assert.equal((await post(`/requests/${draft.id}/review`, hugo, { act: 'approve', revision: '99' })).statusCode, 409)
  })
})
