import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '@comity/database'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import { catalogueFaults } from '@comity/i18n'
import fc from 'fast-check'
import { texts } from './messages.ts'
import { readTrail } from './operations/read-trail.ts'
import { may } from './policy.ts'
import { linkEntries, record, verifyAudit } from './server.ts'

const world = testWorld({ now: new Date('2026-11-01T09:00:00Z'), seed: 1 })
const actor = { id: 'p1', name: 'Amara Okoye', authorityId: 'xa.central-authority' }
const act = (n: number) => ({ act: 'request.sent', subject: { kind: 'request', id: `r${n}` }, details: { n } })

const { db } = await testDatabase([{ module: 'audit', folder: new URL('migrations/', import.meta.url) }])

describe('the audit trail', () => {
  before(async () => {
    for (let n = 1; n <= 5; n += 1)
      await inTransaction(db, (tx) => record({ db: tx, now: world.clock.now(), world, actor }, act(n)))
  })

  it('chains what was recorded and finds it sound', async () => {
    assert.equal((await verifyAudit(db)).waiting, 5)
    assert.equal(await linkEntries(db), 5)
    const verdict = await verifyAudit(db)
    assert.deepEqual([verdict.sound, verdict.linked, verdict.waiting, verdict.fault], [true, 5, 0, null])
    assert.equal(await linkEntries(db), 0)
  })

  it('keeps nothing of an operation that was undone', async () => {
    await assert.rejects(
      inTransaction(db, async (tx) => {
        await record({ db: tx, now: world.clock.now(), world, actor }, act(99))
        throw new TypeError('undone')
      }),
    )
    assert.equal((await verifyAudit(db)).waiting, 0)
  })

  it('refuses to change, delete or empty, but lets the readable part be erased', async () => {
    await assert.rejects(sql`update audit.entry set act = 'x' where sequence = 1`.execute(db), /append-only/)
    await assert.rejects(sql`update audit.link set chain = '' where position = 1`.execute(db), /append-only/)
    await assert.rejects(sql`delete from audit.entry`.execute(db), /append-only/)
    await assert.rejects(sql`truncate audit.entry cascade`.execute(db), /append-only/)
    await sql`update audit.entry set details = null, salt = null where sequence = 2`.execute(db)
    const verdict = await verifyAudit(db)
    assert.deepEqual([verdict.sound, verdict.erased], [true, 1])
  })

  it('tells an administrator facts, and the words of a case only to an auditor', async () => {
    const details = { reference: 'M-1', reasons: 'The minister is a suspect.', exhibit: 'Diary', text: 'Petrov' }
    await inTransaction(db, (tx) =>
      record(
        { db: tx, now: world.clock.now(), world, actor },
        { act: 'matter.closed', subject: { kind: 'matter', id: 'm1' }, details },
      ),
    )
    await linkEntries(db)
    const read = async (...roles: string[]) =>
      (await readTrail(db, { actor: { kind: 'person', roles }, bounds: null }, { subject: 'm1', limit: 1 })).entries[0]?.details
    assert.deepEqual(await read('administrator'), { reference: 'M-1' })
    assert.deepEqual(await read('auditor', 'administrator'), details)
  })

  for (const [what, change, kind] of [
    ['an altered entry', sql`update audit.entry set actor_name = 'Somebody Else' where sequence = 3`, 'entry-altered'],
    ['altered details', sql`update audit.entry set details = '{"n":7}' where sequence = 3`, 'entry-altered'],
    ['a swapped commitment', sql`update audit.entry set commitment = sha256('x') where sequence = 4`, 'chain-broken'],
    ['a removed link', sql`delete from audit.link where position = 3`, 'position-missing'],
  ] as const) {
    it(`finds ${what} by someone who owns the database`, async () => {
      await assert.rejects(
        inTransaction(db, async (tx) => {
          await sql`alter table audit.entry disable trigger all`.execute(tx)
          await sql`alter table audit.link disable trigger all`.execute(tx)
          await change.execute(tx)
          const verdict = await verifyAudit(tx)
          assert.deepEqual([verdict.sound, verdict.fault?.kind], [false, kind])
          throw new RangeError('undo')
        }),
        RangeError,
      )
    })
  }
})

describe('who reads the audit trail', () => {
  it('is an auditor or an administrator, and a person', () => {
    const roles = fc.subarray(['case-officer', 'head', 'registrar', 'auditor', 'administrator'])
    fc.assert(
      fc.property(roles, fc.constantFrom('person', 'peer', 'system'), (held, kind) => {
        const expected = kind === 'person' && (held.includes('auditor') || held.includes('administrator'))
        return may({ kind, roles: held }, 'read') === expected
      }),
    )
  })
  it('speaks six languages', () => assert.deepEqual(catalogueFaults(texts), []))
})
