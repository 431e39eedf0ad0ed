import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { readCsv, readXlsx, textOf } from '@comity/documents'
import { catalogueFaults, languages } from '@comity/i18n'
import { sql } from 'kysely'
import { exportColumns } from './present-row.ts'
import { exportTexts } from './texts.ts'
import * as door from '../operations.ts'
import { samplePages, sampleToken } from '../pages/sample-pages.tsx'
import { completeContent } from '../rules/example-content.ts'
import { carry, openOffices } from '../testing-office.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('11111111-1111-4111-8111-111111111111', 'case-officer')
const hugo = arlenia.person('22222222-2222-4222-8222-222222222222', 'head')
const ida = arlenia.person('33333333-3333-4333-8333-333333333333', 'administrator')
const ben = bresonia.person('44444444-4444-4444-8444-444444444444', 'case-officer')
const app = await samplePages(arlenia.node, [ana, hugo, ida], arlenia.node.facts.origin)

const draft = (subject: string) =>
  arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, {
      counterpart: bresonia.authorityId,
      form: 'mutual-legal-assistance',
      content: { ...completeContent(), subject },
    }),
  )

async function get(url: string, actor: Actor | null) {
  const answer = await app.inject({
    method: 'GET',
    url,
    headers: actor === null ? {} : { cookie: `session=${sampleToken(actor)}` },
  })
  return { status: answer.statusCode, headers: answer.headers, bytes: new Uint8Array(answer.rawPayload) }
}

async function audited(act: string): Promise<Record<string, unknown>[]> {
  const found = await sql<{ details: Record<string, unknown> }>`
    select details from audit.entry where act = ${act} order by sequence`.execute(arlenia.node.db)
  return found.rows.map(({ details }) => details)
}

const sent = await draft('=HYPERLINK("http://evil.example")')
await arlenia.as(ana, (ctx) => door.perform(ctx, { requestId: sent.id, act: 'submit', input: {} }))
await arlenia.as(hugo, (ctx) => door.perform(ctx, { requestId: sent.id, act: 'approve', input: {} }))
await arlenia.as(hugo, (ctx) => door.perform(ctx, { requestId: sent.id, act: 'send', input: {} }))
await arlenia.as(ana, (ctx) => door.perform(ctx, { requestId: sent.id, act: 'note', input: { text: 'Ask the minister first' } }))
await carry(arlenia, bresonia, sent.thread, new Set())
await draft('Second')

describe('exporting a list', () => {
  it('gives what the filter shows, in the reader’s language, with no formula', async () => {
    const { status, headers, bytes } = await get(
      '/requests/export.csv?direction=outgoing&state=sent&lang=fr&unknown=1&after=',
      ana,
    )
    assert.equal(status, 200)
    assert.match(String(headers['content-disposition']), /attachment/)
    const { rows } = await readCsv(bytes)
    assert.equal(rows.length, 2)
    assert.equal(rows[0]?.[2], 'État')
    assert.deepEqual(rows[1]?.slice(2, 7), [
      'Envoyée',
      'Autorité centrale de Brésonie, parquet général',
      sent.ownReference,
      '',
      `'${sent.content.subject}`,
    ])
  })

  it('gives the same as XLSX, where text needs no apostrophe', async () => {
    const { rows } = await readXlsx((await get('/requests/export.xlsx?state=sent', ana)).bytes)
    assert.equal(rows[1]?.[6], sent.content.subject)
    const [header = [], first = []] = rows
    assert.equal(first[header.indexOf('Officer')], ana.name)
    assert.equal(rows[1]?.at(-1), `${arlenia.node.facts.origin}/requests/${sent.id}`)
    assert.equal(rows[0]?.length, exportColumns.length)
  })

  it('is what this person may see: nothing for an administrator, sign-in for a stranger', async () => {
    assert.equal((await get('/requests/export.csv', ida)).status, 403)
    assert.equal((await get('/requests/export.csv', null)).status, 303)
    assert.equal((await get('/api/requests/export.csv', null)).status, 401)
  })

  it('leaves one entry in the audit each, with how much was taken', async () => {
    const before = (await audited('requests.exported')).length
    await get('/api/requests/export.csv', hugo)
    const entries = await audited('requests.exported')
    assert.equal(entries.length, before + 1)
    assert.deepEqual(entries.at(-1), { format: 'csv', rows: 2 })
  })
})

describe('the file of a request', () => {
  const flat = async (bytes: Uint8Array) => (await textOf(bytes, 'application/pdf')).text.replaceAll(/\s/g, '')

  it('says what was asked, done and sent, with its hashes and without internal notes', async () => {
    const { status, bytes } = await get(`/requests/${sent.id}/file.pdf`, ana)
    assert.equal(status, 200)
    const text = await flat(bytes)
    const entry = (await door.timelineOf(arlenia.node.db, { actor: ana }, sent.id)).find(({ dossierId }) => dossierId !== null)
    for (const wanted of [sent.ownReference, 'MeridianTradingLtd', entry?.dossierId ?? '–', 'Passivebribery'])
      assert.ok(text.includes(wanted.replaceAll(' ', '')), wanted)
    assert.ok(!text.includes('minister'))
  })

  it('has the notes in the internal variant, which says so on every page', async () => {
    const text = await flat((await get(`/requests/${sent.id}/file.pdf?variant=internal`, hugo)).bytes)
    assert.ok(text.includes('Asktheministerfirst'))
    assert.ok(text.includes('mustnotleavetheoffice'))
    assert.deepEqual((await audited('request.file-printed')).at(-1), { reference: sent.ownReference, variant: 'internal' })
  })

  it('is printed in each of six languages, by the API too', async () => {
    for (const { code } of languages) {
      const { status, bytes } = await get(`/api/requests/${sent.id}/file.pdf?lang=${code}`, ana)
      assert.equal(status, 200)
      assert.ok((await flat(bytes)).includes('MeridianTradingLtd'), code)
    }
  })

  it('does not exist for whoever may not see the request', async () => {
    const foreign = await door.listRequests(bresonia.node.db, { actor: ben }, { limit: 1 })
    assert.equal((await get(`/requests/${foreign.rows[0]?.id}/file.pdf`, ana)).status, 404)
    assert.equal((await get(`/requests/${sent.id}/file.pdf`, ida)).status, 403)
    assert.equal((await get('/api/requests/x/file.pdf', ana)).status, 400)
  })
})

describe('the texts of exports', () => {
  it('are whole in six languages', () => {
    assert.deepEqual(catalogueFaults(exportTexts), [])
  })
})
