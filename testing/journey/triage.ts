import assert from 'node:assert/strict'
import { INTERNAL } from './after-a-journey.ts'
import type { Case, Day } from './office-day.ts'
import { owes, standsAs } from './working-pages.ts'
import type { Visitor } from './visitor.ts'

/** On the page of triage the registrar sees what came in and hands it to an officer. */
async function assignTo(registrar: Visitor, { subject, received }: Case, name: string): Promise<void> {
  await registrar.awaits('/requests/triage', (tab) => tab.getByRole('link', { name: subject, exact: true }))
  await registrar.look('triage')
  await registrar.go(`/requests/${received}/assign`)
  const officer = registrar.tab.getByLabel(registrar.say('field.assignee'))
  const value = await officer.getByRole('option', { name: new RegExp(`^${name}`) }).getAttribute('value')
  await officer.selectOption(value)
  await registrar.fill('field.remarks', `${INTERNAL}: you know the bank.`)
  await registrar.look('assign')
  await registrar.press('step.assign')
  await registrar.awaits('/requests/triage', (tab) => tab.getByRole('link', { name: subject, exact: true }), false)
}

/** The registrar takes it in, acknowledges it and hands it to a case officer. */
export async function takeIn(day: Day, one: Case): Promise<void> {
  const lin = await day.at('lin')
  await owes(lin, one, 'step.acknowledge')
  await assignTo(lin, one, 'Nadia Karim')
  await lin.go(`/requests/${one.received}`)
  assert(await lin.tab.locator('.timeline').getByText('Nadia Karim').first().isVisible(), 'the timeline says to whom it went')
  await lin.press('request.unopened')
  await lin.follow('step.acknowledge')
  await lin.press('step.acknowledge')
  await standsAs(await day.at('amara'), 'outgoing', one, 'state.acknowledged')
}
