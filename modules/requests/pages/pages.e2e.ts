// Run with the other tests, or alone: npm test -- requests/pages/pages.e2e
// COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page as Tab } from 'playwright-core'
import type { Actor } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { accessFaults, freePort, startBrowser } from '@comity/testing/browser'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import { carry, openOffices } from '../testing-office.ts'
import { samplePages, sampleToken } from './sample-pages.tsx'

const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const
const shots = process.env['COMITY_SHOTS']
/** Each language and each width is seen once; pictures show every pair. */
const looks = (['en', 'ar'] as const)
  .flatMap((lang) => (['desktop', 'phone'] as const).map((size) => ({ lang, size })))
  .filter(({ lang, size }) => shots !== undefined || (lang === 'en') === (size === 'desktop'))
const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const ben = bresonia.person('ben', 'case-officer')
const cleo = bresonia.person('cleo', 'head')
const pdf = new TextEncoder().encode('%PDF-1.7 records')

let browser: Browser
const origins = { a: '', b: '' }
const apps: App[] = []

before(async () => {
  for (const [name, office, people] of [
    ['a', arlenia, [ana, hugo]],
    ['b', bresonia, [ben, cleo]],
  ] as const) {
    const port = await freePort()
    origins[name] = `http://127.0.0.1:${port}`
    const app = await samplePages(office.node, people, origins[name])
    await app.listen({ host: '127.0.0.1', port })
    apps.push(app)
  }
  browser = await startBrowser()
})

after(async () => {
  await browser.close()
  for (const app of apps) await app.close()
})

async function open(
  node: 'a' | 'b',
  actor: Actor,
  url: string,
  { lang, size }: { lang: string; size: keyof typeof sizes },
): Promise<{ tab: Tab; bad: string[] }> {
  const context = await browser.newContext({ viewport: sizes[size] })
  await context.addCookies([{ name: 'session', value: sampleToken(actor), url: origins[node] }])
  const tab = await context.newPage()
  const bad: string[] = []
  tab.on('console', (message) => {
    if (message.type() === 'error') bad.push(message.text())
  })
  tab.on('pageerror', (error) => bad.push(String(error)))
  await tab.goto(`${origins[node]}${url}${url.includes('?') ? '&' : '?'}lang=${lang}`)
  return { tab, bad }
}

/** Requests in many states, on both sides, with names in several scripts. */
async function story() {
  const people = [
    { kind: 'natural' as const, position: 'suspect' as const, name: 'سليم الحداد', nationality: 'XB', bornOn: '1971-05-09' },
    { kind: 'legal' as const, position: 'owner' as const, name: 'Meridian Trading Ltd', registrationNumber: 'BR-55120' },
  ]
  const property = [
    {
      kind: 'money' as const,
      description: 'Balance at Bresonia Commercial Bank',
      amount: '1250000.50',
      currency: 'EUR',
      account: 'XB12 0000 3345 1200',
    },
  ]
  const offences = [{ title: 'Passive bribery', provision: 'Criminal Code, s. 214', uncacArticle: '15(b)' }]
  const matter = await arlenia.as(ana, (ctx) =>
    door.openMatter(ctx, {
      title: 'Northern road contract',
      facts: 'Payments through Bresonia.',
      persons: people,
      property,
      offences,
    }),
  )
  const draft = (content: object) =>
    arlenia.as(ana, (ctx) =>
      door.draftRequest(ctx, {
        matterId: matter.id,
        counterpart: bresonia.authorityId,
        form: 'mutual-legal-assistance',
        content: { ...completeContent(), persons: people, property, ...content },
      }),
    )
  const open = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, {
      matterId: matter.id,
      copy: ['persons'],
      counterpart: bresonia.authorityId,
      form: 'mutual-legal-assistance',
      content: { subject: 'Interview of the director of Meridian' },
    }),
  )
  const full = await draft({})
  const review = await draft({ subject: 'Land records of the harbour plots' })
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: review.id }))
  const approved = await draft({
    subject: 'Freezing of the account of Meridian',
    urgency: 'urgent',
    urgencyReason: 'Money is moving.',
  })
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, { requestId: approved.id }))
  await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, { requestId: approved.id }))
  const sent = async (subject: string) => {
    const request = await draft({ subject })
    const of = { requestId: request.id }
    await arlenia.as(ana, (ctx) =>
      door.attachFile(ctx, { ...of, name: 'court order.pdf', mediaType: 'application/pdf', bytes: pdf }),
    )
    await arlenia.as(ana, (ctx) => door.submitRequest(ctx, of))
    await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, of))
    await arlenia.as(hugo, (ctx) => door.sendRequest(ctx, of))
    const carried = new Set<string>()
    await carry(arlenia, bresonia, request.thread, carried)
    const [row] = (
      await door.listRequests(bresonia.node.db, { actor: ben }, { direction: 'incoming', state: 'received', limit: 1 })
    ).rows
    assert(row)
    return { request, carried, into: { requestId: row.id } }
  }
  const asked = await sent('Bank records of Meridian Trading Ltd')
  await bresonia.as(ben, (ctx) => door.acknowledgeRequest(ctx, asked.into))
  await bresonia.as(ben, (ctx) =>
    door.askClarification(ctx, {
      ...asked.into,
      question: 'Which branch kept the account, and under which name?',
      answerBy: '2026-04-01',
    }),
  )
  await carry(bresonia, arlenia, asked.request.thread, asked.carried)
  const done = await sent('Statement of the former accountant')
  await bresonia.as(ben, (ctx) => door.acknowledgeRequest(ctx, done.into))
  await bresonia.as(cleo, (ctx) =>
    door.decideRequest(ctx, { ...done.into, decision: 'granted', reasons: 'All conditions are met.' }),
  )
  await bresonia.as(ben, (ctx) => door.startExecution(ctx, { ...done.into, executingAuthority: 'District Court of Bres' }))
  const executing = done.into.requestId
  await bresonia.as(ben, (ctx) =>
    door.attachFile(ctx, { ...done.into, name: 'statement.pdf', mediaType: 'application/pdf', bytes: pdf }),
  )
  await bresonia.as(ben, (ctx) =>
    door.sendResult(ctx, {
      ...done.into,
      summary: 'The statement and the ledger are enclosed.',
      outcomes: completeContent().measures.map(({ id }) => ({
        measureId: id,
        outcome: 'partial' as const,
        remarks: 'Ledger of 2024 only.',
      })),
      final: true,
    }),
  )
  await carry(bresonia, arlenia, done.request.thread, done.carried)
  const inExecution = await sent('Search of the office at Harbour Street')
  await bresonia.as(ben, (ctx) => door.acknowledgeRequest(ctx, inExecution.into))
  await bresonia.as(cleo, (ctx) => door.decideRequest(ctx, { ...inExecution.into, decision: 'granted' }))
  await bresonia.as(ben, (ctx) => door.startExecution(ctx, { ...inExecution.into, executingAuthority: 'District Court of Bres' }))
  const received = await sent('Registers of Meridian Holdings')
  return { matter, open, full, review, approved, asked, done, executing, inExecution, received }
}

type Told = Awaited<ReturnType<typeof story>>
type Seen = readonly [name: string, node: 'a' | 'b', actor: Actor, url: string]

function pagesOf(told: Told): readonly Seen[] {
  const full = `/requests/${told.full.id}`
  return [
    ['desk', 'a', hugo, '/'],
    ['desk-b', 'b', ben, '/'],
    ['matters', 'a', ana, '/matters'],
    ['matter-new', 'a', ana, '/matters/new'],
    ['matter', 'a', ana, `/matters/${told.matter.id}`],
    ['outgoing', 'a', ana, '/requests/outgoing'],
    ['incoming-empty', 'a', ana, '/requests/incoming'],
    ['new', 'a', ana, `/requests/new?matter=${told.matter.id}`],
    ['overview', 'a', ana, `/requests/${told.open.id}/edit`],
    ['basics', 'a', ana, `${full}/edit/basics`],
    ['urgency', 'a', ana, `${full}/edit/urgency`],
    ['persons', 'a', ana, `${full}/edit/persons`],
    ['person', 'a', ana, `${full}/edit/persons/0`],
    ['attachments', 'a', ana, `${full}/edit/attachments`],
    ['check', 'a', ana, `/requests/${told.open.id}/check`],
    ['review', 'a', hugo, `/requests/${told.review.id}/review`],
    ['send', 'a', hugo, `/requests/${told.approved.id}/send`],
    ['request-done', 'a', ana, `/requests/${told.done.request.id}`],
    ['request-asked', 'a', ana, `/requests/${told.asked.request.id}`],
    ['request-in', 'b', ben, `/requests/${told.received.into.requestId}`],
    ['answer', 'a', ana, `/requests/${told.asked.request.id}/answer`],
    ['acknowledge', 'b', ben, `/requests/${told.received.into.requestId}/acknowledge`],
    ['result', 'b', ben, `/requests/${told.inExecution.into.requestId}/send-result`],
    ['assign', 'b', ben, `/requests/${told.received.into.requestId}/assign`],
    ['decide', 'b', cleo, `/requests/${told.asked.into.requestId}/decide`],
    ['propose-agreement', 'b', ben, `/requests/${told.inExecution.into.requestId}/propose-agreement`],
    ['assess', 'a', ana, `/requests/${told.done.request.id}/assess`],
  ]
}

describe('the pages of requests in Chromium', () => {
  it('have no accessibility fault, no console error and no sideways scrolling, in English on a desktop and in Arabic on a phone', async () => {
    const told = await story()
    const faults: string[] = []
    for (const { lang, size } of looks) {
      for (const [name, node, actor, url] of pagesOf(told)) {
        const { tab, bad } = await open(node, actor, url, { lang, size })
        const where = `${name} ${lang} ${size}`
        faults.push(...[...(await accessFaults(tab)), ...bad].map((fault) => `${where}: ${fault}`))
        if (!(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth)))
          faults.push(`${where}: scrolls sideways`)
        if (shots !== undefined) await tab.screenshot({ path: `${shots}/${name}-${lang}-${size}.png`, fullPage: true })
        await tab.context().close()
      }
    }
    assert.deepEqual(faults, [])
  })

  it('save as one types, more than once, and the button goes on from there', async () => {
    const draft = await arlenia.as(ana, (ctx) =>
      door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
    )
    const { tab } = await open('a', ana, `/requests/${draft.id}/edit/facts`, { lang: 'en', size: 'desktop' })
    for (const text of ['First words', 'First words and more']) {
      const saved = tab.waitForResponse((answer) => answer.url().endsWith('/autosave'))
      await tab.fill('textarea[name=facts]', text)
      assert.equal((await saved).status(), 200)
      await tab.waitForFunction(() => document.querySelector('[data-save-state]')?.textContent?.includes(':') === true)
    }
    await tab.click('main form button.primary')
    await tab.waitForURL(/edit\/offences/)
    assert.equal((await door.getRequest(arlenia.node.db, { actor: ana }, draft.id)).content.facts, 'First words and more')
  })
})
