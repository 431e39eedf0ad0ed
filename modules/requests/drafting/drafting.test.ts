import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { MAX_EDITS, type DraftContent, type Request } from '../contract.ts'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import { flattened, passagesOf } from '../rules/translation.ts'
import { carry, openOffices } from '../testing-office.ts'
import { tables } from '../tables.ts'
import { draftHistory, restoreEdit } from './history.ts'
import { onDraft } from './presence.ts'
import { certifyTranslation, saveTranslation, translationDraft, translationsInWork } from './translate.ts'

const { arlenia, bresonia } = await openOffices()
const { node } = arlenia
const ana = arlenia.person('ana', 'case-officer')
const dora = arlenia.person('dora', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const tara = arlenia.person('tara', 'translator')
const theo = arlenia.person('theo', 'translator')
const ben = bresonia.person('ben', 'case-officer')
const refusedWith = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code

const drafted = () =>
  arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
  )

async function save(actor: Actor, requestId: string, change: DraftContent): Promise<Request> {
  const { revision, content, counterpart } = await door.getRequest(node.db, { actor }, requestId)
  return arlenia.as(actor, (ctx) => door.saveDraft(ctx, { requestId, revision, counterpart, content: { ...content, ...change } }))
}

const history = (actor: Actor, id: string, page: { before?: number; limit?: number } = {}) =>
  draftHistory(node.db, { actor }, id, { limit: 20, ...page })

async function approved(): Promise<Request> {
  const { id } = await drafted()
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: id }))
  return arlenia.as(hugo, (ctx) => door.approveRequest(ctx, { requestId: id }))
}

const whole = ({ content }: Pick<Request, 'content'>) =>
  Object.fromEntries(passagesOf(content).map(({ path }) => [path, `ترجمة ${path}`]))
const translating = (actor: Actor, requestId: string, texts: Record<string, string>, was: Record<string, string> = {}) =>
  arlenia.as(actor, (ctx) => saveTranslation(ctx, { requestId, language: 'ar', texts, was }))
const certifying = (actor: Actor, requestId: string, operative = true) =>
  arlenia.as(actor, (ctx) =>
    certifyTranslation(ctx, { requestId, language: 'ar', translatedBy: actor.name, translatedOn: '2026-03-02', operative }),
  )

describe('the history of edits', () => {
  it('says who changed what and when, typing on as one edit, rewriting as another', async () => {
    const { id } = await drafted()
    await save(ana, id, { facts: 'The official' })
    await save(ana, id, { facts: 'The official took' })
    await save(ana, id, { facts: 'The official took money' })
    await save(dora, id, { facts: 'The official was paid' })
    const { edits, next } = await history(ana, id)
    assert.equal(next, null)
    assert.deepEqual(
      edits.map(({ personName, changes }) => [personName, changes]),
      [
        ['dora', [{ path: 'facts', before: 'The official took money', after: 'The official was paid' }]],
        ['ana', [{ path: 'facts', before: completeContent().facts, after: 'The official took money' }]],
      ],
    )
  })

  it('brings back one thing, and what it replaces is in the history in its turn', async () => {
    const { id } = await drafted()
    const { revision } = await save(ana, id, { facts: 'Otherwise.' })
    await save(dora, id, { purpose: 'Another.' })
    const after = await arlenia.as(ana, (ctx) => restoreEdit(ctx, { requestId: id, revision, change: 0 }))
    assert.deepEqual([after.content.facts, after.content.purpose], [completeContent().facts, 'Another.'])
    const [newest] = (await history(ana, id)).edits
    assert.deepEqual(newest?.changes, [{ path: 'facts', before: 'Otherwise.', after: completeContent().facts }])
    await assert.rejects(
      arlenia.as(ana, (ctx) => restoreEdit(ctx, { requestId: id, revision, change: 7 })),
      refusedWith('edit-not-found'),
    )
    await assert.rejects(
      arlenia.as(tara, (ctx) => restoreEdit(ctx, { requestId: id, revision, change: 0 })),
      refusedWith('not-allowed'),
    )
  })

  it('is readable after the request has left, by those who may see it, and changes nothing then; it never crosses', async () => {
    const { id, thread } = await drafted()
    await save(ana, id, { facts: 'CANARY of the draft' })
    const { revision } = await save(dora, id, { facts: completeContent().facts })
    await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: id }))
    await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, { requestId: id }))
    await arlenia.as(hugo, (ctx) => door.sendRequest(ctx, { requestId: id }))
    await carry(arlenia, bresonia, thread, new Set())
    assert(JSON.stringify((await history(hugo, id)).edits).includes('CANARY'))
    await assert.rejects(
      arlenia.as(ana, (ctx) => restoreEdit(ctx, { requestId: id, revision, change: 0 })),
      refusedWith('step-not-possible'),
    )
    const { id: there } = await tables(bresonia.node.db)
      .selectFrom('requests.request')
      .select('id')
      .where('thread', '=', thread)
      .executeTakeFirstOrThrow()
    const read = await door.getRequest(bresonia.node.db, { actor: ben }, there)
    const lines = await door.timelineOf(bresonia.node.db, { actor: ben }, there)
    assert(!JSON.stringify([read, lines]).includes('CANARY'))
    assert.deepEqual((await draftHistory(bresonia.node.db, { actor: ben }, there, { limit: 20 })).edits, [])
    const sent = await tables(node.db).selectFrom('requests.timeline').select('body').where('request_id', '=', id).execute()
    assert(!JSON.stringify(sent).includes('CANARY'))
  })

  it('is hidden with its request', async () => {
    const { id } = await drafted()
    await save(ana, id, { facts: 'Otherwise.' })
    const unit = '7d1f3a52-0c1e-4a53-8f2b-2a9c1d3e4f50'
    await tables(node.db)
      .updateTable('requests.request')
      .set({ unit, access: [`unit:${unit}`, `all:${arlenia.authorityId}`] })
      .where('id', '=', id)
      .execute()
    await assert.rejects(history(dora, id), refusedWith('request-not-found'))
    await assert.rejects(translationsInWork(node.db, { actor: dora }, id), refusedWith('request-not-found'))
    await assert.rejects(onDraft(node, { actor: dora }, id), refusedWith('request-not-found'))
    assert.equal((await history({ ...dora, units: [unit] }, id)).edits.length, 1)
    await assert.rejects(history(arlenia.person('ida', 'administrator'), id), refusedWith('not-allowed'))
  })

  it('is paged, and bounded: the oldest go first', async () => {
    const { id } = await drafted()
    const changes = JSON.stringify([{ path: 'facts', before: 'a', after: 'b' }])
    const edits = Array.from({ length: MAX_EDITS + 20 }, (_, at) => ({
      request_id: id,
      revision: at - 1000,
      began_at: node.world.clock.now(),
      at: node.world.clock.now(),
      person_id: 'x',
      person_name: 'x',
      changes,
      bytes: 10,
    }))
    await tables(node.db).insertInto('requests.draft_edit').values(edits).execute()
    await save(ana, id, { facts: 'Otherwise.' })
    const { count } = await tables(node.db)
      .selectFrom('requests.draft_edit')
      .select((query) => query.fn.countAll<string>().as('count'))
      .where('request_id', '=', id)
      .executeTakeFirstOrThrow()
    assert.equal(Number(count), MAX_EDITS)
    const first = await history(ana, id, { limit: 2 })
    assert.equal(first.edits[0]?.personName, 'ana')
    const second = await history(ana, id, { limit: 2, before: first.next ?? 0 })
    assert.deepEqual(
      [first.edits.length, second.edits.length, second.edits[0]?.revision],
      [2, 2, (first.edits[1]?.revision ?? 0) - 1],
    )
    await tables(node.db).updateTable('requests.draft_edit').set({ bytes: 3_000_000 }).where('request_id', '=', id).execute()
    await save(dora, id, { facts: 'Differently.' })
    assert.equal((await history(ana, id, { limit: 50 })).edits.length, 2)
  })
})

describe('presence on a draft', () => {
  it('names who else was there within ten minutes, and nobody on a request that has left the draft', async () => {
    const { id } = await drafted()
    assert.deepEqual(await onDraft(node, { actor: ana }, id), [])
    const seen = await onDraft(node, { actor: dora }, id)
    assert.deepEqual(
      seen.map(({ personName }) => personName),
      ['ana'],
    )
    await arlenia.world.advance(11 * 60_000)
    assert.deepEqual(await onDraft(node, { actor: dora }, id), [])
    assert.equal(
      (await tables(node.db).selectFrom('requests.draft_presence').select('person_id').where('request_id', '=', id).execute())
        .length,
      1,
    )
    await assert.rejects(onDraft(node, { actor: tara }, id), refusedWith('not-allowed'))
    await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: id }))
    await assert.rejects(onDraft(node, { actor: ana }, id), refusedWith('step-not-possible'))
  })
})

describe('a translation', () => {
  it('is saved passage by passage by several, certified once approved, and read by another who sends it', async () => {
    const request = await approved()
    const { id } = request
    const { facts = '', ...rest } = whole(request)
    await translating(tara, id, { facts })
    await translating(theo, id, rest)
    assert.deepEqual(await translationsInWork(node.db, { actor: ana }, id), ['ar'])
    const { draft, conflicts } = await translating(theo, id, { facts: 'شيء آخر' })
    assert.deepEqual([conflicts, draft.missing], [['facts'], 0])
    await assert.rejects(certifying(ana, id), refusedWith('not-allowed'))
    const after = await certifying(tara, id)
    assert.equal(after.state, 'ready')
    assert.equal(after.content.operativeLanguage, 'ar')
    assert.deepEqual({ ...flattened(after.content.translations?.[0]?.texts ?? {}) }, { facts, ...rest })
    assert.deepEqual(await translationsInWork(node.db, { actor: ana }, id), [])
    const both = { ...tara, roles: ['translator', 'head'] as const }
    await assert.rejects(
      arlenia.as({ ...both, roles: [...both.roles] }, (ctx) => door.sendRequest(ctx, { requestId: id })),
      refusedWith('approver-is-drafter'),
    )
    assert.equal((await arlenia.as(hugo, (ctx) => door.sendRequest(ctx, { requestId: id }))).state, 'sent')
    await assert.rejects(
      translationDraft(node.db, { actor: tara }, { requestId: id, language: 'ar' }),
      refusedWith('step-not-possible'),
    )
  })

  it('counts only where everything is translated', async () => {
    const request = await approved()
    await translating(tara, request.id, { facts: 'نص' })
    await assert.rejects(certifying(tara, request.id), refusedWith('bad-input'))
    const part = await certifying(tara, request.id, false)
    assert.equal(part.content.operativeLanguage, undefined)
  })

  it('prepared during drafting is marked where the text changed since, and not certified until it is read again', async () => {
    const { id } = await drafted()
    await translating(tara, id, { facts: 'نص', purpose: 'غرض' })
    await assert.rejects(certifying(tara, id), refusedWith('step-not-possible'))
    await save(ana, id, { facts: 'Otherwise.' })
    await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: id }))
    await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, { requestId: id }))
    const { passages } = await translationDraft(node.db, { actor: tara }, { requestId: id, language: 'ar' })
    assert.deepEqual(
      passages.filter(({ changed }) => changed).map(({ path }) => path),
      ['facts'],
    )
    await assert.rejects(certifying(tara, id, false), refusedWith('translation-behind'))
    await translating(tara, id, { facts: 'نص' }, { facts: 'نص' })
    assert.equal((await certifying(tara, id, false)).state, 'ready')
  })

  it('that a draft carries stops its submission once the text changed', async () => {
    const { id } = await drafted()
    const ar = { language: 'ar', texts: { facts: 'نص' }, translatedBy: 'Tara', translatedOn: '2026-03-02' }
    await save(ana, id, { translations: [{ ...ar, sourceSha256: 'f'.repeat(64) }] })
    await save(ana, id, { facts: 'Otherwise.' })
    await assert.rejects(
      arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: id })),
      (error: unknown) => error instanceof ComityError && error.problems.some(({ path }) => path === 'content.translations'),
    )
    await save(ana, id, { translations: [{ ...ar, translatedOn: '2026-03-03' }] })
    assert.equal((await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: id }))).state, 'in-review')
  })

  it('forgets the passages of what was taken out of the request', async () => {
    const { id } = await drafted()
    const [gone] = completeContent().measures
    assert(gone)
    const path = `measures.${gone.id}.description`
    await translating(tara, id, { [path]: 'نص', facts: 'نص' })
    const kept = { ...gone, id: '11111111-2222-4333-8444-555555555555' }
    await save(ana, id, { measures: [kept] })
    await translating(tara, id, { purpose: 'غرض' })
    const { rows } = await sql<{ texts: object; sources: object }>`
      select texts, sources from requests.translation_draft where request_id = ${id}`.execute(node.db)
    for (const part of [rows[0]?.texts, rows[0]?.sources])
      assert.deepEqual(Object.keys(part ?? {}).toSorted(), ['facts', 'purpose'])
  })

  it('refuses passages that the request does not have, and texts longer than their field', async () => {
    const { id } = await drafted()
    await assert.rejects(translating(tara, id, { 'measures.x.description': 'نص' }), refusedWith('bad-input'))
    await assert.rejects(translating(tara, id, { subject: 'ن'.repeat(301) }), refusedWith('bad-input'))
    await assert.rejects(translating(ana, id, { facts: 'نص' }), refusedWith('not-allowed'))
  })
})
