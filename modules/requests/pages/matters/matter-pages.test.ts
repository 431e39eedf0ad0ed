import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addExhibit, saveExhibit } from '../../matters/exhibits.ts'
import { assignMatter } from '../../matters/matter-life.ts'
import { draftOf, ivan, olga, openCase, withPersons } from '../../matters/sample-matter.ts'
import * as door from '../../operations.ts'
import { openOffices } from '../../testing-office.ts'
import { staffOf } from '../../work/sample-staff.ts'
import { sampleBrowser } from '../sample-browser.ts'
import { samplePages } from '../sample-pages.tsx'

const { arlenia, bresonia } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const auditor = arlenia.person('olga', 'auditor')
const foreigner = bresonia.person('emil', 'case-officer')
const app = await samplePages(arlenia.node, [rita, ben, dora, cleo, auditor, foreigner], 'http://a.localhost:8080')
const bens = sampleBrowser(app, ben)
const pages = ['', '/exhibits', '/links', '/survey.csv'] as const

describe('the pages of a matter', () => {
  it('let an auditor read and offer nothing to write, and tell another office of nothing', async () => {
    const matter = await openCase(arlenia, ben)
    await arlenia.as(ben, (ctx) => addExhibit(ctx, { matterId: matter.id, kind: 'other', description: 'Item' }))
    for (const page of pages) {
      const read = await sampleBrowser(app, auditor).open(`/matters/${matter.id}${page}`)
      assert.equal(read.statusCode, 200, page)
      assert.doesNotMatch(read.body, /<main[\s\S]*method="post"/i, page)
      assert.equal((await sampleBrowser(app, foreigner).open(`/matters/${matter.id}${page}`)).statusCode, 404, page)
    }
    for (const page of ['/exhibits/new', '/readers', '/close'])
      assert.equal((await sampleBrowser(app, auditor).open(`/matters/${matter.id}${page}`)).statusCode, 403, page)
  })

  it('show who saved an exhibit meanwhile what the other wrote, and keep what they typed', async () => {
    const matter = await openCase(arlenia, ben)
    const { exhibits } = await arlenia.as(ben, (ctx) =>
      addExhibit(ctx, { matterId: matter.id, kind: 'other', description: 'Item' }),
    )
    const exhibitId = exhibits[0]?.id ?? ''
    await arlenia.as(dora, (ctx) =>
      saveExhibit(ctx, { matterId: matter.id, exhibitId, label: 'E-1', kind: 'other', description: 'Dora’s words', revision: 0 }),
    )
    const url = `/matters/${matter.id}/exhibits/${exhibitId}`
    const answer = await bens.send(url, { label: 'E-1', kind: 'other', description: 'Ben’s words', revision: '0' })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /Dora’s words/)
    assert.match(answer.body, /Ben’s words<\/textarea>/)
    assert.equal(
      (await bens.send(url, { label: 'E-1', kind: 'other', description: 'Ben’s words', revision: '1' })).statusCode,
      303,
    )
  })

  it('take everything that changed in the matter over at once, and never a difference that was not seen', async () => {
    const matter = await openCase(arlenia, ben)
    const draft = await draftOf(arlenia, ben, matter, bresonia)
    await withPersons(arlenia, ben, matter, [{ ...ivan, address: 'Harbour Road 1' }, olga])
    const url = `/requests/${draft.id}/differences`
    const seen = await bens.open(url)
    const key = /name="key" value="([^"]+)"/.exec(seen.body)?.[1] ?? ''
    await withPersons(arlenia, ben, matter, [{ ...ivan, address: 'Hill Road 2' }, olga])
    assert.equal((await bens.send(url, { act: 'take', key })).statusCode, 409)
    assert.equal((await bens.send(url, { act: 'all' })).statusCode, 303)
    const { content } = await door.getRequest(arlenia.node.db, { actor: ben }, draft.id)
    assert.deepEqual(content.persons, [{ ...ivan, address: 'Hill Road 2' }, olga])
  })

  it('show a request whose matter the reader may not see, without its matter', async () => {
    const matter = await openCase(arlenia, dora, 'Sealed matter')
    const draft = await draftOf(arlenia, dora, matter, bresonia)
    await arlenia.as(cleo, (ctx) => assignMatter(ctx, { matterId: matter.id, unit: unit.id, named: [] }))
    const page = await bens.open(`/requests/${draft.id}`)
    assert.equal(page.statusCode, 200)
    assert.doesNotMatch(page.body, /Sealed matter/)
  })
})
