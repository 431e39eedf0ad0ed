import assert from 'node:assert/strict'
import type { Log } from '@comity/log'

export interface EmbeddedPostgresOptions {
  /** A folder for the database alone; made when missing. Under root it belongs to an unprivileged user afterwards. */
  readonly folder: string
  /** Whether a commit waits for the disk. Only tests on memory disks say no. */
  readonly durability: 'durable' | 'volatile'
  readonly log: Log
}

/** A PostgreSQL server of this process, reachable through a socket only. */
export interface EmbeddedPostgres {
  /** The folder of the socket: the `host` of {@link DatabaseAddress}. The user is `comity`, the first database `postgres`. */
  readonly host: string
  /** The process id of the server. */
  readonly pid: number
  /** Disconnects everybody, writes everything and ends the server. May be called twice. */
  stop(): Promise<void>
  /** Resolves when the server has ended, whyever: a node whose server ended without `stop` must end too. */
  readonly ended: Promise<EndedPostgres>
}

/** Why the server ended: told to, or by itself (`reason` from its log). */
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
export async function startEmbeddedPostgres(_options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  assert.fail('not yet')
}
