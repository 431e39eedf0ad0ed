import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { addPerson, systemActor } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { MAX_NAMED, Matter } from '../contract.ts'
import { draftHistory } from '../drafting/history.ts'
import * as door from '../operations.ts'
import { openOffices } from '../testing-office.ts'
import { staffOf } from '../work/sample-staff.ts'
import { assignMatter, closeMatter, reopenMatter } from './matter-life.ts'
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

describe('a matter given to a unit', () => {
  it('is refused one person too many rather than stored so that nobody can read it', async () => {
    const matter = await openCase(arlenia, ben)
    const named: string[] = []
    for (let at = 0; at < MAX_NAMED; at++) {
      const given = { name: `P${at}`, login: `p${at}`, roles: ['case-officer' as const], authorityId: arlenia.authorityId }
      named.push((await arlenia.as(systemActor(arlenia.authorityId), (ctx) => addPerson(ctx, given))).id)
    }
    const to = { matterId: matter.id, assignee: null, unit: unit.id }
    await assert.rejects(
      arlenia.as(ben, (ctx) => assignMatter(ctx, { ...to, named })),
      refused('bad-input'),
    )
    await arlenia.as(ben, (ctx) => assignMatter(ctx, { ...to, named: named.slice(1) }))
    assert.ok(Matter.safeParse(await door.getMatter(db, { actor: ben }, matter.id)).success)
  })
})

describe('a closed matter', () => {
  it('gets no open request back by the undoing of a given-up draft', async () => {
    const matter = await openCase(arlenia, ben)
    const { id } = await draftOf(arlenia, ben, matter, bresonia)
    await arlenia.as(ben, (ctx) => door.doing('discard')(ctx, { requestId: id, reasons: 'Given up.' }))
    await arlenia.as(cleo, (ctx) => closeMatter(ctx, { matterId: matter.id, reasons: 'Nothing to ask.' }))
    await assert.rejects(
      arlenia.as(ben, (ctx) => door.undoLast(ctx, { requestId: id })),
      refused('matter-closed'),
    )
  })

  it('has none of its requests opened again before it is itself', async () => {
    const matter = await openCase(arlenia, ben)
    const { id } = await draftOf(arlenia, ben, matter, bresonia)
    await sql`update requests.request set state = 'closed', returns_to = 'assessed' where id = ${id}`.execute(db)
    await arlenia.as(cleo, (ctx) => closeMatter(ctx, { matterId: matter.id, reasons: 'The trial is over.' }))
    const reopen = () => arlenia.as(cleo, (ctx) => door.doing('reopen')(ctx, { requestId: id, reasons: 'New facts.' }))
    await assert.rejects(reopen(), refused('matter-closed'))
    await arlenia.as(cleo, (ctx) => reopenMatter(ctx, { matterId: matter.id, reasons: 'New facts.' }))
    assert.equal((await reopen()).state, 'assessed')
  })

  it('is not closed while a draft of it is being begun', async () => {
    const matter = await openCase(arlenia, ben)
    let begun = (): void => undefined
    const opened = new Promise<void>((resolve) => (begun = resolve))
    const drafting = arlenia.as(ben, async (ctx) => {
      const { id } = await door.draftRequest(ctx, { matterId: matter.id, form: 'mutual-legal-assistance', content: {} })
      begun()
      await new Promise((resolve) => setTimeout(resolve, 100))
      return id
    })
    await opened
    const closing = arlenia.as(cleo, (ctx) => closeMatter(ctx, { matterId: matter.id, reasons: 'Nothing to ask.' }))
    await assert.rejects(closing, refused('matter-has-open-requests'))
    await drafting
  })

  it('begins no draft that was waiting for it to close', async () => {
    const matter = await openCase(arlenia, ben)
    let drafting: Promise<unknown> = Promise.resolve()
    await arlenia.as(cleo, async (ctx) => {
      await closeMatter(ctx, { matterId: matter.id, reasons: 'Nothing to ask.' })
      drafting = arlenia.as(ben, (other) =>
        door.draftRequest(other, { matterId: matter.id, form: 'mutual-legal-assistance', content: {} }),
      )
      await Promise.race([drafting.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 100))])
    })
    await assert.rejects(drafting, refused('matter-closed'))
  })
})
