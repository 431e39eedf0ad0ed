import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sql } from 'kysely'
import { SearchFilter } from '../contract.ts'
import { openOffices } from '../testing-office.ts'
import { arrived, staffOf } from '../work/sample-staff.ts'
import { searchAll } from './search-all.ts'
import { rebuildSearch } from './store-rebuild.ts'

const { arlenia } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const { db } = arlenia.node

it('finds the same, in the same order, whether a word is known to be common or not', async () => {
  for (let at = 0; at < 12; at += 1) {
    const { id } = await arrived(arlenia, rita, `Common ${at % 3 === 0 ? 'plover' : 'heron'} ${at}`)
    const hidden = at % 4 === 1
    await sql`
      update requests.request set created_at = created_at - ${at * at} * interval '1 day',
        access = case when ${hidden} then array[${`unit:${unit.id}`}, 'all:' || own_authority] else access end where id = ${id}`.execute(
      db,
    )
  }
  await rebuildSearch(db)
  const pages = async (actor: typeof ben, text: string) => {
    const subjects: string[] = []
    for (let after: string | undefined | null; after !== null;) {
      const page = await searchAll(db, { actor }, SearchFilter.parse({ text, limit: 3, kind: 'request', after }))
      subjects.push(...page.hits.map(({ subject }) => subject))
      after = page.next
    }
    return subjects
  }
  const all = async () => {
    const found = []
    for (const actor of [ben, dora, cleo])
      for (const text of ['common', 'common plover', '"common heron"', 'heron']) found.push(await pages(actor, text))
    return found
  }
  const { rows } = await sql<{ stem: string }>`select stem from requests.search_common where stem in ('common', 'heron')`.execute(
    db,
  )
  assert.equal(rows.length, 2, 'the statistics know them')
  const asCommon = await all()
  assert.deepEqual(
    asCommon.map(({ length }) => length),
    [9, 3, 6, 6, 12, 4, 8, 8, 12, 4, 8, 8],
  )
  assert.deepEqual(
    asCommon[8],
    Array.from({ length: 12 }, (_, at) => `Common ${at % 3 === 0 ? 'plover' : 'heron'} ${at}`),
  )
  await sql`delete from requests.search_common`.execute(db)
  assert.deepEqual(await all(), asCommon)
})
