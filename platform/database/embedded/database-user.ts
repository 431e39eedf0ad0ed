import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { ComityError } from '@comity/errors'

/** The user under whom the server runs: PostgreSQL refuses root, and root's files must not be in SQL's reach. */
export interface DatabaseUser {
  readonly uid: number
  /** Whether the server runs as another user than this process. */
  readonly drops: boolean
  /** The command line that runs `command` as this user. */
  as(command: readonly string[]): string[]
  /**
   * The same while holding the lock of the data folder, which every child inherits: it is free again only when the last of
   * them has ended, whatever killed the first. Ends with {@link LOCK_IS_TAKEN} when it is not free.
   */
  holding(lock: string, command: readonly string[]): string[]
}

/** Exit code of a command that could not get the lock (EX_TEMPFAIL of sysexits.h). */
export const LOCK_IS_TAKEN = 75

/** The processes of a server that was killed need a moment to notice. */
const LOCK_WAIT_S = '1'

const NOBODY = 65534

export function databaseUser(): DatabaseUser {
  const own = process.getuid?.()
  assert(own !== undefined, 'the embedded database needs Linux')
  const drops = own === 0
  const dropped = [
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    '--clear-groups',
    '--no-new-privs',
    '--inh-caps=-all',
    '--bounding-set=-all',
  ]
  // The signal comes when this process dies, even of SIGKILL: the server then shuts down cleanly.
  const as = (command: readonly string[]) => ['setpriv', ...(drops ? dropped : []), '--pdeathsig', 'INT', ...command]
  const locked = (lock: string) => [
    'flock',
    '--no-fork',
    '--wait',
    LOCK_WAIT_S,
    '--conflict-exit-code',
    String(LOCK_IS_TAKEN),
    lock,
  ]
  return { uid: drops ? NOBODY : own, drops, as, holding: (lock, command) => [...locked(lock), ...as(command)] }
}

/** @throws ComityError `database-not-installed` without setpriv (util-linux); `data-folder-unreachable` when the user cannot write there, as below a parent closed to it. */
export async function mustReach(user: DatabaseUser, folder: string): Promise<void> {
  const test = await run(user.as(['test', '-w', folder]), '/')
  if (test.code === 127) throw new ComityError('database-not-installed', { values: { reason: test.complaint } })
  if (test.code !== 0)
    throw new ComityError('data-folder-unreachable', { values: { folder, user: user.drops ? 'nobody' : user.uid } })
}

export interface Ran {
  readonly code: number
  /** What it wrote to standard error. */
  readonly complaint: string
}

/** Runs a command to its end. A command that cannot be started counts as ended with code 127, as in a shell. */
export function run(command: readonly string[], folder: string): Promise<Ran> {
  const [executable, ...rest] = command
  assert(executable)
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  return new Promise((resolve) => {
    execFile(executable, rest, { cwd: folder, env }, (error, _output, complaint) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127
      resolve({ code, complaint: complaint.trim() || (error?.message ?? '') })
    })
  })
}
