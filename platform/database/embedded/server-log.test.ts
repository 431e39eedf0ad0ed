import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { describe, it } from 'node:test'
import { silentLog } from '@comity/log'
import { followLog, refusalFrom } from './server-log.ts'

describe('what the log of the database means', () => {
  it('is a full disk, whichever file it was', () => {
    const line = 'PANIC:  could not write to file "pg_wal/xlogtemp.31": No space left on device'
    assert.equal(refusalFrom(1, [line], '/d')?.code, 'disk-full')
  })

  it('is a folder in use when the lock is taken or PostgreSQL says so', () => {
    assert.equal(refusalFrom(75, [], '/d')?.code, 'data-folder-in-use')
    assert.equal(refusalFrom(1, ['FATAL:  lock file "postmaster.pid" already exists'], '/d')?.code, 'data-folder-in-use')
  })

  it('is nothing known otherwise', () => {
    assert.equal(refusalFrom(1, ['FATAL:  something else'], '/d'), undefined)
  })

  it('is ready when it accepts connections, and its last grave line explains an end', async () => {
    const stream = new PassThrough()
    const log = followLog(stream, silentLog)
    stream.write('LOG:  database system is ready to accept connections\n')
    await log.ready
    assert.equal(log.lastGrave(), undefined)
    stream.end('PANIC:  bad\nLOG:  bye\n')
    await new Promise((resolve) => stream.on('close', resolve))
    assert.equal(log.lastGrave(), 'PANIC:  bad')
  })
})
