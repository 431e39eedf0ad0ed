import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import type { Actor, Role } from '@comity/accounts/contract'
import { RequestFilter } from '@comity/requests/contract'
import { accessOf, listRequests, rebuildSearch } from '@comity/requests/server'
import { modulesOf } from '@comity/server-app'
import { testDatabase } from '@comity/testing/database'
import { sightFor } from '../../modules/requests/policy.ts'
import { finalStates } from '../../modules/requests/rules/lifecycle.ts'
import { countedTo } from '../../modules/requests/store-lists.ts'
import { tables } from '../../modules/requests/tables.ts'
import { seedRequests } from './seed-requests.ts'

const modules = modulesOf({ directoryOrigin: null, graceHours: 24, window: 1 })
const { db } = await testDatabase(modules.map(({ name, migrations }) => ({ module: name, folder: migrations })))
const authority = AuthorityId.parse('xa.central-authority')
const units = Array.from({ length: 5 }, () => randomUUID())
const officers = Array.from({ length: 15 }, () => randomUUID())
const today = '2026-11-30'
const court = AuthorityId.parse('xa.court-1')

const person = (
  id: string,
  of: { roles?: readonly Role[]; units?: readonly string[]; authorityId?: AuthorityId; deputyFor?: readonly string[] },
): Actor => ({
  kind: 'person',
  id,
  name: 'Somebody',
  authorityId: authority,
  roles: ['case-officer'],
  units: [],
  ...of,
})
const actors: Readonly<Record<string, Actor>> = {
  'a head': person(randomUUID(), { roles: ['head'] }),
  'an officer of the largest unit': person(officers[0] ?? '', { units: units.slice(0, 1) }),
  'an officer of the smallest unit': person(officers[14] ?? '', { units: units.slice(4) }),
  'an officer of four units': person(officers[4] ?? '', { units: units.slice(0, 4) }),
  'an officer of no unit': person(officers[7] ?? '', {}),
  'a deputy': person(officers[2] ?? '', { units: units.slice(0, 1), deputyFor: [officers[5] ?? ''] }),
  'a stranger': person(randomUUID(), {}),
  'an executing officer of a court': person(randomUUID(), { roles: ['executing-officer'], authorityId: court }),
  'a machine of a unit': { ...person(randomUUID(), { units: units.slice(1, 2) }), kind: 'machine', acts: ['read'] },
}

const some = (filter: object): RequestFilter => RequestFilter.parse({ limit: 100, ...filter })
const filters: readonly RequestFilter[] = [
  some({}),
  some({ direction: 'outgoing' }),
  some({ direction: 'incoming', open: 'yes' }),
  some({ direction: 'outgoing', state: 'closed' }),
  some({ direction: 'incoming', counterpart: 'xb.central-authority' }),
  some({ direction: 'incoming', open: 'yes', mine: 'yes' }),
  some({ mine: 'yes', sort: 'unchanged' }),
  some({ direction: 'incoming', open: 'yes', assignee: 'nobody' }),
  some({ assignee: officers[3] }),
  some({ open: 'yes', assignee: officers[0], sort: 'due' }),
  some({ direction: 'outgoing', open: 'yes', dueBefore: today, sort: 'due' }),
  some({ direction: 'incoming', sort: 'due' }),
  some({ open: 'yes', unit: 'office' }),
  some({ unit: units[1], measure: 'provide-records' }),
  some({ direction: 'outgoing', sort: 'reference' }),
  some({ text: 'contract' }),
  some({ direction: 'incoming', text: 'harbour contract' }),
  some({ open: 'yes', text: 'contract' }),
  some({ open: 'yes', direction: 'outgoing', text: 'harbour', limit: 7 }),
  some({ text: 'harbour', sort: 'due' }),
]

const stored = () => tables(db).selectFrom('requests.request').selectAll().execute()

/** What the words of a filter mean, said without the store. */
function expected(rows: Awaited<ReturnType<typeof stored>>, actor: Actor, filter: RequestFilter): string[] {
  const { tokens } = sightFor(actor)
  const words = filter.text?.split(' ') ?? []
  return rows
    .filter((row) => {
      const access = accessOf({
        ownAuthority: row.own_authority,
        unit: row.unit,
        named: row.named,
        assignee: row.assignee,
        executingAuthority: row.executing_authority,
      })
      // How the house keeps what was passed on to a court is not the court's to know.
      const isHouse = actor.authorityId === row.own_authority || (filter.assignee === undefined && filter.unit === undefined)
      const said = JSON.stringify(row.content).toLowerCase()
      const mine = tokens.includes(`person:${row.assignee}`)
      return (
        access.some((token) => tokens.includes(token)) &&
        isHouse &&
        words.every((word) => said.includes(word)) &&
        (filter.direction === undefined || row.direction === filter.direction) &&
        (filter.state === undefined || row.state === filter.state) &&
        (filter.counterpart === undefined || row.counterpart === filter.counterpart) &&
        (filter.open === undefined || !finalStates.includes(row.state)) &&
        (filter.mine === undefined || mine) &&
        (filter.assignee === undefined || row.assignee === (filter.assignee === 'nobody' ? null : filter.assignee)) &&
        (filter.unit === undefined || row.unit === (filter.unit === 'office' ? null : filter.unit)) &&
        (filter.measure === undefined || JSON.stringify(row.content).includes(filter.measure)) &&
        (filter.dueBefore === undefined || (row.due_on !== null && row.due_on < filter.dueBefore))
      )
    })
    .map(({ id }) => id)
    .toSorted()
}

async function listed(actor: Actor, filter: RequestFilter): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined; ;) {
    const page = await listRequests(db, { actor }, { ...filter, after })
    ids.push(...page.rows.map(({ id }) => id))
    if (page.next === null) return ids
    after = page.next
  }
}

describe('lists of a large office', () => {
  let rows: Awaited<ReturnType<typeof stored>> = []
  before(async () => {
    const office = { authority, units, officers, head: randomUUID(), courts: [court, 'xa.court-2'], open: 0.4 }
    await seedRequests(db, { office, requests: 1500, now: new Date(`${today}T12:00:00Z`) })
    await rebuildSearch(db)
    rows = await stored()
  })

  for (const [name, actor] of Object.entries(actors))
    it(`show ${name} exactly what is theirs to see, page by page, and count it`, async () => {
      for (const filter of filters) {
        const wanted = expected(rows, actor, filter)
        const found = await listed(actor, filter)
        assert.equal(new Set(found).size, found.length, 'nothing twice')
        assert.deepEqual(found.toSorted(), wanted, JSON.stringify(filter))
        assert.equal(await countedTo(db, sightFor(actor), filter, 10_000), wanted.length)
        assert.equal(await countedTo(db, sightFor(actor), filter, 7), Math.min(8, wanted.length))
      }
    })
})
