import assert from 'node:assert/strict'
import { sayOfThreads } from '../../modules/requests/pages/threads/texts.ts'
import { arrived, type Case, type Day } from './office-day.ts'
import { owes } from './working-pages.ts'
import type { Visitor } from './visitor.ts'

const more = 'Statements of the same account from 1 July 2024 to 31 December 2024.'

/** From the earlier request the officer drafts one that adds to it; only what is asked for is typed. */
export async function addTo(day: Day, earlier: Case): Promise<Case> {
  const [amara, viktor] = [await day.at('amara'), await day.at('viktor')]
  const subject = `${earlier.subject}: further months`
  await amara.go(`/requests/${earlier.sent}`)
  await amara.tab.getByRole('button', { name: sayOfThreads(amara.lang)('supplement.new'), exact: true }).click()
  await amara.tab.waitForURL(/\/edit$/)
  await amara.look('supplement-draft')
  const sent = new URL(amara.tab.url()).pathname.split('/').at(2) ?? ''
  await amara.go(`/requests/${sent}/edit/basics`)
  await amara.fill('field.subject', subject)
  await amara.press('button.saveContinue')
  await amara.go(`/requests/${sent}/edit/measures`)
  await amara.follow('button.add.measures')
  await amara.choose('field.kind', 'measure.bank-transactions')
  await amara.fill('field.description', more)
  await amara.press('button.save')
  await amara.go(`/requests/${sent}/check`)
  await amara.press('step.submit')
  await viktor.go(`/requests/${sent}/review`)
  await viktor.look('supplement-review')
  await viktor.press('step.approve')
  await viktor.go(`/requests/${sent}/send`)
  await viktor.press('step.send')
  const { thread } = await (await day.desk('amara')).requests.getRequest({ params: { id: sent } })
  return { subject, thread, sent, received: await arrived(await day.desk('nadia'), thread) }
}

/** Both sides go from either request to the other. */
export async function leadToOneAnother(day: Day, earlier: Case, later: Case): Promise<void> {
  const [amara, lin] = [await day.at('amara'), await day.at('lin')]
  await owes(lin, later, 'step.acknowledge')
  await leads(amara, earlier.sent, later.sent, 'supplement-there')
  await leads(lin, earlier.received, later.received, 'supplement-received')
}

async function leads(visitor: Visitor, earlier: string, later: string, name: string): Promise<void> {
  const t = sayOfThreads(visitor.lang)
  await visitor.go(`/requests/${later}`)
  await visitor.look(name)
  assert(await visitor.tab.getByText(t('supplements'), { exact: true }).isVisible(), 'the later one names the earlier')
  await visitor.tab.locator(`main a[href="/requests/${earlier}"]`).click()
  await visitor.tab.waitForURL(`**/requests/${earlier}`)
  assert(await visitor.tab.getByText(t('supplemented'), { exact: true }).isVisible(), 'the earlier one names the later')
  await visitor.tab.locator(`main a[href="/requests/${later}"]`).click()
  await visitor.tab.waitForURL(`**/requests/${later}`)
}

/** Nothing was typed twice: all but the subject and what is asked for is what the earlier request says. */
export async function saysTheSame(day: Day, earlier: Case, later: Case): Promise<void> {
  const desk = await day.desk('nadia')
  const [one, other] = await Promise.all(
    [earlier, later].map(async ({ received }) => (await desk.requests.getRequest({ params: { id: received } })).content),
  )
  assert(one && other)
  const { subject: _s, measures: _m, suggestedDeadline: _d, deadlineReason: _r, acceptedGaps: _g, ...kept } = one
  assert.deepEqual({ ...other, ...kept }, other)
  assert.deepEqual(
    (other.measures ?? []).map(({ description }) => description),
    [more],
  )
}
