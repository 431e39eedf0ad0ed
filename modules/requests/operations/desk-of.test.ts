import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { DeskHeap } from '../contract.ts'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import { tables, type RequestTable } from '../tables.ts'
import { openOffices } from '../testing-office.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const hana = arlenia.person('hana', 'head', 'case-officer')
const olga = arlenia.person('olga', 'auditor')
const today = '2026-03-02'

async function drafted(by: Actor = ana): Promise<string> {
  const draft = await arlenia.as(by, (ctx) =>
    door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
  )
  return draft.id
}

/** A request that stands there; the road's own test shows how it comes there. */
async function placed(
  at: Partial<Pick<RequestTable, 'direction' | 'state' | 'returns_to' | 'answer_by' | 'problem'>>,
): Promise<string> {
  const id = await drafted()
  await tables(arlenia.node.db).updateTable('requests.request').set(at).where('id', '=', id).execute()
  return id
}

/** The heaps on which the request lies for this person. */
async function heapsWith(id: string, actor: Actor): Promise<DeskHeap[]> {
  const desk = await door.deskOf(arlenia.node.db, { actor }, today)
  return desk.filter(({ rows }) => rows.some((row) => row.id === id)).map(({ heap }) => heap)
}

async function emptied(): Promise<void> {
  await tables(arlenia.node.db).updateTable('requests.request').set({ state: 'closed' }).execute()
}

describe('a desk', () => {
  it('asks a head to review what another wrote, and nobody to review their own', async () => {
    await emptied()
    const id = await drafted(hana)
    await arlenia.as(hana, (ctx) => door.submitRequest(ctx, { requestId: id }))
    assert.deepEqual(await heapsWith(id, hugo), ['toReview'])
    assert.deepEqual(await heapsWith(id, hana), ['colleagues'])
    assert.deepEqual(await heapsWith(id, ana), ['colleagues'])
  })

  it('asks a head to decide once the answer is overdue or no day was set for it, and waits before', async () => {
    await emptied()
    const asked = { direction: 'incoming', state: 'clarification-asked', returns_to: 'acknowledged' } as const
    const overdue = await placed({ ...asked, answer_by: '2026-03-01' })
    const atWill = await placed({ ...asked, answer_by: null })
    const early = await placed({ ...asked, answer_by: today })
    const inExecution = await placed({ ...asked, returns_to: 'executing', answer_by: '2026-03-01' })
    const heaps = async (actor: Actor) => Promise.all([overdue, atWill, early, inExecution].map((id) => heapsWith(id, actor)))
    assert.deepEqual(await heaps(hugo), [['toDecide'], ['toDecide'], ['otherState'], ['toExecute']])
    assert.deepEqual(await heaps(ana), [['colleagues'], ['colleagues'], ['otherState'], ['toExecute']])
  })

  it('gives an auditor nothing to do, and an administrator nothing to see', async () => {
    await emptied()
    const received = await placed({ direction: 'incoming', state: 'received' })
    const sent = await placed({ state: 'sent' })
    assert.deepEqual([await heapsWith(received, olga), await heapsWith(sent, olga)], [['colleagues'], ['otherState']])
    const ida = arlenia.person('ida', 'administrator')
    await assert.rejects(
      door.deskOf(arlenia.node.db, { actor: ida }, today),
      (error) => error instanceof ComityError && error.code === 'not-allowed',
    )
  })

  it('shows a delivery problem beside what is owed, and nothing that is closed or of another office', async () => {
    await emptied()
    const stuck = await placed({ state: 'sent', problem: 'expired' })
    const closed = await placed({ state: 'closed', problem: 'expired' })
    assert.deepEqual(await heapsWith(stuck, ana), ['queueProblems', 'otherState'])
    assert.deepEqual(await heapsWith(closed, ana), [])
    const ben = bresonia.person('ben', 'case-officer')
    assert.deepEqual(await door.deskOf(arlenia.node.db, { actor: ben }, today), [])
  })

  it('counts a whole heap and shows those unchanged for longest', async () => {
    await emptied()
    const ids: string[] = []
    for (let at = 0; at < 7; at += 1) {
      ids.push(await placed({ state: 'approved' }))
      await arlenia.world.advance(1000)
    }
    const desk = await door.deskOf(arlenia.node.db, { actor: hugo }, today)
    assert.deepEqual(
      desk.map(({ heap, count }) => [heap, count]),
      [['toSend', 7]],
    )
    assert.deepEqual(
      desk[0]?.rows.map((row) => row.id),
      ids.slice(0, 5),
    )
  })
})
