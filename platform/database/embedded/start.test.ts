import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { openDatabase, startEmbeddedPostgres } from '@comity/database'
import type { EmbeddedPostgres } from '@comity/database'
import { silentLog } from '@comity/log'
import { sql } from 'kysely'

const base = mkdtempSync(path.join(tmpdir(), 'comity-pg-'))
chmodSync(base, 0o711)
const running: EmbeddedPostgres[] = []
after(async () => {
  await Promise.all(running.map((server) => server.stop()))
  rmSync(base, { recursive: true })
})

async function start(folder: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ folder, durable: true, log: silentLog })
  running.push(server)
  return server
}

async function ask<Row>(server: EmbeddedPostgres, question: string): Promise<Row[]> {
  const db = await openDatabase({ host: server.host, database: 'postgres' }, { log: silentLog })
  const answer = await sql
    .raw<Row>(question)
    .execute(db)
    .finally(() => db.destroy())
  return answer.rows
}

// One folder for all: each of these steps leaves what the next one needs.
describe('an embedded server on a real disk', () => {
  const folder = path.join(base, 'node')

  it('makes its files on the first start and keeps promises about the disk', async () => {
    const server = await start(folder)
    await ask(server, 'create table kept (n int)')
    await ask(server, 'insert into kept values (1)')
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses', 'server_encoding']
    const found = await ask<Record<string, string>>(
      server,
      `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`,
    )
    assert.deepEqual(found[0], {
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      listen_addresses: '',
      server_encoding: 'UTF8',
    })
  })

  it('reaches no file of root', { skip: process.getuid?.() !== 0 }, async () => {
    const [server] = running
    assert(server)
    await assert.rejects(ask(server, `select pg_read_file('/etc/shadow')`), /Permission denied/)
    await assert.rejects(ask(server, `copy (select 1) to '/etc/comity-test'`), /Permission denied/)
  })

  it('refuses a second server on the same folder', async () => {
    await assert.rejects(start(folder), { code: 'data-folder-in-use', values: { folder } })
  })

  it('has every committed row after it was killed, and says that it ended by itself', async () => {
    const [server] = running
    assert(server)
    await ask(server, 'insert into kept select generate_series(2, 500)')
    process.kill(server.pid, 'SIGKILL')
    assert.deepEqual(await server.ended, { expected: false, reason: 'ended with SIGKILL' })
    const again = await start(folder)
    assert.deepEqual(await ask(again, 'select count(*) as n from kept'), [{ n: 500 }])
    await again.stop()
  })

  it('starts where another program has the process id of the server that a power cut ended', async () => {
    const server = await start(folder)
    await server.stop()
    // The id of this test's parent's parent would be taken for our own; any other program under the database user blocks.
    const bystander = await start(path.join(base, 'bystander'))
    writeFileSync(path.join(folder, 'pg', 'postmaster.pid'), `${bystander.pid}\n${path.join(folder, 'pg')}\n0\n5432\n\n\n`)
    const again = await start(folder)
    assert.deepEqual(await ask(again, 'select count(*) as n from kept'), [{ n: 500 }])
    await bystander.stop()
    await again.stop()
  })

  it('stops cleanly, and twice', async () => {
    const server = await start(folder)
    await server.stop()
    await server.stop()
    assert.equal((await server.ended).expected, true)
    assert.equal(existsSync(path.join(folder, 'pg', 'postmaster.pid')), false)
  })

  it('forgets an interrupted first start', async () => {
    const fresh = path.join(base, 'fresh')
    mkdirSync(path.join(fresh, `pg.new-${process.pid}`), { recursive: true })
    writeFileSync(path.join(fresh, `pg.new-${process.pid}`, 'PG_VERSION'), '18\n')
    const server = await start(fresh)
    assert.deepEqual(await ask(server, 'select 1 as n'), [{ n: 1 }])
    assert.equal(existsSync(path.join(fresh, `pg.new-${process.pid}`)), false)
    await server.stop()
  })
})

describe('an embedded server that cannot start', () => {
  it('says that the path of the folder is too long for a socket', async () => {
    await assert.rejects(start(path.join(base, 'x'.repeat(100))), { code: 'data-folder-path-too-long' })
  })

  it('says that the database user cannot reach the folder', { skip: process.getuid?.() !== 0 }, async () => {
    const closed = path.join(base, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const folder = path.join(closed, 'db')
    await assert.rejects(start(folder), { code: 'data-folder-unreachable', values: { folder, user: 'nobody' } })
  })

  it('gives the reason from its log when its files are of another release', async () => {
    const folder = path.join(base, 'old')
    mkdirSync(path.join(folder, 'pg'), { recursive: true, mode: 0o755 })
    writeFileSync(path.join(folder, 'pg', 'PG_VERSION'), '12\n')
    await assert.rejects(start(folder), {
      code: 'database-not-started',
      message: /reason: .*(ownership|permissions|configuration|directory)/,
    })
  })
})
