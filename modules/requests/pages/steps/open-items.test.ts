import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { carry, openOffices } from '../../testing-office.ts'
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
const [anaAt, hugoAt, benAt, cleoAt] = [
  sampleBrowser(a, ana),
  sampleBrowser(a, hugo),
  sampleBrowser(b, ben),
  sampleBrowser(b, cleo),
]

/** A request under way in both offices: its ids, what carries the mail, and both records. */
async function underWay() {
  const draft = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, {
      counterpart: bresonia.authorityId,
      form: 'mutual-legal-assistance',
      content: completeContent(),
    }),
  )
  const of = { requestId: draft.id }
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, of))
  await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, of))
  await arlenia.as(hugo, (ctx) => door.sendRequest(ctx, of))
  const carried = new Set<string>()
  await carry(arlenia, bresonia, draft.thread, carried)
  const { rows } = await door.listRequests(bresonia.node.db, { actor: ben }, { direction: 'incoming', limit: 50 })
  const there = rows.find(({ counterpartReference }) => counterpartReference === draft.ownReference)
  assert.ok(there)
  await bresonia.as(ben, (ctx) => door.acknowledgeRequest(ctx, { requestId: there.id }))
  const mail = async () => {
    await carry(bresonia, arlenia, draft.thread, carried)
    await carry(arlenia, bresonia, draft.thread, carried)
  }
  await mail()
  return {
    here: `/requests/${draft.id}`,
    there: `/requests/${there.id}`,
    mail,
    ourRecord: async () => (await door.getRequest(arlenia.node.db, { actor: ana }, draft.id)).record,
    theirRecord: async () => (await door.getRequest(bresonia.node.db, { actor: ben }, there.id)).record,
    owed: () => door.recordOf(arlenia.node.db, { actor: hugo }, draft.id, '2026-03-05'),
  }
}

const consult = (text: string) => ({ about: 'other', text, replyBy: '2026-04-20' })

describe('several open items of the record', () => {
  it('stand on both pages with who owes what until when, and each link leads to the answer of exactly that one', async () => {
    const { here, there, mail, ourRecord } = await underWay()
    // They cross: each office opens one before it has heard of the other's.
    await benAt.send(`${there}/consult`, consult('First: which branch?'))
    await anaAt.send(`${here}/consult`, consult('Second: may the court be named?'))
    await mail()
    const { consultations } = await ourRecord()
    const [first, second] = ['First', 'Second'].map((word) => consultations.find(({ text }) => text.startsWith(word)))
    const page = (await anaAt.open(here)).body
    for (const one of [first, second]) assert.ok(page.includes(`${here}/reply-consultation?item=${one?.id}`), one?.text)
    assert.match((await anaAt.open(`${here}/reply-consultation?item=${second?.id}`)).body, /may the court be named/)
    assert.match(page, /Your office<\/bdi><\/strong>: Reply in the consultation/)
    assert.match((await benAt.open(there)).body, /<strong><bdi>[^<]*Arlenia[^<]*<\/bdi><\/strong>: Reply in the consultation/)
  })

  it('are answered in the other order by their pages, and nothing but the chosen one is answered', async () => {
    const { here, there, mail, ourRecord, theirRecord } = await underWay()
    await anaAt.send(`${here}/ask-consent`, { use: 'Tax proceedings', proceedings: 'Case 7', reason: 'Same facts' })
    await anaAt.send(`${here}/ask-consent`, { use: 'A civil claim', proceedings: 'Case 8', reason: 'Same facts' })
    await mail()
    const [first, second] = (await theirRecord()).consents
    const asked = await cleoAt.open(`${there}/answer-consent`)
    assert.match(asked.body, /Which one is it about\?/)
    const blind = await cleoAt.send(`${there}/answer-consent`, { given: 'yes', conditions: 'Once only.' })
    assert.equal(blind.statusCode, 422)
    assert.match(blind.body, /Choose which one it is about/)
    assert.match(blind.body, /Once only\./, 'what was typed is still there')
    assert.equal((await cleoAt.send(`${there}/answer-consent`, { item: second?.id ?? '', given: 'no' })).statusCode, 303)
    assert.equal((await cleoAt.send(`${there}/answer-consent`, { item: first?.id ?? '', given: 'yes' })).statusCode, 303)
    await mail()
    assert.deepEqual(
      (await ourRecord()).consents.map(({ use, status }) => [use, status]),
      [
        ['Tax proceedings', 'given'],
        ['A civil claim', 'refused'],
      ],
    )
    assert.deepEqual(await ourRecord(), await theirRecord())
  })

  it('show a link to what is answered meanwhile what is still open', async () => {
    const { here, there, mail, theirRecord } = await underWay()
    for (const text of ['Tax', 'Civil', 'Customs'])
      await anaAt.send(`${here}/ask-consent`, { use: text, proceedings: 'Case 7', reason: 'Same facts' })
    await mail()
    const [first] = (await theirRecord()).consents
    await cleoAt.send(`${there}/answer-consent`, { item: first?.id ?? '', given: 'yes' })
    const stale = await cleoAt.open(`${there}/answer-consent?item=${first?.id}`)
    assert.match(stale.body, /answered meanwhile/)
    assert.match(stale.body, /Civil/)
    const again = await cleoAt.send(`${there}/answer-consent`, { item: first?.id ?? '', given: 'no' })
    assert.equal(again.statusCode, 422)
    assert.equal((await theirRecord()).consents[0]?.status, 'given')
  })

  it('among them conditions, are accepted, declined or left open one by one', async () => {
    const { here, there, mail, ourRecord, owed } = await underWay()
    const first = (await benAt.open(`${there}/propose-conditions`)).body
    assert.doesNotMatch(/<label[^>]*for="conditions"[^]*?<\/label>/.exec(first)?.[0] ?? '(optional)', /\(optional\)/)
    const more = await benAt.send(`${there}/propose-conditions`, {
      conditions: 'One',
      conditionKind: 'costs',
      again: 'condition',
    })
    assert.equal(more.statusCode, 200)
    assert.match(more.body, /Condition 2/)
    assert.match(more.body, />One</)
    await benAt.send(`${there}/propose-conditions`, {
      conditionRows: '3',
      conditions: 'One',
      conditionKind: 'costs',
      'conditions-2': 'Two',
      'conditions-3': 'Three',
      answerBy: '2026-04-01',
    })
    await mail()
    const [one, two, three] = (await ourRecord()).conditions
    const none = await hugoAt.send(`${here}/answer-conditions`, {})
    assert.equal(none.statusCode, 422)
    await hugoAt.send(`${here}/answer-conditions`, {
      [`accepted-${one?.id}`]: 'yes',
      [`accepted-${two?.id}`]: 'later',
      [`accepted-${three?.id}`]: 'no',
    })
    assert.deepEqual(
      (await ourRecord()).conditions.map(({ kind, status }) => [kind, status]),
      [
        ['costs', 'accepted'],
        ['other', 'proposed'],
        ['other', 'declined'],
      ],
    )
    const open = (await owed()).filter(({ kind, owedBy }) => kind === 'condition' && owedBy !== null)
    assert.deepEqual(
      open.map(({ text, until, answers }) => [text, until, answers]),
      [['Two', '2026-04-01', ['answer-conditions']]],
    )
  })
})

describe('an act that hurts', () => {
  it('is asked about once more, with what happens, what cannot be undone and who is told; going back loses nothing', async () => {
    const { here, ourRecord } = await underWay()
    const typed = { reasons: 'The accused has died.' }
    const asked = await hugoAt.send(`${here}/withdraw`, typed)
    assert.equal(asked.statusCode, 200)
    for (const said of [/What will happen/, /What cannot be undone/, /Who will be told/, /The accused has died\./, /Bresonia/])
      assert.match(asked.body, said)
    assert.equal((await ourRecord()).withdrawal, null)
    const back = await hugoAt.send(`${here}/withdraw`, { ...typed, confirmed: 'back' })
    assert.match(back.body, /<textarea[^>]*>The accused has died\.<\/textarea>/)
    assert.equal((await ourRecord()).withdrawal, null)
    assert.equal((await hugoAt.send(`${here}/withdraw`, { ...typed, confirmed: 'yes' })).statusCode, 303)
    assert.equal((await ourRecord()).withdrawal?.reasons, 'The accused has died.')
  })

  it('that the law bars is refused before anybody is asked to confirm it', async () => {
    const { there } = await underWay()
    const refused = await cleoAt.send(`${there}/decide`, {
      decision: 'refused',
      grounds: 'contrary-to-own-law',
      reasons: 'No such measure exists here.',
    })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /Consult the other State on this ground first/)
  })

  it('a request given back says that it is given back, and not that it is passed on', async () => {
    const { there } = await underWay()
    const asked = await benAt.send(`${there}/forward`, { reasons: 'Another authority is competent.', to: 'nobody' })
    assert.match(asked.body, /given back/)
    const onward = await benAt.send(`${there}/forward`, {
      reasons: 'The tribunal is competent.',
      to: 'xb.anti-corruption-tribunal',
    })
    assert.match(onward.body, /goes to the authority that you chose/)
  })
})
