import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import { files } from '../story/case.ts'
import { INTERNAL } from './after-a-journey.ts'
import { dayFromNow, sendRequest, type Case, type Day } from './office-day.ts'
import { owes, owesNothing, runs, standsAs } from './working-pages.ts'
import type { Visitor } from './visitor.ts'

const records = 'Statements of the accounts of Blue Pelican Trading Ltd from 1 March 2023 to 30 June 2024.'
const lines = 'Interception of the telephone line +000 20 555 0142 for four weeks.'
const hearing = 'Hearing of the bookkeeper Clara Novak by video link.'
const reasons =
  'The law of Bresonia admits interception for these offences only against the accused, and the line is a third person’s.'
const narrower =
  'We ask for the interception of the suspect’s own line instead, and would withdraw this item if that is not possible.'

/** Three things are asked for; one of them the law of Bresonia would not allow. */
export function askForThree(day: Day, subject: string): Promise<Case> {
  const measures = [
    { id: randomUUID(), kind: 'bank-transactions' as const, description: records },
    { id: randomUUID(), kind: 'interception' as const, description: lines },
    { id: randomUUID(), kind: 'video-hearing' as const, description: hearing },
  ]
  return sendRequest(day, subject, { measures })
}

/** What the head fills in to refuse the interception alone. */
async function fillInPart(yusuf: Visitor, one: Case): Promise<void> {
  await yusuf.go(`/requests/${one.received}/decide`)
  await yusuf.mark('decide.partially-granted')
  const part = `2. ${yusuf.say('measure.interception')}`
  await yusuf.mark('measureDecision.refused', part)
  const group = yusuf.tab.getByRole('group', { name: part })
  await group.locator('select').selectOption({ label: yusuf.say('ground.contrary-to-own-law') })
  await group.locator('textarea').fill(reasons)
}

/** 46(26): the head may not refuse before consulting; the page says so with its article, and keeps what was typed. */
export async function refuseInVain(day: Day, one: Case): Promise<void> {
  const yusuf = await day.at('yusuf')
  await owes(yusuf, one, 'step.decide')
  await fillInPart(yusuf, one)
  const said = await yusuf.pressInVain('step.decide')
  assert(said.includes(yusuf.say('gate.consultation-missing')), said)
  assert(said.includes('46(26)'), said)
  const group = yusuf.tab.getByRole('group', { name: `2. ${yusuf.say('measure.interception')}` })
  assert.equal(await group.locator('textarea').inputValue(), reasons, 'nothing typed is lost')
  await yusuf.look('partial-gate')
}

export async function consult(day: Day, one: Case, replyBy: string): Promise<void> {
  const nadia = await day.at('nadia')
  await nadia.go(`/requests/${one.received}`)
  await nadia.follow('step.note')
  await nadia.fill('field.text', `${INTERNAL}: the line belongs to a member of parliament.`)
  await nadia.press('step.note')
  await nadia.follow('step.consult')
  await nadia.choose('field.about', 'talk.refusal')
  await nadia.choose('field.ground', 'ground.contrary-to-own-law')
  await nadia.fill('field.text', reasons)
  await nadia.fill('field.replyBy', replyBy)
  await nadia.look('consult')
  await nadia.press('step.consult')
  await standsAs(nadia, 'incoming', one, 'state.in-consultation')
}

/** The other side replies, and the talk ends without agreement. */
export async function talk(day: Day, one: Case): Promise<void> {
  const amara = await day.at('amara')
  await owes(amara, one, 'step.reply-consultation')
  await amara.go(`/requests/${one.sent}`)
  await amara.look('consulted')
  await amara.press('request.unopened')
  await amara.follow('step.reply-consultation')
  assert(await amara.tab.getByText(reasons).isVisible(), 'what is replied to can be read')
  await amara.fill('field.text', narrower)
  await amara.look('consultation-reply')
  await amara.press('step.reply-consultation')
  await owesNothing(amara, one)
  const nadia = await day.at('nadia')
  await nadia.awaits(`/requests/${one.received}`, (tab) => tab.getByText(narrower))
  await nadia.press('request.unopened')
  await nadia.follow('step.conclude-consultation')
  await nadia.mark('talk.not-agreed')
  await nadia.fill('field.text', 'The own line is not in use any more; both sides leave the item.')
  await nadia.press('step.conclude-consultation')
}

/** Now the law lets the refusal of the one item pass; the rest is granted. */
export async function grantInPart(day: Day, one: Case): Promise<void> {
  const yusuf = await day.at('yusuf')
  await owes(yusuf, one, 'step.decide')
  await fillInPart(yusuf, one)
  await yusuf.look('partial-decide')
  await yusuf.press('step.decide')
  await yusuf.look('partial-decided')
  const amara = await day.at('amara')
  // The consultation has the same reasons: only the item itself says that the decision is here.
  await amara.awaits(`/requests/${one.sent}`, (tab) =>
    tab.getByRole('row').filter({ hasText: lines }).getByText(amara.say('outcome.refused'), { exact: true }),
  )
  await amara.look('partial-received')
}

/** What is granted is executed; the refused item is not asked for again. */
export async function executeRest(day: Day, one: Case): Promise<void> {
  const nadia = await day.at('nadia')
  await owes(nadia, one, 'step.start-execution')
  await nadia.go(`/requests/${one.received}`)
  await nadia.follow('step.start-execution')
  await nadia.fill('field.executingAuthority', 'Public Prosecution Office, Port Sabel')
  await nadia.press('step.start-execution')
  await owes(nadia, one, 'step.send-result')
  await nadia.go(`/requests/${one.received}/send-result`)
  await nadia.follow('files.change')
  await nadia.upload([files.statements])
  await nadia.follow('button.continue')
  await nadia.fill('field.summary', 'The statements, and the record of the hearing.')
  for (const [name, outcome] of [
    ['1. ' + nadia.say('measure.bank-transactions'), 'outcome.full'],
    ['3. ' + nadia.say('measure.video-hearing'), 'outcome.full'],
  ] as const) {
    const group = nadia.tab.getByRole('group', { name })
    await group.locator('select').selectOption({ label: nadia.say(outcome) })
  }
  const refused = nadia.tab.getByRole('group', { name: `2. ${nadia.say('measure.interception')}` })
  assert.equal(await refused.locator('select').inputValue(), 'refused', 'what is refused stays refused')
  await nadia.look('partial-result')
  await nadia.press('step.send-result')
}

/** The requesting side says what the result was worth; the other side reads it. */
export async function giveFeedback(day: Day, one: Case): Promise<void> {
  const [amara, nadia] = [await day.at('amara'), await day.at('nadia')]
  await owes(amara, one, 'step.assess')
  await amara.go(`/requests/${one.sent}`)
  await amara.press('request.unopened')
  await amara.follow('step.note')
  await amara.fill('field.text', `${INTERNAL}: the indictment can do without the calls.`)
  await amara.press('step.note')
  await amara.follow('step.assess')
  await amara.mark('usefulness.4')
  await amara.fill('field.remarks', 'The statements carried the indictment.')
  await amara.look('partial-assess')
  await amara.press('step.assess')
  await owes(amara, one, 'step.close')
  await amara.go(`/requests/${one.sent}/close`)
  await amara.press('step.close')
  await nadia.awaits(`/requests/${one.received}`, (tab) => tab.getByText('The statements carried the indictment.'))
  await nadia.press('request.unopened')
  await standsAs(nadia, 'incoming', one, 'state.closed')
  await nadia.go(`/requests/${one.received}`)
  await nadia.look('partial-closed')
  await owesNothing(nadia, one)
}

/** 46(26) does not block for ever: past the day set, silence is recorded and the requested side goes on. */
export async function goOnInSilence(day: Day, one: Case): Promise<void> {
  const nadia = await day.at('nadia')
  await runs(nadia, await referenceOf(day, one), 'rule.consultation-reply', 'them')
  await nadia.go(`/requests/${one.received}`)
  await nadia.follow('step.conclude-consultation')
  await nadia.mark('talk.no-reply')
  await nadia.press('step.conclude-consultation')
  const amara = await day.at('amara')
  await amara.awaits(`/requests/${one.sent}`, (tab) => tab.getByText(amara.say('talk.no-reply'), { exact: true }))
  await amara.look('silence')
}

/** Before the day set has passed, silence is not yet an answer. */
export async function cannotGoOnYet(day: Day, one: Case): Promise<void> {
  const nadia = await day.at('nadia')
  await nadia.go(`/requests/${one.received}/conclude-consultation`)
  await nadia.mark('talk.no-reply')
  const said = await nadia.pressInVain('step.conclude-consultation')
  assert(said.includes(nadia.say('gate.reply-still-awaited')), said)
}

async function referenceOf(day: Day, one: Case): Promise<string> {
  const nadia = await day.desk('nadia')
  return (await nadia.requests.getRequest({ params: { id: one.received } })).ownReference
}

/** The day by which a reply is asked for where silence is to be tried. */
export const tomorrow = (): string => dayFromNow(1)
