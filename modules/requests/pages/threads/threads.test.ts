import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { catalogueFaults } from '@comity/i18n'
import { sql } from 'kysely'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { carry, openOffices } from '../../testing-office.ts'
import { sampleBrowser } from '../sample-browser.ts'
import { samplePages } from '../sample-pages.tsx'
import { threadTexts } from './texts.ts'

const { arlenia, bresonia, tribunal } = await openOffices()
const ana = arlenia.person('11111111-1111-4111-8111-111111111111', 'case-officer')
const hugo = arlenia.person('22222222-2222-4222-8222-222222222222', 'head')
const olga = arlenia.person('55555555-5555-4555-8555-555555555555', 'auditor')
const ben = bresonia.person('33333333-3333-4333-8333-333333333333', 'case-officer', 'registrar')
const a = await samplePages(arlenia.node, [ana, hugo, olga], arlenia.node.facts.origin)
const b = await samplePages(bresonia.node, [ben], bresonia.node.facts.origin)
const [ours, theirs] = [sampleBrowser(a, ana), sampleBrowser(b, ben)]

/** Approves and sends a draft. @returns its thread */
async function send(requestId: string): Promise<string> {
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId }))
  await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, { requestId }))
  const { thread } = await arlenia.as(hugo, (ctx) => door.sendRequest(ctx, { requestId }))
  // The exchange keeps the sender's container, which goes with what is passed on.
  const { rows } = await sql<{ row: unknown }>`
    select to_json(d) as row from exchange.dossier d where thread = ${thread}`.execute(arlenia.node.db)
  await sql`insert into exchange.dossier select * from json_populate_record(null::exchange.dossier, ${JSON.stringify(rows[0]?.row)}::json)`.execute(
    bresonia.node.db,
  )
  await carry(arlenia, bresonia, thread, new Set())
  return thread
}

async function sent(subject: string): Promise<{ out: string; into: string }> {
  const { id } = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, {
      counterpart: bresonia.authorityId,
      form: 'mutual-legal-assistance',
      content: { ...completeContent(), subject },
    }),
  )
  return { out: id, into: await idThere(await send(id)) }
}

async function idThere(thread: string): Promise<string> {
  const { rows } = await door.listRequests(bresonia.node.db, { actor: ben }, { direction: 'incoming', limit: 50 })
  for (const { id } of rows) if ((await door.getRequest(bresonia.node.db, { actor: ben }, id)).thread === thread) return id
  return assert.fail('the request has arrived')
}

describe('a misdirected request', () => {
  it('is passed on by its page to an authority of the own State, and to no other', async () => {
    const { into } = await sent('Misdirected')
    const page = `/requests/${into}/forward`
    const { body } = await theirs.open(page)
    assert.match(body, new RegExp(`<option value="${tribunal.authorityId}"`))
    assert.doesNotMatch(body, new RegExp(`<option value="(${bresonia.authorityId}|${arlenia.authorityId})"`))
    const nowhere = await theirs.send(page, { to: tribunal.authorityId, reasons: '' })
    assert.deepEqual([nowhere.statusCode, /href="#reasons"/.test(nowhere.body)], [422, true])
    assert.match(nowhere.body, new RegExp(`value="${tribunal.authorityId}" selected`), 'nothing chosen is lost')
    assert.notEqual((await theirs.send(page, { to: arlenia.authorityId, reasons: 'Theirs.', confirmed: 'yes' })).statusCode, 303)
    assert.equal(
      (await theirs.send(page, { to: tribunal.authorityId, reasons: 'It is theirs.', confirmed: 'yes' })).statusCode,
      303,
    )
    const { state, record } = await door.getRequest(bresonia.node.db, { actor: ben }, into)
    assert.deepEqual([state, record.misdirected?.to], ['forwarded', tribunal.authorityId])
    const shown = (await theirs.open(`/requests/${into}`)).body
    const timeline = shown.slice(shown.indexOf('class="timeline"'))
    assert.match(timeline, /It is theirs\./)
    assert.doesNotMatch(timeline, new RegExp(`>${tribunal.authorityId}<`), 'an authority is called by its name')
  })

  it('is given back where none is chosen', async () => {
    const { into } = await sent('Given back')
    const answer = await theirs.send(`/requests/${into}/forward`, {
      to: '',
      competent: 'Maritime Court',
      reasons: 'Not ours.',
      confirmed: 'yes',
    })
    assert.equal(answer.statusCode, 303)
    const { record } = await door.getRequest(bresonia.node.db, { actor: ben }, into)
    assert.deepEqual([record.misdirected?.to, record.misdirected?.competent], [null, 'Maritime Court'])
  })

  it('is written anew from its page, with its files, and each page leads to the other', async () => {
    const { out, into } = await sent('Abroad')
    assert.equal((await ours.send(`/requests/${out}/anew`, {})).statusCode, 409, 'not before it is given back')
    await theirs.send(`/requests/${into}/forward`, { to: '', competent: 'Caldova', reasons: 'Not ours.', confirmed: 'yes' })
    const { thread } = await door.getRequest(arlenia.node.db, { actor: ana }, out)
    await carry(bresonia, arlenia, thread, new Set())
    assert.match((await ours.open(`/requests/${out}`)).body, new RegExp(`action="/requests/${out}/anew"`))
    const auditor = sampleBrowser(a, olga)
    assert.doesNotMatch((await auditor.open(`/requests/${out}`)).body, /\/anew"/)
    assert.equal((await auditor.send(`/requests/${out}/anew`, {})).statusCode, 409)
    const begun = await ours.send(`/requests/${out}/anew`, {})
    const later = (begun.headers.location ?? '').split('/').at(2) ?? ''
    assert.match((await ours.open(`/requests/${out}`)).body, new RegExp(`Written anew as[\\s\\S]*href="/requests/${later}"`))
    assert.match((await ours.open(`/requests/${later}`)).body, new RegExp(`In place of[\\s\\S]*href="/requests/${out}"`))
  })
})

describe('a supplementary request', () => {
  it('begins with what the earlier one says, and each page leads to the other, on both sides', async () => {
    const earlier = await sent('The earlier one')
    const begun = await ours.send(`/requests/${earlier.out}/supplement`, {})
    assert.match(begun.headers.location ?? '', /\/edit$/)
    const later = (begun.headers.location ?? '').split('/').at(2) ?? ''
    const draft = await door.getRequest(arlenia.node.db, { actor: ana }, later)
    assert.deepEqual([draft.content.facts, draft.content.measures], [completeContent().facts, undefined])
    const content = { ...draft.content, subject: 'The later one', measures: completeContent().measures }
    await arlenia.as(ana, (ctx) =>
      door.saveDraft(ctx, { requestId: later, revision: draft.revision, counterpart: bresonia.authorityId, content }),
    )
    const there = await idThere(await send(later))
    for (const [browser, one, other] of [
      [ours, earlier.out, later],
      [theirs, earlier.into, there],
    ] as const) {
      assert.match((await browser.open(`/requests/${one}`)).body, new RegExp(`Added to by[\\s\\S]*href="/requests/${other}"`))
      assert.match((await browser.open(`/requests/${other}`)).body, new RegExp(`Adds to[\\s\\S]*href="/requests/${one}"`))
    }
  })

  it('is for those who draft, of a request that has left the house, and leads nowhere that one may not look', async () => {
    const { out, into } = await sent('Walled')
    assert.equal((await sampleBrowser(a, olga).send(`/requests/${out}/supplement`, {})).statusCode, 409)
    assert.equal((await theirs.send(`/requests/${into}/supplement`, {})).statusCode, 409)
    const begun = await ours.send(`/requests/${out}/supplement`, {})
    const later = (begun.headers.location ?? '').split('/').at(2) ?? ''
    assert.equal((await ours.send(`/requests/${later}/supplement`, {})).statusCode, 409)
    const unit = '7d1f3a52-0c1e-4a53-8f2b-2a9c1d3e4f50'
    const access = [`unit:${unit}`, `all:${arlenia.authorityId}`]
    await sql`update requests.request set unit = ${unit}, named = '{}', assignee = null, access = ${access} where id = ${later}`.execute(
      arlenia.node.db,
    )
    assert.doesNotMatch((await ours.open(`/requests/${out}`)).body, new RegExp(later))
    assert.match((await sampleBrowser(a, hugo).open(`/requests/${out}`)).body, new RegExp(later))
  })
})

it('the texts of how requests lead to one another are whole in six languages', () => {
  assert.deepEqual(catalogueFaults(threadTexts), [])
})
