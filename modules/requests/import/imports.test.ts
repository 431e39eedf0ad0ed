import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readCsv, writeCsv, writeXlsx } from '@comity/documents'
import { catalogueFaults } from '@comity/i18n'
import { sql } from 'kysely'
import type { Import } from '../contract.ts'
import * as door from '../operations.ts'
import { samplePages, sampleToken } from '../pages/sample-pages.tsx'
import { openOffices } from '../testing-office.ts'
import { badRows, getImport, mapImport, runImport, undoImport, uploadImport } from './imports.ts'
import { importTexts } from './texts.ts'

const { arlenia, bresonia } = await openOffices()
const rita = arlenia.person('11111111-1111-4111-8111-111111111111', 'registrar', 'case-officer')
const olga = arlenia.person('22222222-2222-4222-8222-222222222222', 'auditor')
const ben = bresonia.person('33333333-3333-4333-8333-333333333333', 'case-officer')
const { node } = arlenia

const header = [
  'Our reference',
  'Direction',
  'Country',
  'Authority',
  'Subject',
  'Date',
  'Decision',
  'Decided on',
  'Closed on',
  'Channel',
]
const row = (at: number, change: Readonly<Record<number, string>> = {}) =>
  [
    `A ${at}/2019`,
    'incoming',
    'France',
    'Ministry of Justice',
    `Case ${at}`,
    '03/04/2019',
    'granted',
    '2019-06-01',
    '2019-09-30',
    'letter',
  ].map((cell, column) => change[column] ?? cell)
const backlog = (rows: readonly string[][]) => writeCsv([header, ...rows])
const upload = (bytes: Uint8Array) => uploadImport(node, { actor: rita }, { name: 'backlog.csv', bytes })
const check = ({ id, mapping }: Import) => arlenia.as(rita, (ctx) => mapImport(ctx, { ...mapping, id }))
const refused = (code: string) => (error: unknown) => error instanceof Error && 'code' in error && error.code === code
const imported = async () =>
  (
    await sql<{ count: number }>`select count(*)::integer as count from requests.request where imported_from is not null`.execute(
      node.db,
    )
  ).rows[0]?.count

describe('importing a backlog', () => {
  it('guesses the columns, tries without registering anything, and says what is wrong', async () => {
    const first = await upload(backlog([row(1), row(2, { 5: 'soon' }), row(3, { 2: 'Atlantis', 1: '' })]))
    assert.deepEqual(first.mapping.columns.slice(0, 6), [
      'ownReference',
      'direction',
      'counterpartState',
      'counterpartName',
      'subject',
      'datedOn',
    ])
    const tried = await check(first)
    assert.deepEqual([tried.state, tried.ready, tried.faulty, await imported()], ['checked', 1, 2, 0])
    assert.deepEqual(
      tried.faults.map(({ row: at, field, fault }) => [at, field, fault]),
      [
        [3, 'datedOn', 'not-a-date'],
        [4, 'direction', 'missing'],
        [4, 'counterpartState', 'not-understood'],
      ],
    )
    const bad = await readCsv(
      await badRows(
        node.db,
        { actor: rita },
        { id: first.id, told: ({ fault }) => fault, words: { row: 'Row', what: 'What to do' } },
      ),
    )
    assert.deepEqual(
      bad.rows.map((cells) => cells.slice(-2)),
      [
        ['Row', 'What to do'],
        ['3', 'not-a-date'],
        ['4', 'missing; not-understood'],
      ],
    )
    await assert.rejects(runImport(node, { actor: rita }, (await upload(backlog([row(9)]))).id), refused('import-not-possible'))
  })

  it('registers what old registers know: state, decision and closing at their days', async () => {
    const { id } = await check(await upload(backlog([row(10)])))
    const done = await runImport(node, { actor: rita }, id)
    assert.deepEqual([done.state, done.imported], ['done', 1])
    const { rows } = await door.listRequests(node.db, { actor: rita }, { text: 'Case 10', limit: 5 })
    const request = await door.getRequest(node.db, { actor: rita }, rows[0]?.id ?? '')
    assert.deepEqual(
      [request.state, request.decided, request.channel, request.counterpartState, request.datedOn, request.importedFrom],
      ['closed', 'granted', 'post', 'FR', '2019-04-03', id],
    )
    assert.equal(request.record.decisions[0]?.at, '2019-06-01T00:00:00.000Z')
    const timeline = await door.timelineOf(node.db, { actor: rita }, request.id)
    assert.deepEqual(timeline.map(({ act, at }) => [act, at.slice(0, 10)]).slice(1), [
      ['decision', '2019-06-01'],
      ['closing', '2019-09-30'],
    ])
  })

  it('imports nothing twice, and remembers what columns mean here', async () => {
    const strange = [['Aktenzeichen', ...header.slice(1)], row(10), row(11)]
    const first = await upload(writeCsv(strange))
    assert.equal(first.mapping.columns[0], null)
    const mapped = await check({
      ...first,
      mapping: { ...first.mapping, columns: ['ownReference', ...first.mapping.columns.slice(1)] },
    })
    assert.deepEqual([mapped.known, mapped.ready], [1, 1])
    const before = (await imported()) ?? 0
    await runImport(node, { actor: rita }, first.id)
    const again = await upload(await writeXlsx([{ name: 'x', header: strange[0] ?? [], rows: strange.slice(1) }]))
    assert.equal(again.mapping.columns[0], 'ownReference')
    const checked = await check(again)
    assert.deepEqual([checked.known, checked.ready], [2, 0])
    await runImport(node, { actor: rita }, again.id)
    assert.equal(await imported(), before + 1)
  })

  it('is taken back whole while nothing has happened to it, and not afterwards', async () => {
    const rows = Array.from({ length: 230 }, (_, at) => row(100 + at))
    const { id } = await check(await upload(backlog(rows)))
    const before = await imported()
    assert.equal((await runImport(node, { actor: rita }, id)).imported, 230)
    const undone = await arlenia.as(rita, (ctx) => undoImport(ctx, id))
    assert.deepEqual([undone.state, await imported()], ['undone', before])
    const next = await check(await upload(backlog([row(100, { 6: '', 7: '', 8: '' })])))
    await runImport(node, { actor: rita }, next.id)
    const { rows: found } = await door.listRequests(node.db, { actor: rita }, { text: 'Case 100', limit: 5 })
    await arlenia.as(rita, (ctx) => door.perform(ctx, { requestId: found[0]?.id ?? '', act: 'note', input: { text: 'Seen' } }))
    await assert.rejects(
      arlenia.as(rita, (ctx) => undoImport(ctx, next.id)),
      refused('import-touched'),
    )
    await assert.rejects(sql`delete from requests.timeline`.execute(node.db), /append-only/)
  })

  it('is for those who register, in their own office', async () => {
    const { id } = await upload(backlog([row(500)]))
    await assert.rejects(uploadImport(node, { actor: olga }, { name: 'x', bytes: backlog([row(1)]) }), refused('not-allowed'))
    await assert.rejects(getImport(bresonia.node.db, { actor: ben }, id), refused('import-not-found'))
    await assert.rejects(upload(new TextEncoder().encode('only a heading')), refused('table-unreadable'))
  })
})

describe('the pages of an import', () => {
  it('lead from the file to the register and back', async () => {
    const app = await samplePages(node, [rita], node.facts.origin)
    const cookie = `session=${sampleToken(rita)}`
    const open = (url: string) => app.inject({ method: 'GET', url, headers: { cookie } })
    const first = await upload(backlog([row(700), row(701, { 5: 'x' })]))
    const mapping = await open(`/requests/import/${first.id}`)
    assert.equal(mapping.statusCode, 200)
    const csrf = /name="csrf" value="([^"]+)"/.exec(mapping.body)?.[1] ?? ''
    const send = (url: string, fields: Readonly<Record<string, string>> = {}) =>
      app.inject({
        method: 'POST',
        url,
        headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ csrf, ...fields }).toString(),
      })
    const columns = Object.fromEntries(first.mapping.columns.map((field, at) => [`column-${at}`, field ?? '']))
    const at = `/requests/import/${first.id}`
    const twice = await send(`${at}/mapping`, { ...columns, 'column-1': 'ownReference', dateOrder: 'day-month-year' })
    assert.equal(twice.statusCode, 422)
    assert.equal((await send(`${at}/mapping`, { ...columns, dateOrder: 'day-month-year' })).statusCode, 303)
    assert.match((await open(at)).body, /Import 1 request</)
    assert.equal((await send(`${at}/run`)).statusCode, 303)
    assert.match((await open(at)).body, /Undo the whole import/)
    assert.equal((await open(`${at}/bad-rows.csv`)).statusCode, 200)
    assert.equal((await send(`${at}/undo`)).statusCode, 303)
    assert.match((await open('/requests/import?lang=ar')).body, /backlog\.csv/)
  })
})

describe('the texts of imports', () => {
  it('are whole in six languages', () => {
    assert.deepEqual(catalogueFaults(importTexts), [])
  })
})
