import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createDatabaseIfMissing, dropDatabase, inTransaction, openDatabase } from '@comity/database'
import type { Db } from '@comity/database'
import { silentLog } from '@comity/log'
import { testDatabase } from '@comity/testing/database'
import { sql } from 'kysely'

const { db, host, name } = await testDatabase([])
await sql`create table public.note (id int primary key, words text not null)`.execute(db)
const tables = (within: Db) => within.$extendTables<{ note: { id: number; words: string } }>()
const ids = async () => (await tables(db).selectFrom('note').select('id').orderBy('id').execute()).map((row) => row.id)

describe('values from the database', () => {
  it('come as what they are, whatever the time zone of the machine', async () => {
    const found = await sql`
      select 9007199254740991::int8 as big, count(*) as counted, 1.10::numeric as amount, date '2026-03-29' as day,
        timestamptz '2026-03-29 00:30:00+02' as instant, '{"a":[1]}'::jsonb as facts, '\\x0102'::bytea as bytes,
        interval '1 day 2 hours' as span, array[1::int4, 2] as numbers, null::int8 as nothing`.execute(db)
    assert.deepEqual(found.rows[0], {
      big: 9007199254740991,
      counted: 1,
      amount: '1.10',
      day: '2026-03-29',
      instant: new Date('2026-03-28T22:30:00Z'),
      facts: { a: [1] },
      bytes: Buffer.from([1, 2]),
      span: '1 day 02:00:00',
      numbers: [1, 2],
      nothing: null,
    })
  })

  it('are never rounded: an int8 that a number cannot hold is a bug', async () => {
    await assert.rejects(sql`select 9007199254740992::int8`.execute(db), assert.AssertionError)
    assert.equal((await sql<{ n: number }>`select 1::int8 as n`.execute(db)).rows[0]?.n, 1)
  })
})

describe('a transaction', () => {
  it('is kept when it resolves', async () => {
    const kept = await inTransaction(db, async (tx) => {
      await tables(tx).insertInto('note').values({ id: 1, words: 'kept' }).execute()
      return 'result'
    })
    assert.equal(kept, 'result')
    assert.deepEqual(await ids(), [1])
  })

  it('is undone when it throws, and the error comes out', async () => {
    const doing = inTransaction(db, async (tx) => {
      await tables(tx).insertInto('note').values({ id: 2, words: 'lost' }).execute()
      throw new RangeError('stop')
    })
    await assert.rejects(doing, RangeError)
    assert.deepEqual(await ids(), [1])
  })

  it('has no other inside', async () => {
    await assert.rejects(
      inTransaction(db, async (tx) => inTransaction(tx, async () => 1)),
      assert.AssertionError,
    )
  })
})

describe('a statement that comes again', () => {
  const names = async (within: Db) =>
    (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(within)).rows.map(
      (row) => row.statement,
    )

  it('is kept planned on its connection, and answers for the values of each time', async () => {
    await db.connection().execute(async (within) => {
      const add = async (value: number) =>
        (await sql<{ sum: number }>`select ${value}::int + 1 as sum`.execute(within)).rows[0]?.sum
      assert.deepEqual([await add(1), await add(2), await add(3)], [2, 3, 4])
      assert.equal((await names(within)).filter((text) => text === 'select $1::int + 1 as sum').length, 1)
    })
  })

  it('fails and goes on as any other', async () => {
    await db.connection().execute(async (within) => {
      const divide = async (by: number) =>
        (await sql<{ part: number }>`select 6 / ${by}::int as part`.execute(within)).rows[0]?.part
      assert.equal(await divide(2), 3)
      await assert.rejects(divide(0), /division by zero/)
      assert.equal(await divide(3), 2)
    })
  })

  it('is not kept when it comes once: thousands that were put together for one page would fill the server', async () => {
    await db.connection().execute(async (within) => {
      const before = (await names(within)).length
      for (let at = 0; at < 20; at++) await sql`select ${at}::int as ${sql.ref(`once_${at}`)}`.execute(within)
      assert.equal((await names(within)).length, before)
    })
  })
})

describe('opening a database', () => {
  it('takes a URL as well, for a server of the site', async () => {
    const url = `postgres://comity@/${name}?host=${encodeURIComponent(host)}`
    const byUrl = await openDatabase({ url }, { log: silentLog })
    const found = await sql`select current_database() as name`.execute(byUrl).finally(() => byUrl.destroy())
    assert.deepEqual(found.rows, [{ name }])
  })

  it('says that no server answers, without telling the password', async () => {
    const url = 'postgres://officer:s3cret@127.0.0.1:1/comity'
    await assert.rejects(openDatabase({ url }, { log: silentLog }), (error: Error) => {
      assert.match(error.message, /^database-unreachable; server: 127\.0\.0\.1:1\/comity; reason: .*ECONNREFUSED/)
      assert.doesNotMatch(error.message, /s3cret|officer/)
      return true
    })
    await assert.rejects(openDatabase({ host, database: 'none' }, { log: silentLog }), { code: 'database-unreachable' })
  })

  it('survives that the server cuts its idle connections', async () => {
    const noticed = Promise.withResolvers<void>()
    const other = await openDatabase({ host, database: name }, { log: { ...silentLog, debug: () => noticed.resolve() } })
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and pid <> pg_backend_pid()`.execute(
      db,
    )
    await noticed.promise
    const found = await sql`select 1 as n`.execute(other).finally(() => other.destroy())
    assert.deepEqual(found.rows, [{ n: 1 }])
  })
})

describe('making a database', () => {
  it('does it once, also when several try at the same time', async () => {
    const fresh = `${name}_fresh`
    await Promise.all([1, 2, 3].map(() => createDatabaseIfMissing(host, fresh)))
    await createDatabaseIfMissing(host, fresh)
    const opened = await openDatabase({ host, database: fresh }, { log: silentLog })
    await opened.destroy()
    await dropDatabase(host, fresh)
    await dropDatabase(host, fresh)
    await assert.rejects(openDatabase({ host, database: fresh }, { log: silentLog }), { code: 'database-unreachable' })
  })
})
