import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actorFor, addPerson, systemActor } from '@comity/accounts/server'
import { writeCsv } from '@comity/documents'
import * as requests from '@comity/requests/server'
import { ClockFilter } from './contract.ts'
import { giveNotices } from './escalate.ts'
import { listClocks } from './operations/list-clocks.ts'
import { calendars, openOffices } from './testing-offices.ts'

const { arlenia } = await openOffices()
const { node, world } = arlenia
const added = await arlenia.as(systemActor(arlenia.authorityId), (ctx) =>
  addPerson(ctx, { name: 'Rita', login: 'rita', roles: ['registrar', 'case-officer'], authorityId: arlenia.authorityId }),
)
const rita = await actorFor(node.db, added, world.clock.now())
const day = (daysAgo: number) => new Date(world.clock.now().getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10)
const clocks = async () => {
  const reading = { db: node.db, actor: rita, now: world.clock.now(), calendars }
  return (await listClocks(reading, ClockFilter.parse({ limit: 200 }))).clocks
}

describe('a backlog that is imported', () => {
  it('has clocks from its own days, the passed ones told once to whoever has it, and none once it is taken back', async () => {
    const header = [
      'Our reference',
      'Direction',
      'Country',
      'Authority',
      'Subject',
      'Date',
      'Decision',
      'Decided on',
      'Closed on',
      'Channel',
    ]
    const row = (reference: string, direction: string, ...rest: string[]) => [
      reference,
      direction,
      'France',
      'Ministry of Justice',
      `Case ${reference}`,
      ...rest,
      'letter',
    ]
    const bytes = writeCsv([
      header,
      row('A 1', 'incoming', day(200), 'granted', day(20), ''),
      row('A 2', 'outgoing', day(60), '', '', ''),
      row('A 3', 'incoming', day(300), 'granted', day(200), day(100)),
    ])
    const { id, mapping } = await requests.uploadImport(node, { actor: rita }, { name: 'backlog.csv', bytes })
    await arlenia.as(rita, (ctx) => requests.mapImport(ctx, { ...mapping, id }))
    await requests.runImport(node, { actor: rita }, id)
    assert.deepEqual(
      (await clocks()).map(({ reference, ruleId, owner, state, startedAt }) => [
        reference,
        ruleId,
        owner,
        state,
        startedAt.slice(0, 10),
      ]),
      [
        ['A 2', 'acknowledgement', 'them', 'overdue', day(60)],
        ['A 2', 'first-decision', 'them', 'overdue', day(60)],
        ['A 1', 'result', 'us', 'running', day(20)],
      ],
    )
    const told: [readonly string[], string, string][] = []
    await giveNotices(node, async (_, { to, kind, key }) => void told.push([to, kind, key]))
    assert.deepEqual([told.length, new Set(told.map((one) => one.join(' '))).size], [2, 1])
    assert.deepEqual(told[0]?.slice(0, 2), [[rita.id], 'deadlines-late'])
    await arlenia.as(rita, (ctx) => requests.undoImport(ctx, id))
    assert.deepEqual(await clocks(), [])
  })
})
