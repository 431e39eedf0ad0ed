import assert from 'node:assert/strict'
import { files, question, answer } from '../story/case.ts'
import { tribunal } from '../two-nodes.ts'
import { INTERNAL } from './after-a-journey.ts'
import { pressByKeyboard } from './keyboard.ts'
import { arrived, dayFromNow, draftOf, type Case, type Day } from './office-day.ts'
import { takeIn } from './triage.ts'
import { owes, owesNothing, runs, standsAs } from './working-pages.ts'
import type { Visitor } from './visitor.ts'

export const property = 'Balance of an account of Blue Pelican Trading Ltd'
const condition = 'What is learned of the accounts is used in the proceeding named in the request only.'
export const amount = '1240000.00'

/** From the draft to the request that has arrived: tracing and freezing, then recovery, are asked for. */
export async function askToFreeze(day: Day, subject: string): Promise<Case> {
  const [amara, viktor] = [await day.at('amara'), await day.at('viktor')]
  const { id, thread } = await draftOf(day, subject, { measures: [] })
  await amara.go(`/requests/${id}/edit/measures`)
  for (const [kind, description] of [
    ['measure.trace-or-freeze-proceeds', 'Trace what left the harbour fund, and freeze what of it is on the account.'],
    ['measure.recover-assets', 'Confiscate what is frozen and return it to the harbour fund.'],
  ] as const) {
    await amara.follow('button.add.measures')
    await amara.choose('field.kind', kind)
    await amara.fill('field.description', description)
    await amara.press('button.save')
  }
  await amara.look('freeze-measures')
  await amara.go(`/requests/${id}/check`)
  await amara.look('freeze-check')
  await amara.press('step.submit')
  const one = { subject, thread, sent: id, received: id }
  await owes(viktor, one, 'step.review')
  await viktor.go(`/requests/${id}/review`)
  await viktor.look('freeze-review')
  await pressByKeyboard(viktor.tab, viktor.say('step.approve'))
  await owes(viktor, one, 'step.send')
  await viktor.go(`/requests/${id}/send`)
  await viktor.press('step.send')
  return { ...one, received: await arrived(await day.desk('nadia'), thread) }
}

/** The requested State names a condition first, and the head of the requesting one accepts it. */
export async function agreeOnCondition(day: Day, one: Case): Promise<void> {
  await takeIn(day, one)
  const [nadia, viktor] = [await day.at('nadia'), await day.at('viktor')]
  await nadia.go(`/requests/${one.received}`)
  await nadia.follow('step.propose-conditions')
  await nadia.steps.fill('condition.text', condition)
  await nadia.fill('field.answerBy', dayFromNow(10))
  await nadia.look('conditions')
  await nadia.press('step.propose-conditions')
  await owes(viktor, one, 'step.answer-conditions')
  await runs(viktor, await referenceAt(day, 'amara', one.sent), 'rule.conditions-answer', 'us')
  await viktor.go(`/requests/${one.sent}`)
  await viktor.press('request.unopened')
  await viktor.follow('step.answer-conditions')
  assert(await viktor.tab.getByText(condition).first().isVisible(), 'the condition can be read where it is answered')
  for (const yes of await viktor.tab.getByRole('radio', { name: viktor.say('accept.yes'), exact: true }).all()) await yes.check()
  await viktor.look('answer-conditions')
  await viktor.press('step.answer-conditions')
  await owesNothing(viktor, one)
  await nadia.awaits(`/requests/${one.received}`, (tab) => tab.getByText(nadia.say('act.conditions-answered')).first())
}

/** The head grants; a court of the State takes it on as a guest of the node, and begins. */
export async function grantAndPassOn(day: Day, one: Case): Promise<void> {
  const [yusuf, nadia, omar] = [await day.at('yusuf'), await day.at('nadia'), await day.at('omar')]
  await owes(yusuf, one, 'step.decide')
  await yusuf.go(`/requests/${one.received}/decide`)
  await yusuf.mark('decide.granted')
  await yusuf.look('freeze-decide')
  await yusuf.press('step.decide')
  await owes(nadia, one, 'step.start-execution')
  await nadia.go(`/requests/${one.received}`)
  await nadia.follow('step.note')
  await nadia.fill('field.text', `${INTERNAL}: the bank was told by telephone.`)
  await nadia.press('step.note')
  await nadia.go(`/requests/${one.received}/pass-on`)
  await nadia.tab.getByLabel(nadia.say('field.passTo')).selectOption(tribunal)
  await nadia.look('pass-on')
  await nadia.press('step.pass-on')
  await owes(omar, one, 'step.start-execution')
  await omar.go(`/requests/${one.received}`)
  await omar.look('executing-authority')
  await omar.follow('step.start-execution')
  await omar.fill('field.executingAuthority', 'Anti-Corruption Tribunal of Bresonia')
  await omar.press('step.start-execution')
  await standsAs(await day.at('amara'), 'outgoing', one, 'state.executing')
}

/** The asset officer opens the asset from what the request says of it, traces and freezes it; the other ledger has it too. */
export async function traceAndFreeze(day: Day, one: Case): Promise<string> {
  const samir = await day.at('samir')
  await samir.go(`/requests/${one.received}`)
  await samir.ledger.follow('new')
  assert.equal(await samir.tab.getByLabel(samir.ledger.say('field.description')).inputValue(), property, 'nothing is typed twice')
  await samir.ledger.tick('field.tell')
  await samir.look('asset-new')
  await samir.ledger.press('save')
  const asset = new URL(samir.tab.url()).pathname
  await samir.ledger.follow('act.trace')
  await samir.ledger.fill('field.evidence', 'Statements of the Port Sabel Merchant Bank of today.')
  await samir.ledger.tick('field.tell')
  await samir.ledger.press('save')
  await samir.ledger.follow('act.freeze')
  await samir.ledger.mark('basis.54-2-b')
  await samir.ledger.fill('field.automaticLifting', 'It ends on the day named unless it is renewed before.')
  await samir.ledger.fill('field.until', dayFromNow(180))
  await samir.ledger.fill('field.amount', amount)
  await samir.ledger.mark('valuation.nominal')
  await samir.ledger.fill('field.valuationOn', dayFromNow(0))
  await samir.ledger.tick('field.tell')
  await samir.look('asset-freeze')
  await samir.ledger.press('save')
  await samir.look('asset-frozen')
  const ines = await day.at('ines')
  await ines.awaits(asset, (tab) => tab.getByText(ines.ledger.say('freeze.until'), { exact: true }))
  assert.equal(await ines.tab.getByText('xb.central-authority').count(), 0, 'who told it is called by name')
  await ines.look('asset-frozen-there')
  for (const officer of [samir, ines]) await frozenInList(officer, asset)
  await runs(await day.at('nadia'), await referenceAt(day, 'nadia', one.received), 'rule.freeze-ends', 'us')
  return asset
}

/** What is frozen where, since when, until when. */
async function frozenInList(officer: Visitor, asset: string): Promise<void> {
  await officer.go('/assets')
  const row = officer.tab.getByRole('row').filter({ has: officer.tab.locator(`a[href="${asset}"]`) })
  assert(await row.getByText(officer.ledger.say('column.frozen')).first().isVisible(), 'it stands as frozen')
  const days = await row.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime')?.slice(0, 10)))
  assert.deepEqual(days, [dayFromNow(0), dayFromNow(180)], 'since when and until when')
  await officer.look('assets')
}

/** What the executing court still needs is asked for and given, with a document. */
export async function giveMoreInformation(day: Day, one: Case): Promise<void> {
  const [nadia, amara] = [await day.at('nadia'), await day.at('amara')]
  await nadia.go(`/requests/${one.received}`)
  await nadia.follow('step.ask')
  await nadia.fill('field.question', question)
  await nadia.press('step.ask')
  await owes(amara, one, 'step.answer')
  await amara.go(`/requests/${one.sent}`)
  await amara.press('request.unopened')
  await amara.follow('step.answer')
  await amara.follow('files.change')
  await amara.upload([files.order])
  await amara.follow('button.continue')
  await amara.fill('field.answer', answer)
  await amara.look('freeze-answer')
  await amara.press('step.answer')
  await nadia.awaits(`/requests/${one.received}`, (tab) => tab.getByText(files.order.name).first())
}

/** 55(8): no freeze is lifted before the requesting State could argue for it; it does, and the freeze is kept. */
export async function hearBeforeLifting(day: Day, one: Case, asset: string): Promise<void> {
  const [samir, yusuf, ines] = [await day.at('samir'), await day.at('yusuf'), await day.at('ines')]
  await yusuf.go(`${asset}/steps/lift`)
  await yusuf.ledger.fill('field.reasons', 'The owner pays wages from the account.')
  const said = await yusuf.ledger.pressInVain('save')
  assert(said.includes('55(8)'), said)
  await yusuf.look('lifting-barred')
  await samir.go(asset)
  await samir.ledger.follow('act.propose-lifting')
  await samir.ledger.fill('field.reasons', 'The owner pays wages from the account.')
  await samir.ledger.fill('field.viewsBy', dayFromNow(30))
  await samir.ledger.tick('field.tell')
  await samir.look('lifting-proposed')
  await samir.ledger.press('save')
  await owes(await day.at('amara'), one, 'step.give-lifting-views')
  await ines.awaits(`/requests/${one.sent}`, (tab) =>
    tab.getByRole('link', { name: ines.say('step.give-lifting-views'), exact: true }),
  )
  await ines.follow('step.give-lifting-views')
  await ines.mark('yes')
  await ines.fill('field.views', 'The wages were paid from another account; the order of confiscation is near.')
  await ines.look('lifting-views')
  await ines.press('step.give-lifting-views')
  await samir.awaits(`/requests/${one.received}`, (tab) => tab.getByText(samir.say('act.lifting-views')).first())
  await samir.go(asset)
  await samir.ledger.follow('act.keep')
  await samir.ledger.fill('field.reasons', 'The requesting State opposes, and its order is near.')
  await samir.ledger.tick('field.tell')
  await samir.ledger.press('save')
  await samir.look('asset-kept')
}

/** Our number of the request, by which the list of deadlines calls it. */
export async function referenceAt(day: Day, name: 'amara' | 'nadia', id: string): Promise<string> {
  const desk = await day.desk(name)
  return (await desk.requests.getRequest({ params: { id } })).ownReference
}
