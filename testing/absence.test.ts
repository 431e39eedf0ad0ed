import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import test from 'node:test'
import { directoryStatus, refreshFreshness } from '@comity/directory/server'
import { dossiersOf } from '@comity/exchange/server'
import { twoExchanges, until } from './two-exchanges.ts'

const { a, b } = await twoExchanges()
const DAY_MS = 86_400_000
/** The secretariat, back at last: its keys lie beside the nodes' folders. */
const centreFor = (one: typeof a) => ({ ...one.node, folder: path.join(one.node.folder, '..', 'hub') })
const stateOf = async (thread: string) => (await dossiersOf(a.node.db, thread))[0]

test('the centre is gone for three days: everything is sent and taken as before', async () => {
  for (const one of [a, b]) one.setClockOff(3 * DAY_MS)
  assert.equal((await directoryStatus(a.node, null)).standing, 'stale')
  await a.startWorker()
  const thread = randomUUID()
  await a.post({ thread })
  await until(() => b.received.some((one) => one.thread === thread))
  await a.stopWorker()
})

test('past the grace nothing is sent or taken, and nothing is lost: it goes by itself once a fresh directory is here', async () => {
  const thread = randomUUID()
  await a.post({ thread, body: { text: 'waits' } })
  for (const one of [a, b]) one.setClockOff(6 * DAY_MS)
  assert.equal((await directoryStatus(a.node, null)).standing, 'expired')
  await a.startWorker()
  await until(async () => (await stateOf(thread))?.lastProblem === 'directory-expired')
  await a.stopWorker()
  assert.deepEqual([(await stateOf(thread))?.state, b.received.some((one) => one.thread === thread)], ['queued', false])

  for (const one of [a, b]) await refreshFreshness(centreFor(one))
  for (const one of [a, b]) one.setClockOff(6 * DAY_MS + 3_600_000)
  await a.startWorker()
  await until(() => b.received.some((one) => one.thread === thread))
  await a.stopWorker()
  assert.equal((await stateOf(thread))?.state, 'delivered')
})
