import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { ComityError } from '@comity/errors'
import type { Log } from '@comity/log'
import { LOCK_IS_TAKEN } from './database-user.ts'

/** What the server has said so far. */
export interface ServerLog {
  /** Resolves when it accepts connections. */
  readonly ready: Promise<undefined>
  /** The last lines, oldest first. */
  lines(): readonly string[]
  /** The last line that says why it cannot go on. */
  lastGrave(): string | undefined
  /** Whether PostgreSQL's own lock file stopped it. */
  saysLockFileExists(): boolean
}

/** Lines kept for an explanation; a server that runs for years says many. */
const KEPT_LINES = 50

/** Reads the server's standard error, passes it on to the log and remembers the end of it. */
export function followLog(stream: Readable, log: Log): ServerLog {
  const kept: string[] = []
  const { promise: ready, resolve } = Promise.withResolvers<undefined>()
  createInterface({ input: stream }).on('line', (line) => {
    kept.push(line)
    if (kept.length > KEPT_LINES) kept.shift()
    if (isGrave(line)) log.error({ line }, 'the database server cannot go on')
    else log.debug({ line }, 'the database server says')
    if (line.includes('database system is ready to accept connections')) resolve(undefined)
  })
  return {
    ready,
    lines: () => kept,
    lastGrave: () => kept.findLast(isGrave),
    saysLockFileExists: () => kept.some((line) => /lock file ".*" already exists/.test(line)),
  }
}

/** FATAL is also what the server says when it ends one connection, as at every clean stop; only other grave lines are the server's own. */
function isGrave(line: string): boolean {
  return /\b(FATAL|PANIC):/.test(line) && !/FATAL: +terminating /.test(line)
}

/** The refusal that an exit code and the last lines of a database program amount to, where they say something known. */
export function refusalFrom(code: number | null, lines: readonly string[], folder: string): ComityError | undefined {
  if (code === LOCK_IS_TAKEN) return new ComityError('data-folder-in-use', { values: { folder } })
  const text = lines.join('\n')
  if (/No space left on device|Disk quota exceeded/.test(text)) return new ComityError('disk-full', { values: { folder } })
  if (/lock file ".*" already exists|pre-existing shared memory block/.test(text)) {
    return new ComityError('data-folder-in-use', { values: { folder } })
  }
  return undefined
}
