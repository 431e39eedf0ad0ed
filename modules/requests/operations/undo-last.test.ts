import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { ComityError } from '@comity/errors'
import * as door from '../operations.ts'
import { sampleBrowser } from '../pages/sample-browser.ts'
import { samplePages } from '../pages/sample-pages.tsx'
import { completeContent } from '../rules/example-content.ts'
import { placeRequest } from '../matters/place-request.ts'
import { staffOf } from '../work/sample-staff.ts'
import { carry, openOffices } from '../testing-office.ts'

const { arlenia, bresonia } = await openOffices()
const officer = arlenia.person('11111111-1111-4111-8111-111111111111', 'case-officer')
const head = arlenia.person('22222222-2222-4222-8222-222222222222', 'head')
const app = await samplePages(arlenia.node, [officer, head], arlenia.node.facts.origin)
const [ben, cleo] = [bresonia.person('ben', 'case-officer'), bresonia.person('cleo', 'head')]
const refused = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code

const draft = () =>
  arlenia.as(officer, (ctx) =>
    door.draftRequest(ctx, {
      counterpart: bresonia.authorityId,
      form: 'mutual-legal-assistance',
      content: completeContent(),
    }),
  )
const undo = (requestId: string, actor = officer) => arlenia.as(actor, (ctx) => door.undoLast(ctx, { requestId }))

describe('taking back the last internal act', () => {
  it('brings a given-up draft back to where it was', async () => {
    const { id } = await draft()
    await arlenia.as(officer, (ctx) => door.submitRequest(ctx, { requestId: id }))
    const given = await arlenia.as(officer, (ctx) => door.doing('discard')(ctx, { requestId: id, reasons: 'By mistake.' }))
    assert.deepEqual([given.state, given.undoable], ['withdrawn', 'discard'])
    const back = await undo(id)
    assert.deepEqual([back.state, back.undoable], ['in-review', null])
  })

  it('is over once anybody does anything else with it, whatever that is', async () => {
    const { id, revision } = await draft()
    const file = { requestId: id, name: 'a.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode('a') }
    const elsewhere = await arlenia.as(head, (ctx) =>
      door.openMatter(ctx, { title: 'Elsewhere', facts: '', persons: [], property: [], offences: [] }),
    )
    const others = [
      () => arlenia.as(officer, (ctx) => door.attachFile(ctx, file)),
      () => arlenia.as(officer, (ctx) => door.detachFile(ctx, { requestId: id, name: file.name })),
      () =>
        arlenia.as(officer, (ctx) =>
          door.saveDraft(ctx, { requestId: id, revision, content: completeContent(), counterpart: bresonia.authorityId }),
        ),
      () => arlenia.as(officer, (ctx) => placeRequest(ctx, { requestId: id, matterId: elsewhere.id })),
    ]
    for (const other of others) {
      await arlenia.as(head, (ctx) => door.assignRequest(ctx, { requestId: id, assignee: head.id }))
      await other()
      await assert.rejects(undo(id, head), refused('step-not-possible'), String(other))
    }
  })

  it('gives no request back to whoever works here no longer', async () => {
    const { ben: gone, cleo: chief } = await staffOf(arlenia)
    const { id } = await draft()
    await arlenia.as(chief, (ctx) => door.assignRequest(ctx, { requestId: id, assignee: gone.id }))
    await arlenia.as(chief, (ctx) => door.assignRequest(ctx, { requestId: id, assignee: chief.id }))
    await sql`update accounts.person set disabled_at = now() where id = ${gone.id}`.execute(arlenia.node.db)
    await assert.rejects(undo(id, chief), refused('holder-gone'))
    await sql`update accounts.person set disabled_at = null where id = ${gone.id}`.execute(arlenia.node.db)
    assert.equal((await undo(id, chief)).assignee, gone.id)
  })

  it('gives the request to whom it was given before, and shows the note as taken back by its page', async () => {
    await sql`insert into accounts.person (id, name, login, authority_id, roles, created_at)
      values (${officer.id}, 'Officer', 'officer', ${arlenia.authorityId}, array['case-officer'], now())`.execute(arlenia.node.db)
    const { id } = await draft()
    await arlenia.as(head, (ctx) => door.assignRequest(ctx, { requestId: id, assignee: head.id }))
    assert.equal((await undo(id, head)).assignee, officer.id)
    await arlenia.as(officer, (ctx) => door.doing('note')(ctx, { requestId: id, text: 'To the wrong file.' }))
    const browser = sampleBrowser(app, officer)
    assert.match((await browser.open(`/requests/${id}`)).body, /Undo: Write an internal note/)
    assert.equal((await browser.send(`/requests/${id}/undo`, {})).statusCode, 303)
    const page = (await browser.open(`/requests/${id}`)).body
    assert.match(page, /taken back/)
    assert.doesNotMatch(page, /Undo: /)
  })

  it('is for the one who did it, once, and not after something else has happened', async () => {
    const { id } = await draft()
    await arlenia.as(officer, (ctx) => door.doing('note')(ctx, { requestId: id, text: 'One.' }))
    await assert.rejects(undo(id, head), refused('step-not-possible'))
    await undo(id)
    await assert.rejects(undo(id), refused('step-not-possible'))
    await arlenia.as(officer, (ctx) => door.doing('note')(ctx, { requestId: id, text: 'Two.' }))
    await arlenia.as(officer, (ctx) => door.submitRequest(ctx, { requestId: id }))
    await assert.rejects(undo(id), refused('step-not-possible'))
  })

  it('of the requested side ends with what arrives meanwhile', async () => {
    const { id, thread } = await draft()
    const carried = new Set<string>()
    await arlenia.as(officer, (ctx) => door.submitRequest(ctx, { requestId: id }))
    await arlenia.as(head, (ctx) => door.approveRequest(ctx, { requestId: id }))
    await arlenia.as(head, (ctx) => door.sendRequest(ctx, { requestId: id }))
    await carry(arlenia, bresonia, thread, carried)
    const { rows } = await door.listRequests(bresonia.node.db, { actor: ben }, { direction: 'incoming', limit: 1 })
    const there = rows[0]?.id ?? ''
    await bresonia.as(ben, (ctx) => door.acknowledgeRequest(ctx, { requestId: there }))
    await bresonia.as(ben, (ctx) => door.doing('triage')(ctx, { requestId: there }))
    const back = await bresonia.as(ben, (ctx) => door.undoLast(ctx, { requestId: there }))
    assert.equal(back.state, 'acknowledged')
    await bresonia.as(ben, (ctx) => door.doing('triage')(ctx, { requestId: there }))
    await arlenia.as(officer, (ctx) => door.doing('enquire')(ctx, { requestId: id }))
    await carry(arlenia, bresonia, thread, carried)
    await assert.rejects(
      bresonia.as(ben, (ctx) => door.undoLast(ctx, { requestId: there })),
      refused('step-not-possible'),
    )
    assert.equal((await door.getRequest(bresonia.node.db, { actor: cleo }, there)).undoable, null)
  })
})
