import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { MAX_ATTACHMENT_BYTES, type DraftContent, type Request } from '../../contract.ts'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { openOffices } from '../../testing-office.ts'
import { sampleBrowser } from '../sample-browser.ts'
import { samplePages } from '../sample-pages.tsx'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const olga = arlenia.person('olga', 'auditor')
const ida = arlenia.person('ida', 'administrator')
const app = await samplePages(arlenia.node, [ana, olga, ida], arlenia.node.facts.origin)
const browser = sampleBrowser(app, ana)

const pdf = { name: 'records.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 records') }
const now = (draft: Request, actor: Actor = ana) => door.getRequest(arlenia.node.db, { actor }, draft.id)

function drafted(
  content: DraftContent = completeContent(),
  counterpart = { counterpart: bresonia.authorityId },
): Promise<Request> {
  return arlenia.as(ana, (ctx) => door.draftRequest(ctx, { ...counterpart, form: 'mutual-legal-assistance', content }))
}

describe('the way through a draft', () => {
  it('goes on from each list to the section after it, as from each form', async () => {
    const draft = await drafted()
    const edit = `/requests/${draft.id}/edit`
    for (const [section, next] of [
      ['offences', 'persons'],
      ['measures', 'purpose'],
      ['undertakings', 'attachments'],
      ['attachments', 'urgency'],
    ] as const) {
      const { body } = await browser.open(`${edit}/${section}`)
      assert.match(body, new RegExp(`<a[^>]*href="${edit}/${next}"[^>]*>Continue`), section)
    }
  })
})

describe('the files of a draft, over HTTP', () => {
  it('are added several at a time, read back byte by byte as a download, and taken out', async () => {
    const draft = await drafted()
    const url = `/requests/${draft.id}/edit/attachments`
    const text = { name: 'حساب.txt', type: 'text/plain', bytes: Buffer.from('Балансы') }
    assert.equal((await browser.upload(url, [pdf, text])).statusCode, 303)
    const { attachments } = await now(draft)
    assert.deepEqual(
      attachments.map((file) => [file.name, file.bytes]),
      [
        [pdf.name, pdf.bytes.length],
        [text.name, text.bytes.length],
      ],
    )
    const answer = await browser.open(`/requests/${draft.id}/files/${attachments[0]?.sha256}`)
    assert.deepEqual(answer.rawPayload, pdf.bytes)
    assert.match(String(answer.headers['content-disposition']), /^attachment;/)
    assert.equal((await browser.send(`${url}/remove`, { name: pdf.name })).statusCode, 303)
    assert.deepEqual(
      (await now(draft)).attachments.map((file) => file.name),
      [text.name],
    )
  })

  it('are refused by kind and by size, each with its name and beside the field', async () => {
    const draft = await drafted()
    const url = `/requests/${draft.id}/edit/attachments`
    for (const file of [
      { ...pdf, bytes: Buffer.from('MZ not a PDF') },
      { ...pdf, type: 'application/x-msdownload' },
    ]) {
      const answer = await browser.upload(url, [file])
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, /records\.pdf: This kind of file cannot be attached/)
      assert.match(answer.body, /href="#files"/)
    }
    assert.equal((await browser.upload(url, [])).statusCode, 422)
    assert.equal((await now(draft)).attachments.length, 0)
  })

  it('are at most 25 MB each', async () => {
    const draft = await drafted()
    const url = `/requests/${draft.id}/edit/attachments`
    const bytes = Buffer.alloc(MAX_ATTACHMENT_BYTES + 1)
    bytes.write('%PDF-1.7')
    assert.equal((await browser.upload(url, [{ ...pdf, bytes }])).statusCode, 413)
    assert.equal((await browser.upload(url, [{ ...pdf, bytes: bytes.subarray(1) }])).statusCode, 422)
    assert.equal((await now(draft)).attachments.length, 0)
  })

  it('are shown to readers, changed by writers only, and hidden from administrators', async () => {
    const draft = await drafted()
    const url = `/requests/${draft.id}/edit/attachments`
    await browser.upload(url, [pdf])
    const sha256 = (await now(draft)).attachments[0]?.sha256 ?? ''
    assert.equal((await sampleBrowser(app, olga).open(`/requests/${draft.id}/files/${sha256}`)).statusCode, 200)
    assert.equal((await sampleBrowser(app, olga).upload(url, [pdf])).statusCode, 403)
    assert.equal((await sampleBrowser(app, olga).send(`${url}/remove`, { name: pdf.name })).statusCode, 403)
    assert.equal((await sampleBrowser(app, ida).open(`/requests/${draft.id}/files/${sha256}`)).statusCode, 403)
    assert.equal((await browser.open(`/requests/${draft.id}/files/${'0'.repeat(64)}`)).statusCode, 404)
  })
})

describe('the authority that a draft asks', () => {
  it('presets the language of a new draft with one that it accepts', async () => {
    const answer = await browser.send('/requests/new?lang=fr', { counterpart: bresonia.authorityId })
    const id = /^\/requests\/([0-9a-f-]+)\/edit$/.exec(String(answer.headers['location']))?.[1] ?? ''
    const { content } = await door.getRequest(arlenia.node.db, { actor: ana }, id)
    assert.equal(content.language, 'en')
  })

  it('is chosen later on its own page, and what was written stays', async () => {
    const draft = await arlenia.as(ana, (ctx) =>
      door.draftRequest(ctx, { form: 'mutual-legal-assistance', content: { subject: 'Road' } }),
    )
    const url = `/requests/${draft.id}/edit/counterpart`
    assert.match((await browser.open(`/requests/${draft.id}/edit`)).body, new RegExp(`href="${url}"`))
    assert.equal((await browser.send(url, { counterpart: arlenia.authorityId })).statusCode, 422)
    assert.equal((await browser.send(url, { counterpart: 'zz.nobody' })).statusCode, 422)
    assert.equal((await browser.send(url, { counterpart: bresonia.authorityId })).statusCode, 303)
    const { counterpart, content } = await now(draft)
    assert.deepEqual([counterpart, content.subject, content.language], [bresonia.authorityId, 'Road', 'en'])
  })

  it('is warned of at once when it does not list the language of the draft', async () => {
    const draft = await drafted({ ...completeContent(), language: 'zh' })
    const answer = await browser.send(`/requests/${draft.id}/edit/counterpart`, { counterpart: bresonia.authorityId })
    const cookie = answer.cookies.find(({ name }) => name.endsWith('notice'))?.value ?? ''
    assert.match(Buffer.from(decodeURIComponent(cookie), 'base64url').toString() + decodeURIComponent(cookie), /Chinese/)
    assert.equal((await now(draft)).content.language, 'zh')
  })
})
