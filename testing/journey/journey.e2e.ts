// Run with the other tests, or alone: npm test -- journey. COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { answer, files, matter, question, secondDraft } from '../story/case.ts'
import { officers, startNetwork, type Network, type Officer } from '../two-nodes.ts'
import { startBrowser } from '../browser.ts'
import { visit, type Faults, type Look, type Visitor } from './visitor.ts'

const looks: readonly Look[] = [
  { lang: 'en', screen: 'desktop', scripts: true, bothScreens: true },
  { lang: 'ar', screen: 'phone', scripts: true, bothScreens: true },
  { lang: 'en', screen: 'desktop', scripts: false },
]

let network: Network
let browser: Browser

before(async () => {
  network = await startNetwork()
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await network?.stop()
})

/** The five people of the story, each in a browser profile of their own. */
type Cast = Readonly<Record<keyof typeof officers, Visitor>>

async function assemble(look: Look, faults: Faults): Promise<Cast> {
  const at = (node: 'a' | 'b', officer: Officer) =>
    visit({ ...look, browser, node: network[node], officer, password: network.password, faults })
  const amara = await at('a', officers.amara)
  return {
    amara,
    viktor: await at('a', officers.viktor),
    lin: await at('b', officers.lin),
    nadia: await at('b', officers.nadia),
    yusuf: await at('b', officers.yusuf),
  }
}

async function openMatter({ tab, ...amara }: Visitor): Promise<void> {
  await amara.go('/')
  await amara.look('desk')
  await amara.go('/matters')
  await amara.follow('button.newMatter')
  await amara.fill('field.title', matter.title)
  await amara.fill('field.facts', matter.facts)
  await amara.look('matter-form')
  await amara.press('button.saveContinue')
  await tab.locator('main a[href$="/edit/persons"]').first().click()
  await amara.follow('button.add.persons')
  await amara.mark('personKind.natural')
  await amara.fill('field.name', 'Rafael Quintero Mbeki')
  await amara.choose('field.position', 'position.suspect')
  await amara.fill('field.nationality', 'Arlenia')
  await amara.look('person-form')
  await amara.press('button.save')
  await amara.look('persons')
  await amara.follow('button.continue')
  await tab.locator('main a[href$="/edit/property"]').first().click()
  await amara.follow('button.add.property')
  await amara.mark('propertyKind.money')
  await amara.fill('field.description', 'Balance of an account of Blue Pelican Trading Ltd')
  await amara.fill('field.amount', '1240000.00')
  await amara.fill('field.currency', 'EUR')
  await amara.press('button.save')
  await amara.follow('button.continue')
  await amara.look('matter')
}

/** From the matter to a complete draft. @returns the address of the request on A's node */
async function draftRequest({ tab, ...amara }: Visitor, { lang }: Look, subject: string): Promise<string> {
  await amara.follow('button.newRequestFromMatter')
  await tab.locator('main input[name=counterpart][value="xb.central-authority"]').check()
  await amara.look('new-request')
  await amara.press('button.createDraft')
  await amara.look('draft')
  const address = new URL(tab.url()).pathname.replace(/\/edit$/, '')
  const { proceeding, purpose, measures } = secondDraft()
  await amara.follow('section.basics')
  await amara.fill('field.subject', subject)
  await amara.fill('field.requestingAuthority', 'Central Authority of Arlenia')
  await amara.mark(`language.${lang}`)
  await amara.look('draft-basics')
  await amara.press('button.saveContinue')
  await amara.mark(`nature.${proceeding.nature}`)
  await amara.fill('field.subjectMatter', proceeding.subjectMatter)
  await amara.fill('field.authorityName', proceeding.authorityName)
  await amara.fill('field.authorityFunctions', proceeding.authorityFunctions)
  await amara.look('draft-proceeding')
  await amara.press('button.saveContinue')
  await amara.press('button.saveContinue')
  await amara.go(`${address}/edit/offences`)
  await amara.follow('button.add.offences')
  await amara.fill('field.offenceTitle', 'Bribery of a national public official')
  await amara.fill('field.provision', 'Penal Code of Arlenia, s. 214')
  await amara.press('button.save')
  await amara.go(`${address}/edit`)
  await amara.follow('section.measures')
  await amara.follow('button.add.measures')
  await amara.choose('field.kind', 'measure.bank-transactions')
  await amara.fill('field.description', measures[0]?.description ?? '')
  await amara.look('measure-form')
  await amara.press('button.save')
  await amara.go(`${address}/edit/purpose`)
  await amara.fill('field.purpose', purpose)
  await amara.press('button.saveContinue')
  await amara.look('draft-undertakings')
  await amara.follow('button.continue')
  await amara.upload([files.order, files.chronology])
  await amara.look('draft-attachments')
  await amara.follow('button.continue')
  await amara.mark('confidentiality.keep-confidential')
  await amara.look('draft-urgency')
  await amara.press('button.saveContinue')
  await amara.look('draft-complete')
  await amara.follow('button.check')
  await amara.look('check')
  await amara.press('step.submit')
  return address
}

async function approveAndSend({ amara, viktor }: Cast, address: string): Promise<void> {
  await amara.go(`${address}/review`)
  assert.equal(await amara.tab.getByText(amara.say('review.drafter')).count(), 1, 'nobody approves their own draft')
  assert.equal(await amara.tab.getByRole('button', { name: amara.say('step.approve'), exact: true }).count(), 0)
  await viktor.go('/')
  await viktor.look('desk-head')
  await viktor.go(address)
  await viktor.follow('step.review')
  await viktor.look('review')
  await viktor.press('step.approve')
  await viktor.follow('step.send')
  await viktor.look('send')
  await viktor.press('step.send')
  await viktor.look('sent')
}

/** @returns the address of the request on B's node */
async function takeIn({ lin }: Cast, subject: string): Promise<string> {
  await lin.awaits('/requests/incoming', (tab) => tab.getByRole('link', { name: subject }))
  await lin.look('incoming')
  await lin.tab.getByRole('link', { name: subject }).click()
  const address = new URL(lin.tab.url()).pathname
  await lin.look('received')
  await lin.press('request.unopened')
  await lin.follow('step.acknowledge')
  await lin.look('acknowledge')
  await lin.press('step.acknowledge')
  return address
}

async function clarify({ amara, nadia }: Cast, sent: string, received: string): Promise<void> {
  await nadia.go(received)
  await nadia.follow('step.ask')
  await nadia.fill('field.question', question)
  await nadia.look('ask')
  await nadia.press('step.ask')
  await amara.awaits(sent, (tab) => tab.getByRole('link', { name: amara.say('step.answer'), exact: true }))
  await amara.look('asked')
  await amara.follow('step.answer')
  await amara.fill('field.answer', answer)
  await amara.look('answer')
  await amara.press('step.answer')
}

async function execute({ nadia, yusuf }: Cast, received: string): Promise<void> {
  await yusuf.awaits(received, (tab) => tab.getByRole('link', { name: yusuf.say('step.decide'), exact: true }))
  await yusuf.follow('step.decide')
  await yusuf.mark('decide.granted')
  await yusuf.look('decide')
  await yusuf.press('step.decide')
  await nadia.go(received)
  await nadia.follow('step.start-execution')
  await nadia.fill('field.executingAuthority', 'Public Prosecution Office, Port Sabel')
  await nadia.look('start-execution')
  await nadia.press('step.start-execution')
  await nadia.tab.locator('main a[href$="/send-result"]').first().click()
  await nadia.follow('files.change')
  await nadia.upload([files.statements, files.opening])
  await nadia.follow('button.continue')
  await nadia.fill('field.summary', 'Statements and opening documents as asked, certified by the bank.')
  await nadia.choose('field.outcome', 'outcome.full')
  await nadia.look('result')
  await nadia.press('step.send-result')
}

async function finish({ amara, nadia }: Cast, sent: string, received: string): Promise<void> {
  await amara.awaits(sent, (tab) => tab.getByRole('link', { name: amara.say('step.assess'), exact: true }))
  for (const { name } of [files.statements, files.opening])
    assert((await amara.tab.getByText(name).count()) > 0, `${name} is in hand`)
  await amara.look('result-received')
  await amara.follow('step.assess')
  await amara.mark('usefulness.5')
  await amara.look('assess')
  await amara.press('step.assess')
  await amara.follow('step.close')
  await amara.look('close')
  await amara.press('step.close')
  await amara.look('closed')
  await nadia.awaits(received, (tab) => tab.getByRole('link', { name: nadia.say('step.close'), exact: true }), false)
  await nadia.look('closed-there')
}

describe('the journey of a request through the pages of two nodes', () => {
  for (const [index, look] of looks.entries()) {
    it(`goes from the matter to the closed request in ${look.lang} at ${look.screen} width${look.scripts ? '' : ' without scripts'}, without a fault of access or of the console`, async () => {
      const faults: Faults = []
      const subject = `Bank records of Blue Pelican Trading Ltd (${index + 1})`
      const cast = await assemble(look, faults)
      await openMatter(cast.amara)
      const sent = await draftRequest(cast.amara, look, subject)
      await approveAndSend(cast, sent)
      const received = await takeIn(cast, subject)
      await clarify(cast, sent, received)
      await execute(cast, received)
      await finish(cast, sent, received)
      for (const visitor of Object.values(cast)) await visitor.leave()
      assert.deepEqual(faults, [])
    })
  }
})
