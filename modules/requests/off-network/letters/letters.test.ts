import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ComityError } from '@comity/errors'
import * as door from '../../operations.ts'
import { sampleBrowser } from '../../pages/sample-browser.ts'
import { samplePages } from '../../pages/sample-pages.tsx'
import { openOffices } from '../../testing-office.ts'
import { myWork } from '../../work/my-work.ts'

const { arlenia } = await openOffices()
const officer = arlenia.person('11111111-1111-4111-8111-111111111111', 'case-officer')
const other = arlenia.person('33333333-3333-4333-8333-333333333333', 'case-officer')
const registrar = arlenia.person('22222222-2222-4222-8222-222222222222', 'registrar')
const auditor = arlenia.person('44444444-4444-4444-8444-444444444444', 'auditor')
const app = await samplePages(arlenia.node, [officer, registrar, auditor], arlenia.node.facts.origin)
const { db } = arlenia.node
const today = '2026-03-02'

/** A request by post whose acknowledgement is a letter still to be sent. */
async function acknowledged() {
  const { id } = await arlenia.as(registrar, (ctx) =>
    door.registerRequest(ctx, {
      direction: 'incoming',
      form: 'mutual-legal-assistance',
      channel: 'post',
      counterpartName: 'Ministry of Justice of Caldova',
      counterpartState: 'XC',
      datedOn: today,
      content: { subject: 'Land register', urgency: 'routine' },
    }),
  )
  const after = await arlenia.as(registrar, (ctx) => door.acknowledgeRequest(ctx, { requestId: id }))
  return { id, letter: after.renditions[0] }
}

const lettersOwed = async (actor: typeof officer, id: string) =>
  (await myWork(db, { actor }, { limit: 50 }, today))
    .flatMap(({ rows }) => rows)
    .filter((row) => row.id === id && row.owed === 'note-rendition').length

describe('a letter of an off-network request', () => {
  it('is owed in my work until it is noted as sent, and of what another officer has only for the registrar', async () => {
    const { id, letter } = await acknowledged()
    assert.deepEqual(letter, {
      sequence: letter?.sequence,
      act: 'acknowledgement',
      saidOn: today,
      sentOn: null,
      channel: null,
      tracking: null,
      sentBy: null,
      arrivedOn: null,
    })
    await arlenia.as(registrar, (ctx) => door.assignRequest(ctx, { requestId: id, assignee: null }))
    assert.deepEqual([await lettersOwed(officer, id), await lettersOwed(registrar, id)], [1, 1])
    await arlenia.as(registrar, (ctx) => door.assignRequest(ctx, { requestId: id, assignee: registrar.id }))
    assert.deepEqual([await lettersOwed(other, id), await lettersOwed(registrar, id)], [0, 1])
    const sequence = letter?.sequence ?? 0
    await arlenia.as(registrar, (ctx) => door.noteSending(ctx, { requestId: id, sequence, on: today, channel: 'courier' }))
    assert.equal(await lettersOwed(registrar, id), 0)
  })

  it('is noted by its pages with day, channel, number and the scans of the proof; timeline and record show it', async () => {
    const { id, letter } = await acknowledged()
    const browser = sampleBrowser(app, registrar)
    const page = `/requests/${id}/renditions`
    assert.match((await browser.open(page)).body, /To be sent/)
    assert.match((await browser.open(`/requests/${id}`)).body, /Your office<\/bdi><\/strong>: Sending of the letter/)
    const sent = { on: today, channel: 'courier', tracking: 'CX-4471' }
    assert.equal((await browser.send(`${page}/${letter?.sequence}/sent`, sent)).statusCode, 303)
    const proof = { name: 'card.pdf', type: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.4\nsigned\n%%EOF') }
    const at = `${page}/${letter?.sequence}/delivered`
    assert.equal((await browser.upload(at, [proof])).statusCode, 422, 'the day is missing')
    await arlenia.as(registrar, (ctx) =>
      door.noteDelivery(ctx, {
        requestId: id,
        sequence: letter?.sequence ?? 0,
        on: today,
        scans: [{ name: proof.name, mediaType: proof.type, bytes: proof.bytes }],
      }),
    )
    const shown = (await browser.open(`/requests/${id}`)).body
    for (const said of [
      /Letter sent by hand/,
      /CX-4471/,
      /Courier/,
      /Delivery of a letter proved/,
      /card\.pdf/,
      /Delivery proved/,
    ])
      assert.match(shown, said)
    const [noted] = (await door.getRequest(db, { actor: registrar }, id)).renditions
    assert.deepEqual([noted?.sentOn, noted?.tracking, noted?.sentBy, noted?.arrivedOn], [today, 'CX-4471', registrar.name, today])
  })

  it('is not noted for a day to come, before it was written, as delivered before it was sent, nor by who only reads', async () => {
    const { id, letter } = await acknowledged()
    const of = { requestId: id, sequence: letter?.sequence ?? 0 }
    const refused = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code
    for (const on of ['2026-03-04', '2026-03-01'])
      await assert.rejects(
        arlenia.as(registrar, (ctx) => door.noteSending(ctx, { ...of, on, channel: 'post' })),
        refused('bad-input'),
      )
    await assert.rejects(
      arlenia.as(registrar, (ctx) => door.noteDelivery(ctx, { ...of, on: today })),
      refused('bad-input'),
    )
    await assert.rejects(
      arlenia.as(auditor, (ctx) => door.noteSending(ctx, { ...of, on: today, channel: 'post' })),
      refused('not-allowed'),
    )
    await assert.rejects(
      arlenia.as(registrar, (ctx) => door.noteSending(ctx, { ...of, sequence: 99, on: today, channel: 'post' })),
      refused('bad-input'),
    )
    assert.equal((await sampleBrowser(app, auditor).open(`/requests/${id}/renditions`)).statusCode, 403)
  })
})
