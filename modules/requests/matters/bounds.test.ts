import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addPerson, systemActor } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { MAX_NAMED, Matter } from '../contract.ts'
import { draftHistory } from '../drafting/history.ts'
import * as door from '../operations.ts'
import { openOffices } from '../testing-office.ts'
import { staffOf } from '../work/sample-staff.ts'
import { assignMatter, closeMatter } from './matter-life.ts'
import { reconcile } from './reconcile.ts'
import { draftOf, ivan, olga, openCase, withPersons } from './sample-matter.ts'

const { arlenia, bresonia } = await openOffices()
const { ben, dora, cleo, unit } = await staffOf(arlenia)
const { db } = arlenia.node
const refused = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code

describe('who takes over into a draft what its matter says', () => {
  it('stands in the history of edits with what they changed', async () => {
    const matter = await openCase(arlenia, ben)
    const { id } = await draftOf(arlenia, ben, matter, bresonia)
    await withPersons(arlenia, ben, matter, [ivan, olga])
    await arlenia.as(dora, (ctx) => reconcile(ctx, { requestId: id, everything: 'to-request' }))
    const { edits } = await draftHistory(db, { actor: ben }, id, { limit: 20 })
    assert.deepEqual(
      edits.map(({ personName, changes }) => [personName, changes.map(({ path }) => path)]),
      [['Dora', ['persons']]],
    )
  })
})
