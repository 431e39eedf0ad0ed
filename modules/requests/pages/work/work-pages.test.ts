import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { sql } from 'kysely'
import * as door from '../../operations.ts'
import { openOffices } from '../../testing-office.ts'
import { saveFilter } from '../../work/filters.ts'
import { arrived, staffOf } from '../../work/sample-staff.ts'
import { sampleBrowser } from '../sample-browser.ts'
import { samplePages } from '../sample-pages.tsx'

const { arlenia } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const olga = arlenia.person('olga', 'auditor')
const ida = arlenia.person('ida', 'administrator')
const app = await samplePages(arlenia.node, [rita, ben, dora, cleo, olga, ida], arlenia.node.facts.origin, {
  [ben.id]: 'Asia/Tokyo',
})
const of = (actor: Actor) => sampleBrowser(app, actor)
const shown = async (actor: Actor, url: string): Promise<string> => {
  const { statusCode, body } = await of(actor).open(url)
  assert.equal(statusCode, 200, `${url} ${body.slice(0, 300)}`)
  return body.replaceAll('&amp;', '&')
}
const assigneeOf = async (id: string) => (await door.getRequest(arlenia.node.db, { actor: cleo }, id)).assignee

describe('the working pages', () => {
  it('are refused to who reads no requests, and triage and bulk acts to who may not do them', async () => {
    for (const url of ['/', '/desk', '/requests/triage', '/requests/filters', '/requests/incoming'])
      assert.equal((await of(ida).open(url)).statusCode, 403, url)
    assert.equal((await of(olga).open('/requests/triage')).statusCode, 403)
    const { id } = await arrived(arlenia, rita, 'For an auditor to read')
    assert.doesNotMatch(await shown(olga, '/requests/incoming'), /value="assign"/)
    assert.match(await shown(olga, `/requests/bulk?act=assign&ids=${id}`), /You may not do this to it/)
  })

  it('show what is owed with the act as a link', async () => {
    const { id } = await arrived(arlenia, rita, 'To be acknowledged')
    assert.match(await shown(ben, '/'), new RegExp(`href="/requests/${id}/acknowledge"`))
    assert.match(await shown(ben, '/?day=undated'), /To be acknowledged/)
  })

  it('deal out what came in: to an officer, by one click, or nowhere without a choice', async () => {
    const { id } = await arrived(arlenia, rita, 'To be dealt out')
    assert.match(await shown(rita, '/requests/triage'), /To be dealt out/)
    await of(rita).send('/requests/triage', { requestId: id, act: 'assign', assignee: '', unit: '' })
    assert.equal(await assigneeOf(id), null)
    await of(rita).send('/requests/triage', { requestId: id, act: 'assign', assignee: ben.id, unit: '' })
    assert.equal(await assigneeOf(id), ben.id)
    assert.doesNotMatch(await shown(rita, '/requests/triage'), /To be dealt out/)
  })

  it('tell before a bulk act what will happen and what cannot, and after it what did', async () => {
    const [one, done] = [await arrived(arlenia, rita, 'Chosen one'), await arrived(arlenia, rita, 'Done already')]
    await arlenia.as(rita, (ctx) => door.acknowledgeRequest(ctx, { requestId: done.id }))
    const plan = await shown(rita, `/requests/bulk?act=acknowledge&ids=${one.id}&ids=${done.id}&back=%2Frequests%2Fincoming`)
    assert.match(plan, /Acknowledge 1 request/)
    const form = plan.slice(plan.indexOf('<main'))
    assert.match(form, new RegExp(`name="ids" value="${one.id}"`))
    assert.doesNotMatch(form, new RegExp(`name="ids" value="${done.id}"`))
    assert.match(plan, /This step is not possible/)
    const answer = await of(rita).send('/requests/bulk', { act: 'acknowledge', ids: one.id, back: '/requests/incoming?view=all' })
    assert.match(answer.body, /1 of 1 done/)
    assert.equal((await door.getRequest(arlenia.node.db, { actor: cleo }, one.id)).state, 'acknowledged')
  })

  it('lead nowhere but to a list of ours, and do nothing without a choice', async () => {
    for (const back of ['https://evil.example/', '//evil.example', '/people', '/requests/incomingx']) {
      const { statusCode, headers } = await of(rita).open(`/requests/bulk?act=assign&back=${encodeURIComponent(back)}`)
      assert.deepEqual([statusCode, headers['location']], [303, '/requests/incoming?view=all'])
    }
    const { id } = await arrived(arlenia, rita, 'Not without whom')
    const answer = await of(rita).send('/requests/bulk', { act: 'assign', ids: id, assignee: '', unit: '' })
    assert.match(answer.body, /Choose an officer or a unit/)
    assert.equal(await assigneeOf(id), null)
  })

  it('export the chosen ones and no others, and refuse a misspelt choice instead of giving all', async () => {
    const [one, other] = [await arrived(arlenia, rita, 'Exported'), await arrived(arlenia, rita, 'Left here')]
    const { headers } = await of(rita).open(`/requests/bulk?act=export-csv&ids=${one.id}`)
    const csv = await shown(rita, String(headers['location']))
    assert.ok(csv.includes(one.ownReference) && !csv.includes(other.ownReference))
    assert.equal((await of(rita).open('/requests/export.csv?ids=x')).statusCode, 400)
  })

  it('count on the tabs only what the reader may see', async () => {
    await sql`update requests.request set state = 'closed'`.execute(arlenia.node.db)
    const hidden = await arrived(arlenia, rita, 'Of the unit only')
    await arlenia.as(rita, (ctx) => door.assignRequest(ctx, { requestId: hidden.id, unit: unit.id, named: [] }))
    await arrived(arlenia, rita, 'Of all')
    const counts = async (actor: Actor) =>
      [...(await shown(actor, '/requests/incoming?view=all')).matchAll(/class="count" aria-hidden="true">([^<]*)</g)].map(
        ([, n]) => n,
      )
    assert.deepEqual(
      [await counts(cleo), await counts(ben), await counts(dora)],
      [
        ['2', '2'],
        ['1', '1'],
        ['2', '2'],
      ],
    )
  })

  it('keep a filter, begin with it, and bring a deleted one back', async () => {
    const taken = await of(ben).send('/requests/filters', {
      direction: 'incoming',
      name: 'My open ones',
      'filter.open': 'yes',
      'filter.mine': 'yes',
    })
    assert.equal(taken.statusCode, 303)
    const location = String(taken.headers['location'])
    assert.match(location, /^\/requests\/incoming\?.*mine=yes/)
    const again = await of(ben).send('/requests/filters', { direction: 'incoming', name: 'my OPEN ones', 'filter.open': 'yes' })
    assert.equal(again.statusCode, 422)
    assert.match(again.body, /There is a filter of this name already/)
    const id = new URL(location, 'http://x').searchParams.get('view') ?? ''
    assert.match(await shown(ben, location), /aria-current="page"[^>]*>My open ones/)
    assert.equal((await of(ben).open('/requests/incoming')).statusCode, 200)
    await of(ben).send('/requests/filters/start', { direction: 'incoming', filter: id })
    assert.equal((await of(ben).open('/requests/incoming')).headers['location'], location)
    assert.equal((await of(ben).open('/requests/incoming?view=all')).statusCode, 200)
    const gone = await of(ben).send(`/requests/filters/${id}/delete`, {})
    assert.match(await shown(ben, String(gone.headers['location'])), new RegExp(`/requests/filters/${id}/restore`))
    assert.doesNotMatch(await shown(ben, '/requests/incoming'), /My open ones/)
    await of(ben).send(`/requests/filters/${id}/restore`, {})
    assert.match(await shown(ben, '/requests/filters'), /My open ones/)
    assert.doesNotMatch(await shown(dora, '/requests/filters'), /My open ones/)
  })

  it('offer a unit’s member to keep a filter for the unit', async () => {
    assert.match(await shown(dora, '/requests/incoming?open=yes'), new RegExp(`name="for" value="${unit.id}"`))
    assert.doesNotMatch(await shown(ben, '/requests/incoming?open=yes'), /name="for"/)
    await arlenia.as(dora, (ctx) =>
      saveFilter(ctx, { direction: 'outgoing', name: 'Ours', unit: unit.id, filter: { open: 'yes' } }),
    )
    assert.match(await shown(dora, '/requests/filters'), /Unit: Asset recovery/)
  })

  it('tell times where the reader is, and days as they are', async () => {
    const { id, changedAt } = await arrived(arlenia, rita, 'At that time')
    const tokyo = new Date(new Date(changedAt).getTime() + 9 * 3_600_000).toISOString().slice(11, 16)
    const utc = changedAt.slice(11, 16)
    for (const url of ['/requests/incoming?view=all', `/requests/${id}`, '/requests/triage']) {
      assert.match(await shown(ben, url), new RegExp(`<time[^>]*>[^<]* ${tokyo}<`), url)
      assert.match(await shown(rita, url), new RegExp(`<time[^>]*>[^<]* ${utc}<`), url)
    }
  })
})
