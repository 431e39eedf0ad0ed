import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { SearchFilter } from '../contract.ts'
import type { Matter } from '../contract.ts'
import * as door from '../operations.ts'
import { openOffices } from '../testing-office.ts'
import { searchAll } from '../search/search-all.ts'
import { arrived, staffOf } from '../work/sample-staff.ts'
import { attachExhibit, readExhibitFile, takeableDocuments } from './exhibit-files.ts'
import { addExhibit, fileExhibit, removeExhibit, restoreExhibit, saveExhibit } from './exhibits.ts'
import { linkMatter, linksOfMatter, unlinkMatter } from './links.ts'
import { assignMatter, closeMatter } from './matter-life.ts'
import { placeRequest } from './place-request.ts'
import { draftOf, openCase, pdf } from './sample-matter.ts'
import { surveyMatter } from './survey.ts'

const { arlenia, bresonia } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const { node } = arlenia
const { db } = node
const auditor = arlenia.person('olga', 'auditor')
const foreigner = bresonia.person('emil', 'case-officer')
const nowhere = '6b3f0c1e-0000-4000-8000-000000000001'

const refused = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code
const add = (matter: Matter, description: string, more: object = {}) =>
  arlenia.as(ben, (ctx) => addExhibit(ctx, { matterId: matter.id, kind: 'document', description, ...more }))

describe('an exhibit', () => {
  it('gets the next number, keeps its file by hash, and is changed by the one who saw it last', async () => {
    const matter = await openCase(arlenia, ben)
    await add(matter, 'Ledger')
    const { exhibits } = await add(matter, 'Statement', { file: pdf('one'), label: 'B/7' })
    const third = await add(matter, 'Photograph')
    assert.deepEqual(
      third.exhibits.map(({ label }) => label),
      ['E-1', 'B/7', 'E-2'],
    )
    const statement = exhibits.at(-1)
    assert.ok(statement?.file)
    const read = await readExhibitFile(node, { actor: ben }, { matterId: matter.id, sha256: statement.file.sha256 })
    assert.deepEqual([...read.bytes], [...pdf('one').bytes])
    const of = { matterId: matter.id, exhibitId: statement.id }
    const words = { label: 'B/8', kind: 'statement' as const, description: 'Statement of the cashier', heldBy: 'Safe 2' }
    const saved = await arlenia.as(dora, (ctx) => saveExhibit(ctx, { ...of, ...words, revision: 0 }))
    assert.deepEqual(saved.exhibits[1], { ...statement, ...words, revision: 1 })
    await assert.rejects(
      arlenia.as(ben, (ctx) => saveExhibit(ctx, { ...of, ...words, revision: 0 })),
      refused('request-changed-meanwhile'),
    )
    await assert.rejects(
      arlenia.as(ben, (ctx) => saveExhibit(ctx, { ...of, ...words, label: 'e-1', revision: 1 })),
      refused('conflict'),
    )
    const replaced = await arlenia.as(ben, (ctx) => fileExhibit(ctx, { ...of, file: pdf('two') }))
    assert.notEqual(replaced.exhibits[1]?.file?.sha256, statement.file.sha256)
    await assert.rejects(
      arlenia.as(ben, (ctx) => fileExhibit(ctx, { ...of, file: { ...pdf('x'), bytes: new TextEncoder().encode('MZ') } })),
      refused('attachment-kind'),
    )
  })

  it('taken away is gone from the survey and from attaching, and comes back as it was', async () => {
    const matter = await openCase(arlenia, ben)
    const { exhibits } = await add(matter, 'Ledger', { file: pdf('ledger') })
    const of = { matterId: matter.id, exhibitId: exhibits[0]?.id ?? '' }
    const draft = await draftOf(arlenia, ben, matter, bresonia)
    await arlenia.as(ben, (ctx) => removeExhibit(ctx, of))
    assert.deepEqual(
      (await surveyMatter(db, { actor: ben }, matter.id)).items.filter(({ part }) => part === 'exhibits'),
      [],
    )
    await assert.rejects(
      arlenia.as(ben, (ctx) => attachExhibit(ctx, { ...of, requestId: draft.id })),
      refused('exhibit-not-found'),
    )
    await assert.rejects(
      arlenia.as(ben, (ctx) => removeExhibit(ctx, of)),
      refused('exhibit-not-found'),
    )
    const back = await arlenia.as(ben, (ctx) => restoreExhibit(ctx, of))
    assert.deepEqual({ ...back.exhibits[0], revision: 0 }, exhibits[0])
  })

  it('goes into a draft once, behind its number where another file bears its name', async () => {
    const matter = await openCase(arlenia, ben)
    const { exhibits } = await add(matter, 'Ledger', { file: pdf('ledger') })
    const draft = await draftOf(arlenia, ben, matter, bresonia)
    await arlenia.as(ben, (ctx) => door.attachFile(ctx, { requestId: draft.id, ...pdf('another') }))
    const attach = () =>
      arlenia.as(ben, (ctx) => attachExhibit(ctx, { matterId: matter.id, exhibitId: exhibits[0]?.id ?? '', requestId: draft.id }))
    assert.deepEqual(
      (await attach()).attachments.map(({ name }) => name),
      ['statement.pdf', 'E-1 statement.pdf'],
    )
    assert.equal((await attach()).attachments.length, 2)
    const { items } = await surveyMatter(db, { actor: ben }, matter.id)
    assert.deepEqual(items.find(({ part }) => part === 'exhibits')?.requests, [{ id: draft.id, how: 'same' }])
    const other = await draftOf(arlenia, ben, await openCase(arlenia, ben), bresonia)
    await assert.rejects(
      arlenia.as(ben, (ctx) =>
        attachExhibit(ctx, { matterId: matter.id, exhibitId: exhibits[0]?.id ?? '', requestId: other.id }),
      ),
      refused('request-not-found'),
    )
  })

  it('made of a document that came keeps its origin, which is told only to who may see that request', async () => {
    const matter = await openCase(arlenia, ben)
    const came = await arrived(arlenia, rita, 'Came with a letter')
    await arlenia.as(rita, (ctx) => placeRequest(ctx, { requestId: came.id, matterId: matter.id }))
    const scan = await arlenia.as(ben, (ctx) => door.attachFile(ctx, { requestId: came.id, ...pdf('scan') }))
    const sha256 = scan.prepared[0]?.sha256 ?? ''
    await arlenia.as(ben, (ctx) =>
      door.registerArrival(ctx, {
        requestId: came.id,
        kind: 'status-enquiry',
        body: { enquiryId: nowhere },
        receivedOn: '2026-03-01',
        files: ['statement.pdf'],
      }),
    )
    assert.deepEqual(
      (await takeableDocuments(db, { actor: ben }, matter.id)).map((one) => one.sha256),
      [sha256],
    )
    const { exhibits } = await add(matter, 'The letter', { takenFrom: { requestId: came.id, sha256 } })
    assert.deepEqual(exhibits[0]?.origin, { requestId: came.id, reference: came.ownReference })
    assert.deepEqual(await takeableDocuments(db, { actor: ben }, matter.id), [])
    await arlenia.as(rita, (ctx) => door.assignRequest(ctx, { requestId: came.id, assignee: null, unit: unit.id, named: [] }))
    const seen = await door.getMatter(db, { actor: ben }, matter.id)
    assert.equal(seen.exhibits[0]?.origin, undefined)
    assert.ok(!JSON.stringify(seen).includes(came.ownReference))
    const found = await searchAll(db, { actor: ben }, SearchFilter.parse({ text: `"${came.ownReference}"` }))
    assert.deepEqual(found.hits, [], 'nor found by its reference')
    assert.ok((await door.getMatter(db, { actor: dora }, matter.id)).exhibits[0]?.origin)
    await assert.rejects(add(matter, 'Again', { takenFrom: { requestId: came.id, sha256 } }), refused('request-not-found'))
  })

  it('is written by those who write in matters, and by nobody in a closed one', async () => {
    const matter = await openCase(arlenia, ben)
    for (const [actor, code] of [
      [auditor, 'not-allowed'],
      [foreigner, 'matter-not-found'],
      [rita, 'not-allowed'],
    ] as const)
      await assert.rejects(
        arlenia.as(actor, (ctx) => addExhibit(ctx, { matterId: matter.id, kind: 'other', description: 'x' })),
        refused(code),
      )
    await arlenia.as(ben, (ctx) => closeMatter(ctx, { matterId: matter.id, reasons: 'Acquitted.' }))
    await assert.rejects(add(matter, 'Late'), refused('matter-closed'))
  })
})

describe('a link', () => {
  it('is shown on both matters with its reason, and nothing of it to who may not see the other', async () => {
    const [one, two] = [await openCase(arlenia, dora, 'One'), await openCase(arlenia, dora, 'Sealed two')]
    await arlenia.as(cleo, (ctx) => assignMatter(ctx, { matterId: two.id, unit: unit.id }))
    await arlenia.as(dora, (ctx) => linkMatter(ctx, { matterId: one.id, to: two.id, reason: 'Same bank account' }))
    const shown = async (id: string, actor: Actor = dora) =>
      (await linksOfMatter(db, { actor }, id)).map(({ title, reason }) => [title, reason])
    assert.deepEqual(await shown(one.id), [['Sealed two', 'Same bank account']])
    assert.deepEqual(await shown(two.id), [['One', 'Same bank account']])
    assert.deepEqual(await shown(one.id, ben), [])
    for (const to of [two.id, nowhere]) {
      await assert.rejects(
        arlenia.as(ben, (ctx) => linkMatter(ctx, { matterId: one.id, to, reason: 'Guess' })),
        refused('matter-not-found'),
      )
      await assert.rejects(
        arlenia.as(ben, (ctx) => unlinkMatter(ctx, { matterId: one.id, to })),
        refused('matter-not-found'),
      )
    }
    assert.deepEqual(await arlenia.as(dora, (ctx) => unlinkMatter(ctx, { matterId: two.id, to: one.id })), [])
    assert.deepEqual(await shown(one.id), [])
  })
})
