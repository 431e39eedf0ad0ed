import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { actNames } from '../../contract.ts'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { carry, openOffices } from '../../testing-office.ts'
import { pageOf } from '../request/steps-ahead.ts'
import { sampleBrowser } from '../sample-browser.ts'
import { samplePages } from '../sample-pages.tsx'

const { arlenia, bresonia } = await openOffices()
const [ana, hugo] = [
  arlenia.person('11111111-1111-4111-8111-111111111111', 'case-officer'),
  arlenia.person('22222222-2222-4222-8222-222222222222', 'head'),
]
const [ben, cleo] = [
  bresonia.person('33333333-3333-4333-8333-333333333333', 'case-officer'),
  bresonia.person('44444444-4444-4444-8444-444444444444', 'head'),
]
const a = await samplePages(arlenia.node, [ana, hugo], arlenia.node.facts.origin)
const b = await samplePages(bresonia.node, [ben, cleo], bresonia.node.facts.origin)
const measures = completeContent().measures

type Fields = Readonly<Record<string, string>>

/** A request of Arlenia that Bresonia has acknowledged, and how each office takes a step by its page. */
async function underAssessment(content: object = {}) {
  const draft = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, {
      counterpart: bresonia.authorityId,
      form: 'mutual-legal-assistance',
      content: { ...completeContent(), ...content },
    }),
  )
  const carried = new Set<string>()
  const of = { requestId: draft.id }
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, of))
  await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, of))
  await arlenia.as(hugo, (ctx) => door.sendRequest(ctx, of))
  await carry(arlenia, bresonia, draft.thread, carried)
  const incoming = await door.listRequests(bresonia.node.db, { actor: ben }, { direction: 'incoming', limit: 50 })
  const there = incoming.rows.find(({ counterpartReference }) => counterpartReference === draft.ownReference)
  assert.ok(there)
  const step = async (app: typeof a, actor: Actor, id: string, page: string, fields: Fields) => {
    const browser = sampleBrowser(app, actor)
    const shown = await browser.open(`/requests/${id}/${page}`)
    assert.equal(shown.statusCode, 200, `${page}: ${shown.body.slice(0, 300)}`)
    const answer = await browser.send(`/requests/${id}/${page}`, fields)
    assert.equal(
      answer.statusCode,
      303,
      `${page}: ${/error-summary[\s\S]{0,600}/.exec(answer.body)?.[0] ?? answer.body.slice(0, 300)}`,
    )
  }
  const ours = async (actor: Actor, page: string, fields: Fields) => {
    await step(a, actor, draft.id, page, fields)
    await carry(arlenia, bresonia, draft.thread, carried)
  }
  const theirs = async (actor: Actor, page: string, fields: Fields) => {
    await step(b, actor, there.id, page, fields)
    await carry(bresonia, arlenia, draft.thread, carried)
  }
  await theirs(ben, 'acknowledge', { reference: there.ownReference })
  return {
    ours,
    theirs,
    here: () => door.getRequest(arlenia.node.db, { actor: ana }, draft.id),
    there: () => door.getRequest(bresonia.node.db, { actor: ben }, there.id),
  }
}

/** Acts that a person does elsewhere than on a page of the request's steps. */
const elsewhere: Readonly<Record<string, string>> = {
  'report-asset': 'in the ledger of assets, which reports its own steps',
}

describe('the acts of the life of a request', () => {
  it('have each a page, but for those that are done elsewhere', () => {
    assert.deepEqual(
      actNames.filter((act) => pageOf[act] === undefined),
      Object.keys(elsewhere),
    )
  })

  it('are done by their pages on both sides: terms, urgency, use, costs, freeze, return', async () => {
    const { ours, theirs, here, there } = await underAssessment()
    await theirs(ben, 'propose-conditions', {
      conditionRows: '2',
      conditions: 'For the proceeding named only.',
      conditionKind: 'use-limitation',
      'conditions-2': 'Return of the originals.',
      'conditionKind-2': 'return-of-material',
      'conditionDueOn-2': '2026-09-01',
    })
    const [first, second] = (await here()).record.conditions
    assert.deepEqual([first?.kind, second?.kind, second?.dueOn], ['use-limitation', 'return-of-material', '2026-09-01'])
    await ours(hugo, 'answer-conditions', { [`accepted-${first?.id}`]: 'yes', [`accepted-${second?.id}`]: 'yes' })
    await theirs(cleo, 'decide', { decision: 'granted' })
    await theirs(ben, 'start-execution', { executingAuthority: 'District Court of Bres' })
    await ours(ana, 'change-urgency', { urgency: 'urgent', reason: 'The trial begins in May.', deadline: '2026-04-30' })
    await theirs(ben, 'notify-costs', {
      kind: 'extraordinary',
      amount: '12000.00',
      currency: 'EUR',
      description: 'Expert opinion',
    })
    await ours(hugo, 'answer-costs', { agreed: 'yes' })
    await theirs(ben, 'report-execution', {
      summary: 'The bank has answered.',
      ...Object.fromEntries(measures.map(({ id }) => [`outcome-${id}`, 'full'])),
    })
    await theirs(ben, 'propose-lifting', { property: 'Account 1', reasons: 'Third party right', viewsBy: '2026-04-01' })
    await ours(ana, 'give-lifting-views', { opposes: 'yes', views: 'The third party is the wife of the accused.' })
    const [proposed] = (await there()).record.liftings
    await theirs(cleo, 'lift-freeze', {
      item: proposed?.id ?? '',
      on: '2026-03-03',
      reasons: 'Order of the court',
      confirmed: 'yes',
    })
    await theirs(ben, 'propose-agreement', { basis: '57-3-a', text: 'The whole net is returned.', share: '100' })
    await ours(hugo, 'answer-agreement', { accepted: 'yes' })
    const { record } = await here()
    assert.deepEqual(record, (await there()).record, 'the legal record is the same on both sides')
    assert.deepEqual(
      [
        record.conditions.map(({ status }) => status),
        record.costs.map(({ status }) => status),
        record.liftings.map(({ opposes, liftedAt }) => [opposes, liftedAt !== null]),
        record.agreements.map(({ status, share }) => [status, share]),
        record.urgency.map(({ urgency }) => urgency),
      ],
      [['accepted', 'accepted'], ['agreed'], [[true, true]], [['accepted', '100']], ['urgent']],
    )
  })

  it('are done by their pages: another use, disclosure and return of material after the result', async () => {
    const { ours, theirs, here } = await underAssessment()
    await theirs(cleo, 'decide', { decision: 'granted' })
    await theirs(ben, 'start-execution', { executingAuthority: 'District Court of Bres' })
    await theirs(ben, 'send-result', {
      summary: 'Enclosed.',
      final: 'yes',
      ...Object.fromEntries(measures.map(({ id }) => [`outcome-${id}`, 'full'])),
    })
    await ours(ana, 'ask-consent', { use: 'Tax proceedings', proceedings: 'Case 7', reason: 'Same facts' })
    await theirs(cleo, 'answer-consent', { given: 'yes' })
    await ours(ana, 'record-use', { on: '2026-03-03', use: 'Shown to the tax court', proceedings: 'other' })
    await ours(ana, 'disclose', { what: 'Second statement', proceedings: 'Case 7', on: '2026-03-20', before: 'yes' })
    await ours(ana, 'return-material', { what: 'Two originals', on: '2026-03-02' })
    const { record, uses } = await here()
    assert.deepEqual(
      [record.consents[0]?.status, uses[0]?.consentId, record.disclosures.length, record.material.length],
      ['given', record.consents[0]?.id, 1, 1],
    )
  })

  it('are what the enter key does: the button that adds another condition comes after', async () => {
    const { there } = await underAssessment()
    const { id } = await there()
    for (const [actor, page] of [
      [ben, 'propose-conditions'],
      [cleo, 'decide'],
    ] as const) {
      const { body } = await sampleBrowser(b, actor).open(`/requests/${id}/${page}`)
      const [form = ''] = /<main[\s\S]*<\/main>/.exec(body) ?? []
      const [first = '', second = ''] = form.match(/<button[^>]*>/g) ?? []
      assert.doesNotMatch(first, /name="again"/, page)
      assert.match(second, /name="again"/, page)
    }
  })

  it('grant some measures and refuse others, each with its ground, after the consultation that the article asks for', async () => {
    const second = {
      id: '0b000000-0000-4000-8000-000000000002',
      kind: 'search-or-seize' as const,
      description: 'Search of the office',
    }
    const { ours, theirs, here, there } = await underAssessment({ measures: [...measures.slice(0, 1), second] })
    const [first] = measures
    assert.ok(first)
    const part: Fields = {
      decision: 'partially-granted',
      grounds: 'contrary-to-own-law',
      reasons: 'No search without a warrant of our court.',
      [`measure-${first.id}`]: 'granted',
      [`measure-${second.id}`]: 'refused',
    }
    const barred = await sampleBrowser(b, cleo).send(`/requests/${(await there()).id}/decide`, part)
    assert.equal(barred.statusCode, 422)
    await theirs(ben, 'consult', {
      about: 'refusal',
      grounds: 'contrary-to-own-law',
      text: 'A warrant is needed.',
      replyBy: '2026-03-20',
    })
    await ours(ana, 'reply-consultation', { text: 'Then without the search.' })
    await theirs(ben, 'conclude-consultation', { outcome: 'agreed' })
    const own = 'Only a court of ours may order a search.'
    await theirs(cleo, 'decide', {
      ...part,
      [`reasons-${second.id}`]: own,
      [`ground-${second.id}`]: 'contrary-to-own-law',
      confirmed: 'yes',
    })
    assert.deepEqual(
      (await here()).record.decisions.at(-1)?.measures.map(({ reasons }) => reasons),
      [null, own],
      'a measure has reasons of its own',
    )
    const shown = await sampleBrowser(a, ana).open(`/requests/${(await here()).id}`)
    assert.match(shown.body, /Search of the office[\s\S]{0,200}Refused[\s\S]{0,60}Only a court of ours/)
    assert.deepEqual(
      (await here()).record.decisions.at(-1)?.measures.map(({ decision, ground }) => [decision, ground]),
      [
        ['granted', null],
        ['refused', 'contrary-to-own-law'],
      ],
    )
  })

  it('tell abroad or stay in the house, and each page says which', async () => {
    const { theirs, there } = await underAssessment()
    const { id } = await there()
    const page = async (name: string) => (await sampleBrowser(b, ben).open(`/requests/${id}/${name}`)).body
    assert.match(await page('ask'), /signed, sealed and sent to/)
    assert.doesNotMatch(await page('note'), /signed, sealed and sent to|What you write goes to/)
    await theirs(cleo, 'decide', { decision: 'granted' })
    await theirs(ben, 'start-execution', { executingAuthority: 'District Court of Bres' })
    assert.doesNotMatch(await page('report-execution'), /signed, sealed and sent to/)
  })

  it('that the law does not admit yet stand on the page with what is missing', async () => {
    const { theirs, here, there, ours } = await underAssessment()
    await theirs(cleo, 'decide', { decision: 'granted-with-conditions', conditions: 'Only for this case.' })
    const page = await sampleBrowser(b, ben).open(`/requests/${(await there()).id}`)
    assert.match(page.body, /Not yet possible/)
    assert.match(page.body, /46\(26\)/)
    await ours(hugo, 'answer-conditions', { accepted: 'yes' })
    assert.equal((await here()).record.conditions[0]?.status, 'accepted')
  })
})
