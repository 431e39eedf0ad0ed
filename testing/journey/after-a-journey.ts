import { openContainer } from '@comity/crypto'
import { Dossier } from '@comity/exchange/server'
import type { DossierSummary } from '@comity/exchange/contract'
import { dossierBodies } from '@comity/requests/contract'
import assert from 'node:assert/strict'
import { timelinesAgree } from '../story/agree.ts'
import { until, type Desk } from '../two-nodes.ts'
import type { Case, Day } from './office-day.ts'

/** Stands in whatever is written for the own office only: notes, remarks of an assignment, reports of execution, uses. */
export const INTERNAL = 'Only for this office'

/** What must be true when a journey is over, however it went. */
export async function mustHaveEndedWell(day: Day, { thread, sent, received }: Case): Promise<string[]> {
  const [amara, viktor, lin, nadia, yusuf] = await Promise.all(
    (['amara', 'viktor', 'lin', 'nadia', 'yusuf'] as const).map((name) => day.desk(name)),
  )
  assert(amara && viktor && lin && nadia && yusuf)
  await amara.requests.openDossiers({ params: { id: sent }, body: {} })
  await nadia.requests.openDossiers({ params: { id: received }, body: {} })
  const acts = await timelinesAgree({ cast: { amara, viktor, lin, nadia, yusuf }, thread, sent, received })
  await recordsAgree(amara, nadia, { sent, received })
  const dossiers = await receipted(amara, thread)
  assert.deepEqual((await receipted(nadia, thread)).map(named), dossiers.map(named))
  for (const dossier of dossiers) await saysOnlyWhatMayCross(dossier.direction === 'out' ? nadia : amara, dossier)
  await somethingWasInternal(amara, nadia, { sent, received })
  return acts
}

/** 46 and 57 are read from the same record on both sides. */
async function recordsAgree(here: Desk, there: Desk, ids: Pick<Case, 'sent' | 'received'>): Promise<void> {
  const ours = await here.requests.getRequest({ params: { id: ids.sent } })
  const theirs = await there.requests.getRequest({ params: { id: ids.received } })
  assert.deepEqual(ours.record, theirs.record)
  assert.deepEqual(ours.content, theirs.content)
  assert.deepEqual([ours.problem, theirs.problem, ours.unopened, theirs.unopened], [null, null, 0, 0])
  assert.deepEqual([ours.counterpartReference, theirs.counterpartReference], [theirs.ownReference, ours.ownReference])
}

/** The dossiers of a thread in the order of their making, when every one has its receipts of delivery and of opening. */
async function receipted(desk: Desk, thread: string): Promise<DossierSummary[]> {
  const dossiers = await until('every dossier has its receipts', async () => {
    const found = (await desk.exchange.listDossiers({ query: { thread } })).dossiers
    const whole = found.every(({ receipts }) =>
      ['delivered', 'opened'].every((event) => receipts.some((receipt) => receipt.event === event)),
    )
    return whole ? found : null
  })
  return dossiers.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt) || one.sequence - other.sequence)
}

function named({ dossierId, kind, sender, sequence }: DossierSummary): object {
  return { dossierId, kind, sender, sequence }
}

const limits = { maxBytes: 30_000_000, maxEntries: 60 }

/** Its body is what the closed list of the contract names for its kind, to the field, and nothing internal is in any of its files. */
async function saysOnlyWhatMayCross(receiver: Desk, { dossierId, kind }: DossierSummary): Promise<void> {
  const { files } = openContainer(await receiver.download(`/api/dossiers/${dossierId}/container`), limits)
  const json = files.get('dossier.json')
  assert(json, `${kind} has its text`)
  const { body, attachments } = Dossier.parse(JSON.parse(Buffer.from(json).toString('utf8')))
  const closed = Object.entries(dossierBodies).find(([name]) => name === kind)
  assert(closed, `${kind} is in the closed list`)
  // The schemas are strict: a field that the list does not name is refused.
  assert.deepEqual(closed[1].parse(body), body)
  assert.deepEqual([...files.keys()], ['dossier.json', 'document.html', ...attachments.map(({ path }) => path)])
  for (const [path, bytes] of files) assert(!Buffer.from(bytes).includes(INTERNAL), `${kind} ${path} says nothing internal`)
}

/** Without something internal on both sides the check before would prove nothing. */
async function somethingWasInternal(here: Desk, there: Desk, ids: Pick<Case, 'sent' | 'received'>): Promise<void> {
  for (const [desk, id] of [
    [here, ids.sent],
    [there, ids.received],
  ] as const) {
    const { entries } = await desk.requests.timelineOf({ params: { id } })
    const inner = entries.filter(({ internal, body }) => internal && JSON.stringify(body).includes(INTERNAL))
    assert(inner.length > 0, 'something was written for the own office')
  }
}
