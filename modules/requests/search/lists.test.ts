import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '@comity/accounts/contract'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import { openOffices } from '../testing-office.ts'
import { arrived, staffOf } from '../work/sample-staff.ts'

const { arlenia } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const { db } = arlenia.node
const person = { kind: 'natural', position: 'suspect' } as const
const { id, ownReference } = await arrived(arlenia, rita, 'Harbour concession of Meridian', {
  ...completeContent(),
  persons: [{ ...person, name: '王伟明' }],
  facts: 'Payments through Kestrel Holding.',
})

const listed = async (actor: Actor, text: string) =>
  (await door.listRequests(db, { actor }, { text, limit: 50 })).rows.map((row) => row.id)

describe('the text filter of lists', () => {
  it('finds a request by its reference, subject, persons and facts, whatever the case and the order of words', async () => {
    for (const text of [ownReference, ownReference.slice(3), 'MERIDIAN harbour', '王伟明', '伟明', 'kestrel', 'payment'])
      assert.deepEqual(await listed(ben, text), [id], text)
  })

  it('finds the beginning of the last word, as one types', async () => {
    for (const text of ['harbour conc', 'kest', 'meridian hold']) assert.deepEqual(await listed(ben, text), [id], text)
    assert.deepEqual(await listed(ben, 'conc harbour'), [])
  })

  it('finds nothing where no letter or digit is asked for, and takes no wildcard of a database', async () => {
    for (const text of ['%', '_', '§§', 'h%r', "kestrel' or 1"]) assert.deepEqual(await listed(ben, text), [], text)
  })

  it('narrows with the other filters', async () => {
    const of = async (more: object) =>
      (await door.listRequests(db, { actor: ben }, { text: 'kestrel', limit: 50, ...more })).rows.length
    assert.deepEqual(
      await Promise.all([of({ direction: 'incoming' }), of({ direction: 'outgoing' }), of({ state: 'closed' })]),
      [1, 0, 0],
    )
  })

  it('shows nobody what they may not see', async () => {
    assert.deepEqual(await listed(dora, 'kestrel'), [id])
    await arlenia.as(cleo, (ctx) => door.assignRequest(ctx, { requestId: id, assignee: dora.id, unit: unit.id, named: [] }))
    assert.deepEqual([await listed(dora, 'kestrel'), await listed(ben, 'kestrel')], [[id], []])
  })

  it('comes newest first, page after page, over all the years of a register', async () => {
    const made: { id: string; createdAt: string }[] = []
    for (let month = 0; month < 14; month += 1) {
      const one = await arrived(arlenia, rita, `Ferry ${month}`, { ...completeContent(), facts: 'Through Pelican Trading.' })
      const at = new Date(Date.UTC(2026, 3 - month * 2, 1)).toISOString()
      await sql`update requests.request set created_at = ${at} where id = ${one.id}`.execute(db)
      await sql`update requests.search_entry set at = ${at} where thing_id = ${one.id} and kind = 'request'`.execute(db)
      made.push({ id: one.id, createdAt: at })
    }
    const newestFirst = made.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)).map((one) => one.id)
    for (const limit of [1, 4, 5, 100]) {
      const paged: string[] = []
      for (let after: string | null | undefined; after !== null;) {
        const page = await door.listRequests(db, { actor: ben }, { text: 'pelican', limit, after })
        paged.push(...page.rows.map((row) => row.id))
        after = page.next
      }
      assert.deepEqual(paged, newestFirst, `${limit} on a page`)
    }
    const byReference = await door.listRequests(db, { actor: ben }, { text: 'pelican', sort: 'reference', limit: 100 })
    assert.deepEqual(
      byReference.rows.map((row) => row.ownReference),
      byReference.rows.map((row) => row.ownReference).toSorted(),
    )
    assert.equal(byReference.rows.length, made.length)
  })

  it('finds a matter by its facts and what it says no more not', async () => {
    const said = { title: 'Ferry', persons: [], property: [], offences: [] }
    const matter = await arlenia.as(ben, (ctx) => door.openMatter(ctx, { ...said, facts: 'Paid to Osprey.' }))
    const found = async (text: string) =>
      (await door.listMatters(db, { actor: ben }, { text, limit: 10 })).rows.map((row) => row.id)
    assert.deepEqual([await found('ospr'), await found(matter.reference)], [[matter.id], [matter.id]])
    await arlenia.as(ben, (ctx) =>
      door.saveMatter(ctx, { matterId: matter.id, revision: matter.revision, ...said, facts: 'Paid.' }),
    )
    assert.deepEqual([await found('osprey'), await found('ferry')], [[], [matter.id]])
  })
})
