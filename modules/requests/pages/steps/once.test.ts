import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { carry, openOffices } from '../../testing-office.ts'
import { sampleBrowser } from '../sample-browser.ts'
import { samplePages } from '../sample-pages.tsx'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('11111111-1111-4111-8111-111111111111', 'case-officer')
const hugo = arlenia.person('22222222-2222-4222-8222-222222222222', 'head')
const ben = bresonia.person('33333333-3333-4333-8333-333333333333', 'case-officer')
const cleo = bresonia.person('44444444-4444-4444-8444-444444444444', 'head')
const a = await samplePages(arlenia.node, [ana, hugo], arlenia.node.facts.origin)
const b = await samplePages(bresonia.node, [ben, cleo], bresonia.node.facts.origin)

type Fields = Readonly<Record<string, string>>

const carried = new Set<string>()
const draft = await arlenia.as(ana, (ctx) =>
  door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
)
const out = draft.id
const lines = async (office: typeof arlenia, actor: Actor, id: string) =>
  (await door.timelineOf(office.node.db, { actor }, id)).map(({ act }) => act)

/** Opens the form once and sends it twice, one after the other and, before, at the same time. */
async function twice(office: typeof arlenia, actor: Actor, id: string, page: string, fields: Fields, at = page) {
  const browser = sampleBrowser(office === arlenia ? a : b, actor)
  const shown = await browser.open(`/requests/${id}/${at}`)
  assert.equal(shown.statusCode, 200, `${page}: ${shown.body.slice(0, 200)}`)
  const hidden = Object.fromEntries(
    [...shown.body.matchAll(/<input type="hidden" name="(csrf|was|revision)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )
  const before = await lines(office, actor, id)
  const send = () => browser.send(`/requests/${id}/${page}`, { ...fields, ...hidden })
  const pressed = await Promise.all([send(), send()])
  const after = await lines(office, actor, id)
  assert.equal(after.length, before.length + 1, `${page}: ${after.slice(before.length).join()}`)
  const codes = pressed.map(({ statusCode }) => statusCode)
  assert.deepEqual(codes, [303, 303], page)
  const back = await send()
  assert.equal(back.statusCode, 303, `${page}: the way back and once more`)
  assert.equal(back.headers.location, `/requests/${id}`)
  assert.equal((await lines(office, actor, id)).length, after.length, page)
}

describe('a form that is sent twice', () => {
  it('does its act once: approving, sending, enquiring, noting, correcting', async () => {
    await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: out }))
    await twice(arlenia, hugo, out, 'review', { act: 'approve' })
    await twice(arlenia, hugo, out, 'send', {})
    await twice(arlenia, ana, out, 'enquire', { question: 'Where does it stand?' })
    await twice(arlenia, ana, out, 'note', { text: 'Called them.' })
    await twice(arlenia, ana, out, 'correct', { corrects: 'Date of birth', text: '1971' })
    await carry(arlenia, bresonia, draft.thread, carried)
  })

  it('does it once on the other side too: questions, costs, conditions, a part of a result, and what hurts', async () => {
    const { rows } = await door.listRequests(bresonia.node.db, { actor: ben }, { limit: 1 })
    const into = rows[0]?.id ?? ''
    await twice(bresonia, ben, into, 'acknowledge', { reference: 'B-1' })
    await twice(bresonia, ben, into, 'notify-costs', {
      kind: 'ordinary',
      amount: '100',
      currency: 'EUR',
      description: 'Interpreter',
    })
    await twice(bresonia, cleo, into, 'decide', { decision: 'granted' })
    await twice(bresonia, ben, into, 'start-execution', { executingAuthority: 'District Court' })
    const outcomes = Object.fromEntries(completeContent().measures.map(({ id }) => [`outcome-${id}`, 'partial']))
    await twice(bresonia, ben, into, 'send-result', { summary: 'A first part.', final: 'no', ...outcomes })
    await twice(arlenia, hugo, out, 'withdraw', { reasons: 'The accused has died.', confirmed: 'yes' })
  })

  it('is a second act where the form was opened again', async () => {
    const other = await arlenia.as(ana, (ctx) => door.draftRequest(ctx, { form: 'mutual-legal-assistance', content: {} }))
    await twice(arlenia, ana, other.id, 'note', { text: 'The same words.' })
    await twice(arlenia, ana, other.id, 'note', { text: 'The same words.' })
    assert.equal((await lines(arlenia, ana, other.id)).filter((act) => act === 'noted').length, 2)
  })
})
