import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { completeContent } from '../rules/example-content.ts'
import { openOffices } from '../testing-office.ts'
import { arrived, staffOf } from '../work/sample-staff.ts'
import { SearchFilter } from '../contract.ts'
import { searchAll } from './search-all.ts'

const { arlenia } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const { db } = arlenia.node
const search = async (actor: typeof ben, text: string, more: object = {}) => (await searchAll(db, { actor }, SearchFilter.parse({ text, ...more }))).hits

describe('search', () => {
  it('finds', async () => {
    await arrived(arlenia, rita, 'Frozen accounts of Amara Okoye', completeContent())
    console.log(JSON.stringify(await search(ben, 'okoye accounts'), null, 1))
    console.log(JSON.stringify(await search(ben, '"northern road contracts" compan'), null, 1))
  })
})
