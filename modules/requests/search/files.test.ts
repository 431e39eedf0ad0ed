import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthorityId, type Actor } from '@comity/accounts/contract'
import { packContainer } from '@comity/crypto'
import { pdfOf } from '@comity/documents'
import { sql } from 'kysely'
import { SearchFilter } from '../contract.ts'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import { openOffices } from '../testing-office.ts'
import { arrived, staffOf } from '../work/sample-staff.ts'
import { indexWaiting } from './index-in-background.ts'
import { searchAll } from './search-all.ts'
import { rebuildSearch } from './store-rebuild.ts'

const { arlenia } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const { db } = arlenia.node
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const files = async (text: string, actor: Actor = ben) =>
  (await searchAll(db, { actor }, SearchFilter.parse({ text }))).hits.flatMap(({ file }) => file?.name ?? [])

const attach = (id: string, name: string, mediaType: string, bytes: Uint8Array) =>
  arlenia.as(ben, (ctx) => door.attachFile(ctx, { requestId: id, name, mediaType, bytes: new Uint8Array(bytes) }))

async function indexed(): Promise<void> {
  while (await indexWaiting(arlenia.node)) continue
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/** A DOCX of one paragraph. */
const word = (text: string) =>
  packContainer([
    {
      name: 'word/document.xml',
      bytes: utf8(`<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`),
    },
  ])

const printed = (text: string) =>
  pdfOf({
    title: 'Letter',
    language: 'en',
    direction: 'ltr',
    author: 'Bank',
    createdAt: arlenia.world.clock.now(),
    sections: [{ heading: 'Text', blocks: [{ kind: 'paragraph', text }] }],
    pageLabel: 'Page {page} of {pages}',
  })

describe('the text of files', () => {
  it('is found in a PDF and an office document, in the background, and gone with the file', async () => {
    const form = 'mutual-legal-assistance' as const
    const { id } = await arlenia.as(ben, (ctx) => door.draftRequest(ctx, { form, content: { subject: 'With files' } }))
    await attach(id, 'statement.pdf', 'application/pdf', await printed('Transfer to Halloran Shipping'))
    await attach(id, 'annex.docx', docx, word('Показания свидетеля Громовой'))
    assert.deepEqual(await files('halloran'), [], 'never in the path of the request')
    await indexed()
    assert.deepEqual(await files('halloran shipping'), ['statement.pdf'])
    assert.deepEqual(await files('Громова'), ['annex.docx'])
    assert.deepEqual(await files('statement'), ['statement.pdf'], 'by its name too')
    await arlenia.as(ben, (ctx) => door.detachFile(ctx, { requestId: id, name: 'statement.pdf' }))
    await indexed()
    assert.deepEqual(await files('halloran'), [])
  })

  it('is found of scans of off-network requests, and follows who may see the request', async () => {
    const { id } = await arlenia.as(rita, (ctx) =>
      door.registerRequest(ctx, {
        direction: 'incoming',
        form: 'mutual-legal-assistance',
        channel: 'post',
        counterpartName: 'Ministry of Justice of Ostmark',
        counterpartState: 'XO',
        datedOn: '2026-02-20',
        content: completeContent(),
        scans: [{ name: 'scan.docx', mediaType: docx, bytes: new Uint8Array(word('Seizure of the schooner')) }],
      }),
    )
    await indexed()
    assert.deepEqual(await files('schooner seizure'), ['scan.docx'])
    await arlenia.as(cleo, (ctx) => door.assignRequest(ctx, { requestId: id, unit: unit.id, assignee: null, named: [] }))
    assert.deepEqual(await files('schooner'), [])
    assert.deepEqual(await files('schooner', dora), ['scan.docx'])
  })

  it('of an internal line is not found by the court that executes, the others are', async () => {
    const registered = await arlenia.as(rita, (ctx) =>
      door.registerRequest(ctx, {
        direction: 'incoming',
        form: 'mutual-legal-assistance',
        channel: 'post',
        counterpartName: 'Ministry of Justice of Ostmark',
        counterpartState: 'XO',
        datedOn: '2026-02-20',
        content: completeContent(),
        scans: [{ name: 'order.docx', mediaType: docx, bytes: new Uint8Array(word('Zircon order')) }],
      }),
    )
    const requestId = registered.id
    const { renditions } = await arlenia.as(rita, (ctx) => door.acknowledgeRequest(ctx, { requestId }))
    await arlenia.as(cleo, (ctx) => door.decideRequest(ctx, { requestId, decision: 'granted' }))
    const court = AuthorityId.parse('xa.court-of-appeal')
    await arlenia.as(ben, (ctx) => door.doing('pass-on')(ctx, { requestId, to: court }))
    const judge = { ...arlenia.person('gil', 'executing-officer'), authorityId: court }
    const sequence = renditions[0]?.sequence ?? 0
    const on = '2026-03-02'
    await arlenia.as(ben, (ctx) => door.noteSending(ctx, { requestId, sequence, on, channel: 'post' }))
    const scans = [{ name: 'proof.docx', mediaType: docx, bytes: new Uint8Array(word('Zircon informant')) }]
    await arlenia.as(ben, (ctx) => door.noteDelivery(ctx, { requestId, sequence, on, scans }))
    await indexed()
    assert.deepEqual((await files('zircon')).toSorted(), ['order.docx', 'proof.docx'])
    assert.deepEqual(await files('zircon', judge), ['order.docx'])
  })

  it('stops nothing where a file is damaged, missing or hostile: it is found by its name', async () => {
    const { id } = await arrived(arlenia, rita, 'With bad files')
    await attach(id, 'damaged-ledger.docx', docx, word('never read').slice(0, 80))
    await attach(id, 'hollow.pdf', 'application/pdf', utf8('%PDF-1.7 and nothing'))
    const { attachments, prepared } = await attach(id, 'vanished.docx', docx, word('gone before'))
    const lost = [...attachments, ...prepared].find(({ name }) => name === 'vanished.docx')
    await arlenia.node.files.remove(lost?.sha256 ?? '')
    await attach(id, 'whole.docx', docx, word('Whole and sound kittiwake'))
    await indexed()
    assert.deepEqual(await files('damaged ledger'), ['damaged-ledger.docx'])
    assert.deepEqual(await files('vanished'), ['vanished.docx'])
    assert.deepEqual(await files('kittiwake'), ['whole.docx'])
    const { rows } = await sql<{ problem: string }>`select problem from requests.file_text where problem is not null`.execute(db)
    assert.equal(rows.length, 3)
    assert.equal(await waiting(), 0)
  })

  it('is given up where its reading has ended the process again and again', async () => {
    const { id } = await arrived(arlenia, rita, 'Deadly')
    const { attachments, prepared } = await attach(id, 'deadly.docx', docx, word('lethal text'))
    const [file] = [...attachments, ...prepared]
    await sql`insert into requests.file_text values (${file?.sha256 ?? ''}, '', 'reading', 3)`.execute(db)
    await indexed()
    assert.deepEqual(await files('lethal'), [])
    assert.deepEqual(await files('deadly'), ['deadly.docx'])
  })

  it('is one hit for all parts of a long file, whose last page is found', async () => {
    const { id } = await arrived(arlenia, rita, 'Long')
    const page = 'Lorem ipsum transfer number nine. '.repeat(3000)
    await attach(id, 'long.txt', 'text/plain', utf8(`${page} the last word is quokka`))
    await indexed()
    assert.deepEqual(await files('lorem ipsum'), ['long.txt'])
    assert.deepEqual(await files('quokka long'), ['long.txt'])
    const { hits } = await searchAll(db, { actor: ben }, SearchFilter.parse({ text: 'quokka' }))
    assert.ok(hits[0]?.excerpt.some(({ text, hit }) => hit && text === 'quokka'))
  })

  it('and everything older than the index is caught up after an upgrade, and by a rebuilding', async () => {
    const { id } = await arrived(arlenia, rita, 'Marmoset')
    await arlenia.as(ben, (ctx) => door.doing('note')(ctx, { requestId: id, text: 'marmoset note' }))
    const matter = { title: 'Marmoset matter', facts: 'x', persons: [], property: [], offences: [] }
    await arlenia.as(ben, (ctx) => door.openMatter(ctx, matter))
    const count = async () => (await searchAll(db, { actor: ben }, SearchFilter.parse({ text: 'marmoset' }))).hits.length
    assert.equal(await count(), 3)
    await sql`truncate requests.search_entry`.execute(db)
    await sql`
      insert into requests.search_todo (thing, thing_id, files_only)
      select 'request', id, false from requests.request union all select 'matter', id, false from requests.matter
      on conflict (thing, thing_id) do update set files_only = false`.execute(db)
    assert.equal(await count(), 0)
    await indexed()
    assert.equal(await count(), 3)
    assert.deepEqual(await files('kittiwake'), ['whole.docx'])
    await rebuildSearch(db)
    assert.equal(await count(), 3)
    await indexed()
    assert.deepEqual(await files('kittiwake'), ['whole.docx'])
  })
})

async function waiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from requests.search_todo`.execute(db)
  return rows[0]?.count ?? -1
}
