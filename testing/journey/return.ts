import type { Asset } from '@comity/recovery/contract'
import assert from 'node:assert/strict'
import { INTERNAL } from './after-a-journey.ts'
import { amount } from './freeze.ts'
import { dayFromNow, type Case, type Day } from './office-day.ts'
import { owes, owesNothing, standsAs } from './working-pages.ts'

const agreement = 'The balance goes back to the harbour fund of Lenholm, less the reasonable expenses of Bresonia.'
const [expenses, net] = ['12400.00', '1227600.00']

/** The order of the requesting State's court becomes final and is told; the requested State enforces it. */
export async function confiscate(day: Day, asset: string): Promise<void> {
  const [ines, samir] = [await day.at('ines'), await day.at('samir')]
  await ines.go(asset)
  await ines.ledger.follow('act.order')
  await ines.ledger.fill('field.orderReference', 'Lenholm 14 KLs 7/26')
  await ines.ledger.fill('field.orderIssuedOn', dayFromNow(-1))
  await ines.ledger.fill('field.orderCourt', 'District Court of Lenholm')
  await ines.ledger.tick('field.tell')
  await ines.look('asset-order')
  await ines.ledger.press('save')
  await ines.ledger.follow('act.finalise')
  await ines.ledger.tick('field.tell')
  await ines.ledger.press('save')
  await samir.awaits(asset, (tab) => tab.getByRole('link', { name: samir.ledger.say('act.enforce'), exact: true }))
  await samir.ledger.follow('act.enforce')
  await samir.ledger.fill('field.amount', amount)
  await samir.ledger.tick('field.tell')
  await samir.look('asset-enforce')
  await samir.ledger.press('save')
  await samir.look('asset-enforced')
}

/** 57(5): the two States agree for this case; the head of the one that was asked accepts. */
export async function agreeOnReturn(day: Day, one: Case): Promise<void> {
  const [nadia, viktor] = [await day.at('nadia'), await day.at('viktor')]
  await nadia.go(`/requests/${one.received}`)
  await nadia.follow('step.propose-agreement')
  await nadia.mark('basis.57-3-a')
  await nadia.fill('field.text', agreement)
  await nadia.fill('field.amount', net)
  await nadia.fill('field.currency', 'EUR')
  await nadia.fill('field.expenses', expenses)
  await nadia.fill('field.answerBy', dayFromNow(40))
  await nadia.look('agreement')
  await nadia.press('step.propose-agreement')
  await owes(viktor, one, 'step.answer-agreement')
  await viktor.go(`/requests/${one.sent}`)
  await viktor.press('request.unopened')
  await viktor.follow('step.answer-agreement')
  assert(await viktor.tab.getByText(agreement).first().isVisible(), 'the agreement can be read where it is answered')
  await viktor.mark('accept.yes')
  await viktor.look('answer-agreement')
  await viktor.press('step.answer-agreement')
  await owesNothing(viktor, one)
}

/** 57(4): the reasonable expenses are deducted, the rest is returned; both as entries with their basis. */
export async function returnNet(day: Day, one: Case, asset: string): Promise<void> {
  const [yusuf, ines] = [await day.at('yusuf'), await day.at('ines')]
  await yusuf.awaits(`/requests/${one.received}`, (tab) => tab.getByText(yusuf.say('act.agreement-answered')).first())
  await yusuf.go(asset)
  await yusuf.ledger.follow('distribute')
  await yusuf.ledger.mark('return.57-3-a')
  await yusuf.ledger.fill('field.expenses', expenses)
  await yusuf.ledger.choose('share.kind', 'act.return')
  await yusuf.ledger.fill('field.amount', net)
  await yusuf.ledger.fill('field.recipient', 'Harbour fund of Lenholm')
  await yusuf.ledger.tick('field.tell')
  await yusuf.look('distribute')
  await yusuf.ledger.press('save')
  await yusuf.look('asset-returned')
  await ines.awaits(asset, (tab) => tab.getByText(ines.ledger.say('column.returned')).first())
  await ines.look('asset-returned-there')
}

/** The court reports, the case officer sends the result, the requesting State says what it was worth and closes. */
export async function bringHome(day: Day, one: Case): Promise<void> {
  const [omar, nadia, amara] = [await day.at('omar'), await day.at('nadia'), await day.at('amara')]
  await owes(omar, one, 'step.report-execution')
  await omar.go(`/requests/${one.received}/report-execution`)
  await omar.fill('field.summary', `${INTERNAL}: enforced in chambers, the owner may still appeal the costs.`)
  for (const list of await omar.tab.locator('main select[name^=outcome-]').all())
    await list.selectOption({ label: omar.say('outcome.full') })
  await omar.look('report-execution')
  await omar.press('step.report-execution')
  await owes(nadia, one, 'step.send-result')
  await nadia.go(`/requests/${one.received}/send-result`)
  for (const list of await nadia.tab.locator('main select[name^=outcome-]').all())
    assert.equal(await list.inputValue(), 'full', 'what the court reported is not chosen again')
  await nadia.fill('field.summary', 'Frozen, confiscated and returned, as the reports on the asset say.')
  await nadia.look('freeze-result')
  await nadia.press('step.send-result')
  await owes(amara, one, 'step.assess')
  await amara.go(`/requests/${one.sent}`)
  await amara.press('request.unopened')
  await amara.look('freeze-result-received')
  await amara.follow('step.note')
  await amara.fill('field.text', `${INTERNAL}: the fund confirms what it received.`)
  await amara.press('step.note')
  await amara.follow('step.assess')
  await amara.mark('usefulness.5')
  await amara.press('step.assess')
  await owes(amara, one, 'step.close')
  await amara.go(`/requests/${one.sent}/close`)
  await amara.press('step.close')
  await amara.look('freeze-closed')
  await standsAs(nadia, 'incoming', one, 'state.closed')
  for (const officer of [amara, nadia, await day.at('yusuf'), await day.at('viktor'), omar]) await owesNothing(officer, one)
}

/** Both ledgers say the same of the asset, entry by entry, and what was returned is what was frozen less the expenses. */
export async function ledgersAgree(day: Day, asset: string): Promise<void> {
  const id = asset.split('/').at(-1) ?? ''
  const [here, there] = [await day.desk('ines'), await day.desk('samir')]
  const ours = await here.ledger.getAsset({ params: { id } })
  const theirs = await there.ledger.getAsset({ params: { id } })
  assert.deepEqual(entriesOf(ours), entriesOf(theirs))
  assert.deepEqual([ours.disputes, theirs.disputes], [[], []])
  assert.deepEqual(ours.balances, theirs.balances)
  assert.deepEqual(
    ours.balances.map(({ column, amount: balance }) => [column, balance]),
    [
      ['returned', net],
      ['expense', expenses],
    ],
  )
  assert.deepEqual(
    ours.entries.filter(({ act }) => act === 'return').map(({ details }) => details.returnBasis),
    ['57-3-a'],
  )
}

/** Who wrote an entry and what a side alone knows, as the evidence behind a tracing, is not told; the rest is. */
function entriesOf({ entries }: Asset): object[] {
  return entries.map(({ act, from, to, amount: moved, currency, on, valuation, legalBasis, state, details }) => {
    const { until, automaticLifting, returnBasis, orderReference } = details
    return {
      act,
      from,
      to,
      moved,
      currency,
      on,
      valuation,
      legalBasis,
      state,
      until,
      automaticLifting,
      returnBasis,
      orderReference,
    }
  })
}
