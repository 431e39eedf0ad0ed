import { INTERNAL } from './after-a-journey.ts'
import type { Case } from './office-day.ts'
import type { Visitor } from './visitor.ts'

/** On the page of triage the registrar sees what came in and hands it to an officer. */
export async function assignTo(registrar: Visitor, { subject, received }: Case, name: string): Promise<void> {
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
