// Run with the other tests, or alone: npm test -- record/record
// COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page as Tab } from 'playwright-core'
import type { App } from '@comity/http'
import { accessFaults, freePort, startBrowser } from '@comity/testing/browser'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { carry, openOffices } from '../../testing-office.ts'
import { samplePages, sampleToken } from '../sample-pages.tsx'
import { sayOfSteps } from '../steps/texts.ts'
import { sayIn } from '../texts.ts'

const shots = process.env['COMITY_SHOTS']
const { arlenia, bresonia } = await openOffices()
const ana = { ...arlenia.person('11111111-1111-4111-8111-111111111111', 'case-officer'), name: 'Amara Okoye' }
const hugo = { ...arlenia.person('22222222-2222-4222-8222-222222222222', 'head'), name: 'Viktor Lindqvist' }
const ben = { ...bresonia.person('33333333-3333-4333-8333-333333333333', 'case-officer'), name: 'Nadia Karim' }
const cleo = { ...bresonia.person('44444444-4444-4444-8444-444444444444', 'head'), name: 'Yusuf Rahmani' }

let browser: Browser
let app: App
let origin = ''

before(async () => {
  origin = `http://127.0.0.1:${await freePort()}`
  app = await samplePages(bresonia.node, [ben, cleo], origin)
  await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  browser = await startBrowser()
})

after(async () => {
  await browser.close()
  await app.close()
})

/** A request in Bresonia with two open consents and two open consultations. */
async function twiceAsked(): Promise<string> {
  const content = completeContent()
  const draft = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content }),
  )
  const of = { requestId: draft.id }
  await arlenia.as(ana, (ctx) => door.submitRequest(ctx, of))
  await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, of))
  await arlenia.as(hugo, (ctx) => door.sendRequest(ctx, of))
  const carried = new Set<string>()
  await carry(arlenia, bresonia, draft.thread, carried)
  const { rows } = await door.listRequests(bresonia.node.db, { actor: ben }, { direction: 'incoming', limit: 50 })
  const requestId = rows.find(({ counterpartReference }) => counterpartReference === draft.ownReference)?.id ?? ''
  await bresonia.as(ben, (ctx) => door.acknowledgeRequest(ctx, { requestId }))
  await carry(bresonia, arlenia, draft.thread, carried)
  const talk = { about: 'other' as const, grounds: [], replyBy: '2026-04-20' }
  await bresonia.as(ben, (ctx) => door.doing('consult')(ctx, { requestId, ...talk, text: 'Which branch of the bank is meant?' }))
  await arlenia.as(ana, (ctx) => door.doing('consult')(ctx, { ...of, ...talk, text: 'May the court be named in public?' }))
  for (const use of ['Tax proceedings', 'A civil claim'])
    await arlenia.as(ana, (ctx) => door.doing('ask-consent')(ctx, { ...of, use, proceedings: 'Case 7', reason: 'Same facts' }))
  await carry(arlenia, bresonia, draft.thread, carried)
  return requestId
}

async function look(tab: Tab, name: string): Promise<void> {
  if (shots !== undefined) await tab.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  assert.deepEqual(await accessFaults(tab), [], name)
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`)
}

const looks = [
  { lang: 'en', viewport: { width: 1280, height: 900 } },
  { lang: 'ar', viewport: { width: 390, height: 844 } },
] as const

describe('the legal record in a browser', () => {
  for (const { lang, viewport } of looks)
    it(`is answered in the other order than it was asked, and refusing is asked about once more (${lang})`, async () => {
      const requestId = await twiceAsked()
      const say = sayIn(lang)
      const t = sayOfSteps(lang)
      const context = await browser.newContext({ viewport })
      await context.addCookies([{ name: 'session', value: sampleToken(cleo), url: origin }])
      const tab = await context.newPage()
      const record = async () => (await door.getRequest(bresonia.node.db, { actor: cleo }, requestId)).record
      const at = `${origin}/requests/${requestId}`
      await tab.goto(`${at}?lang=${lang}`)
      await look(tab, `record-${lang}`)
      const table = tab.locator('section[aria-labelledby=record]')
      const answerOf = (act: 'answer-consent' | 'reply-consultation', said: string) =>
        table.getByRole('link', { name: `${say(`step.${act}`)} ${said}` })
      await answerOf('answer-consent', 'A civil claim').click()
      await look(tab, `answer-consent-${lang}`)
      assert.match(await tab.locator('main').innerText(), /A civil claim/)
      await tab.getByRole('radio', { name: say('accept.no'), exact: true }).check()
      await tab.getByRole('button', { name: say('step.answer-consent'), exact: true }).click()
      await answerOf('reply-consultation', 'May the court be named in public?').click()
      await tab.getByLabel(say('field.text')).fill('Yes.')
      await tab.getByRole('button', { name: say('step.reply-consultation'), exact: true }).click()
      const { consents, consultations } = await record()
      assert.deepEqual(
        consents.map(({ use, status }) => [use, status]),
        [
          ['Tax proceedings', 'asked'],
          ['A civil claim', 'refused'],
        ],
      )
      assert.deepEqual(
        consultations
          .map(({ text, replies }) => [text, replies.length])
          .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
        [
          ['May the court be named in public?', 1],
          ['Which branch of the bank is meant?', 0],
        ],
      )
      await bresonia.as(ben, (ctx) =>
        door.doing('conclude-consultation')(ctx, {
          requestId,
          consultationId: consultations.find(({ openedBy }) => openedBy === 'requested')?.id ?? '',
          outcome: 'agreed',
          text: 'By telephone.',
        }),
      )
      await tab.goto(`${at}/forward`)
      await tab.getByLabel(say('field.reasons')).fill('The tribunal is competent.')
      await tab.getByRole('button', { name: say('step.forward'), exact: true }).click()
      await tab.getByText(t('happens.give-back')).waitFor()
      await look(tab, `confirm-${lang}`)
      await tab.getByRole('button', { name: t('confirm.back'), exact: true }).click()
      assert.equal(await tab.getByLabel(say('field.reasons')).inputValue(), 'The tribunal is competent.')
      assert.equal((await record()).misdirected, null)
      await tab.goto(at)
      if (shots !== undefined) await tab.screenshot({ path: `${shots}/record-after-${lang}.png`, fullPage: true })
      await context.close()
    })
})
