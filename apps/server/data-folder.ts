import { chmod, mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { openDatabase, createDatabaseIfMissing, startEmbeddedPostgres, type Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Log } from '@comity/log'
import type { Config } from './config.ts'

declare module '@comity/errors' {
  interface ErrorRegistry {
    /** The data folder cannot be made, or is not this user's. `folder`, and `reason` as the system says it. */
    'data-folder-unusable': 503
  }
}

/** The folder of all data, as configured or by custom: the system's for root, the user's own for anyone else. */
export function dataFolder(config: Pick<Config, 'dataDir'>): string {
  if (config.dataDir !== undefined) return path.resolve(config.dataDir)
  return process.getuid?.() === 0
    ? '/var/lib/comity'
    : path.join(process.env['XDG_DATA_HOME'] ?? path.join(homedir(), '.local/share'), 'comity')
}

/**
 * Makes a data folder that the database's own user may pass through but not list (0711); keys and files inside are closed to it.
 *
 * @throws ComityError `data-folder-unusable`
 */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 })
    await chmod(folder, 0o711)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ComityError('data-folder-unusable', { values: { folder, reason }, cause })
  }
}

/** Databases of this process: on the server that the configuration names, or on the embedded one. */
export interface Databases {
  open(name: string): Promise<Db>
  /** Ends the embedded server, if there is one; all databases must be closed. */
  stop(): Promise<void>
  /** Resolves with the reason when the embedded server ended by itself. */
  readonly lost: Promise<string>
}

/** @throws ComityError as `startEmbeddedPostgres` and `openDatabase` do */
export async function openDatabases(config: Pick<Config, 'databaseUrl'>, folder: string, log: Log): Promise<Databases> {
  if (config.databaseUrl !== undefined) return externalDatabases(config.databaseUrl, log)
  const server = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), durable: true, log })
  return {
    open: async (name) => {
      await createDatabaseIfMissing(server.host, name)
      return openDatabase({ host: server.host, database: name }, { log })
    },
    stop: () => server.stop(),
    lost: server.ended.then(({ expected, reason }) => (expected ? new Promise<string>(() => {}) : reason)),
  }
}

/** Databases on a server of the operator's, beside the one that the URL names; made when missing, if the user may. */
function externalDatabases(url: string, log: Log): Databases {
  return {
    open: async (name) => {
      const named = new URL(url)
      named.pathname = `/${name}`
      await createDatabaseIfMissing({ url }, name)
      return openDatabase({ url: named.href }, { log })
    },
    stop: () => Promise.resolve(),
    lost: new Promise(() => {}),
  }
}
