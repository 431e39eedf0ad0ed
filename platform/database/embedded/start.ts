import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import type { Log } from '@comity/log'
import { findBinaries } from './binaries.ts'
import { makeCluster } from './cluster.ts'
import { databaseUser, mustReach, run } from './database-user.ts'
import type { DatabaseUser } from './database-user.ts'
import { followLog, refusalFrom } from './server-log.ts'
import type { ServerLog } from './server-log.ts'
import { settingsFor } from './settings.ts'

export interface EmbeddedPostgresOptions {
  /** A folder for the database alone; made when missing. Under root it belongs to an unprivileged user afterwards. */
  readonly folder: string
  /** Whether a commit waits for the disk. Only tests on memory disks say no. */
  readonly durable: boolean
  readonly log: Log
}

/** A PostgreSQL server of this process, reachable through a socket only. */
export interface EmbeddedPostgres {
  /** The folder of the socket: the `host` of a DatabaseAddress. The user is `comity`, the first database `postgres`. */
  readonly host: string
  /** The process id of the server. */
  readonly pid: number
  /** Disconnects everybody, writes everything and ends the server. May be called twice. */
  stop(): Promise<void>
  /** Resolves when the server has ended, whyever: a node whose server ended without `stop` must end too. */
  readonly ended: Promise<EndedPostgres>
}

/** Why the server ended: told to (`expected`), or by itself. `reason` is its last grave log line, or how the process ended. */
export interface EndedPostgres {
  readonly expected: boolean
  readonly reason: string
}

/**
 * Starts the PostgreSQL that comes with the product on a folder, making a new database cluster when there is none.
 *
 * It runs as the unprivileged user of this process, or as `nobody` without any capability when this process is root, listens
 * on a Unix socket only that this user may open, and ends cleanly when this process dies. Call it from the main thread.
 *
 * @throws ComityError `data-folder-in-use`, `data-folder-unreachable`, `disk-full`, `data-folder-path-too-long`,
 *   `database-not-installed`, `database-not-started`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = placesIn(path.resolve(options.folder))
  mustBeShort(place.socket)
  const user = databaseUser()
  await makeFolders(place, user)
  await mustReach(user, place.folder)
  const binaries = await findBinaries(user, place.folder)
  await makeCluster({ user, binaries, data: place.data, lock: place.lock, durable: options.durable })
  const settings = settingsFor(place.socket, options.durable, await bytesIn(path.join(place.data, 'base')))
  const command = [path.join(binaries, 'postgres'), '-D', place.data, ...settings]
  const start = () => spawnServer(user.holding(place.lock, command), place.folder, options.log)
  const first = start()
  const blocked = await startedOrRefused(first, place.folder)
  if (blocked === undefined) return handleOf(first, place.socket)
  if (!first.log.saysLockFileExists()) throw blocked
  await removeLeftLockFiles(user, place)
  const second = start()
  const refused = await startedOrRefused(second, place.folder)
  if (refused) throw refused
  return handleOf(second, place.socket)
}

/** Of all files of the databases; what is missing or cannot be read counts for nothing here, and the server says why. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const sizes = entries.map(async (entry) => {
    if (!entry.isFile()) return 0
    const facts = await stat(path.join(entry.parentPath, entry.name)).catch(() => null)
    return facts?.size ?? 0
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

interface Places {
  readonly folder: string
  readonly data: string
  readonly socket: string
  readonly lock: string
}

function placesIn(folder: string): Places {
  return { folder, data: path.join(folder, 'pg'), socket: path.join(folder, 's'), lock: path.join(folder, 'lock') }
}

/** Bytes of sun_path in unix(7) less the closing zero. */
const SOCKET_PATH_LIMIT = 107

function mustBeShort(socketFolder: string): void {
  const file = path.join(socketFolder, '.s.PGSQL.5432')
  if (Buffer.byteLength(file) <= SOCKET_PATH_LIMIT) return
  throw new ComityError('data-folder-path-too-long', { values: { path: file, limit: SOCKET_PATH_LIMIT } })
}

async function makeFolders(place: Places, user: DatabaseUser): Promise<void> {
  // Passable but not readable: the database user goes through the node's data folder and sees nothing in it.
  await mkdir(path.dirname(place.folder), { recursive: true, mode: 0o711 })
  for (const folder of [place.folder, place.socket]) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if (user.drops) await chown(folder, user.uid, user.uid)
  }
}

interface Server {
  readonly process: ChildProcess
  readonly log: ServerLog
  readonly exited: Promise<string>
}

function spawnServer(command: readonly string[], folder: string, log: Log): Server {
  const [executable, ...rest] = command
  assert(executable)
  const child = spawn(executable, rest, { cwd: folder, env: CLEAN_ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] })
  const serverLog = followLog(child.stderr, log)
  // 'close', not 'exit': the last lines of the log are read by then.
  const exited = once(child, 'close').then(([code, signal]) => `ended with ${signal ?? `code ${code}`}`)
  return { process: child, log: serverLog, exited }
}

/** Nothing of the node's own environment, which may hold secrets, reaches the server. */
const CLEAN_ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' }

async function startedOrRefused(server: Server, folder: string): Promise<ComityError | undefined> {
  const exit = await Promise.race([server.log.ready, server.exited])
  if (exit === undefined) return undefined
  return (
    refusalFrom(server.process.exitCode, server.log.lines(), folder) ??
    new ComityError('database-not-started', { values: { reason: server.log.lastGrave() ?? server.log.lines().at(-1) ?? exit } })
  )
}

/**
 * After a power cut the process ids in PostgreSQL's own lock files may belong to other programs by now, which it takes for
 * a running server. Our lock is held by every process of a server and by nothing else, so it tells the truth.
 */
async function removeLeftLockFiles(user: DatabaseUser, place: Places): Promise<void> {
  const left = [path.join(place.data, 'postmaster.pid'), path.join(place.socket, '.s.PGSQL.5432.lock')]
  const removal = await run(user.holding(place.lock, ['rm', '-f', ...left]), place.folder)
  if (removal.code !== 0) throw new ComityError('data-folder-in-use', { values: { folder: place.folder } })
}

function handleOf(server: Server, host: string): EmbeddedPostgres {
  const state = { stopping: false }
  const ended = server.exited.then((exit): EndedPostgres => {
    return { expected: state.stopping, reason: (state.stopping ? undefined : server.log.lastGrave()) ?? exit }
  })
  const { pid } = server.process
  assert(pid !== undefined, 'a server that is ready has a process')
  return {
    host,
    pid,
    ended,
    async stop() {
      state.stopping = true
      server.process.kill('SIGINT') // "fast": what is committed is written, who is connected is sent away
      const impatient = setTimeout(() => server.process.kill('SIGQUIT'), STOP_LIMIT_MS)
      await ended
      clearTimeout(impatient)
    },
  }
}

/** After this the server is cut short; the next start recovers from its log. */
const STOP_LIMIT_MS = 60_000
