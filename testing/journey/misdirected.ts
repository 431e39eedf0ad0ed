import assert from 'node:assert/strict'
import { sayOfWork } from '../../modules/requests/work/texts.ts'
import { tribunal } from '../two-nodes.ts'
import { arrived, type Case, type Day } from './office-day.ts'
import { referenceAt } from './freeze.ts'
import { owes, owesNothing, runs, standsAs } from './working-pages.ts'
import type { Visitor } from './visitor.ts'

const reasons = 'Measures against serving judges are for the Anti-Corruption Tribunal alone.'
const elsewhere = 'Maritime Court of Bresonia, by letter'

/** From triage to the page on which a misdirected request is passed on or given back. */
export async function toForward(lin: Visitor, one: Case): Promise<void> {
  await lin.awaits('/requests/triage', (tab) => tab.getByRole('link', { name: one.subject, exact: true }))
  const card = lin.tab.locator('section').filter({ has: lin.tab.getByRole('link', { name: one.subject, exact: true }) })
  await card.getByRole('link', { name: sayOfWork(lin.lang)('button.misdirected') }).click()
  await lin.fill('field.reasons', reasons)
}

/** The registrar passes it on to the authority of the State that is competent; it is nobody's work there any more. */
export async function passOn(day: Day, one: Case): Promise<void> {
  const lin = await day.at('lin')
  await toForward(lin, one)
  await lin.tab.locator('select[name=to]').selectOption(tribunal)
  await lin.look('misdirected')
  await lin.press('step.forward')
  await lin.look('misdirected-done')
  await owesNothing(lin, one)
  await standsAs(lin, 'incoming', one, 'state.forwarded')
}

/** The competent authority has the request with its files, acknowledges it to the sender, and decides. */
export async function takeOver(day: Day, one: Case): Promise<void> {
  const tia = await day.at('tia')
  const received = await arrived(await day.desk('tia'), one.thread)
  await owes(tia, one, 'step.acknowledge')
  await tia.go(`/requests/${received}`)
  await tia.look('taken-over')
  await tia.press('request.unopened')
  await tia.follow('step.acknowledge')
  await tia.press('step.acknowledge')
}

/** The sender's page says who has it now, who passed it on and why; what follows goes to the new one. */
export async function seesWhoHasIt(day: Day, one: Case): Promise<void> {
  const amara = await day.at('amara')
  await standsAs(amara, 'outgoing', one, 'state.acknowledged')
  await amara.awaits(`/requests/${one.sent}`, (tab) => tab.getByText(reasons).first())
  const facts = amara.tab.locator('dl').first()
  assert(await facts.getByText(tribunalIn(amara.lang)).isVisible(), 'the other authority is the competent one')
  await amara.press('request.unopened')
  const told = amara.tab.locator('.timeline .entry').filter({ hasText: reasons }).first()
  const [by, said] = [await told.locator('.entry-actor').innerText(), await told.innerText()]
  assert(by.includes('Central Authority of Bresonia'), `who passed it on said so, not ${by}`)
  assert(said.includes(tribunalIn(amara.lang)), 'to whom, by its name')
  await amara.look('passed-on-there')
  await amara.follow('step.enquire')
  assert(await amara.tab.getByText(tribunalIn(amara.lang)).first().isVisible(), 'what follows goes to it')
  await amara.press('step.enquire')
  await runs(amara, await referenceAt(day, 'amara', one.sent), 'rule.first-decision', 'them')
  await owes(await day.at('tia'), one, 'step.reply-enquiry')
}

function tribunalIn(lang: Visitor['lang']): string {
  return lang === 'ar' ? 'محكمة مكافحة الفساد في بريسونيا' : 'Anti-Corruption Tribunal of Bresonia'
}

/** Where nobody on the network is competent it is given back, and its sender is told who may be. */
export async function giveBack(day: Day, one: Case): Promise<void> {
  const [lin, amara] = [await day.at('lin'), await day.at('amara')]
  await toForward(lin, one)
  await lin.fill('field.competent', elsewhere)
  await lin.press('step.forward')
  await amara.awaits(`/requests/${one.sent}`, (tab) => tab.getByText(elsewhere).first())
  await amara.press('request.unopened')
  await amara.look('given-back')
  await standsAs(amara, 'outgoing', one, 'state.returned')
  await owesNothing(amara, one)
  await owesNothing(lin, one)
}
