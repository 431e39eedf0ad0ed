import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AuthorityId, type Node } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { createLog, type Log } from '@comity/log'
import { realWorld, type World } from '@comity/world'
import { z } from 'zod'
import { composeNode, type ComposedNode } from './compose.ts'
import { bridgeOf, mailOf, proxyOf, type Config } from './config.ts'
import { makeDataFolder, openDatabases, type Databases } from './data-folder.ts'
import { listen } from './front.ts'

export { dataFolder, makeDataFolder } from './data-folder.ts'

declare module '@comity/errors' {
  interface ErrorRegistry {
    'node-not-initialised': 500
  }
}

/** What `comity node init` writes once into `node.json` and `comity node serve` reads. */
export const NodeRecord = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  authorityId: AuthorityId,
  origin: z.url(),
  /** Null on the node of the secretariat that publishes the directory. */
  directoryOrigin: z.url().nullable(),
})
export type NodeRecord = z.output<typeof NodeRecord>

/** @throws ComityError `conflict` when the folder has a record already */
export async function writeNodeRecord(folder: string, record: NodeRecord): Promise<void> {
  try {
    await writeFile(path.join(folder, 'node.json'), `${JSON.stringify(record, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    throw new ComityError('conflict', { values: { file: 'node.json' }, cause })
  }
}

/** @throws ComityError `node-not-initialised` */
export async function readNodeRecord(folder: string): Promise<NodeRecord> {
  try {
    return NodeRecord.parse(JSON.parse(await readFile(path.join(folder, 'node.json'), 'utf8')))
  } catch (cause) {
    throw new ComityError('node-not-initialised', { values: { folder }, cause })
  }
}

/** A node whose database is open but which does not listen: for work on it while it is stopped. */
export interface OpenedNode {
  readonly node: Node
  close(): Promise<void>
}

interface Opened {
  readonly composed: ComposedNode
  readonly db: Db
  readonly databases: Databases
}

async function open(config: Config, folder: string, log: Log, world: World = realWorld(proxyOf(config))): Promise<Opened> {
  const record = await readNodeRecord(folder)
  await makeDataFolder(folder)
  const databases = await openDatabases(config, folder, log)
  let db: Db | null = null
  try {
    db = await databases.open('comity')
    const composed = await composeNode({
      facts: { name: record.name, origin: config.origin ?? record.origin, authorityId: record.authorityId, demo: false },
      folder,
      db,
      world,
      log,
      directoryOrigin: record.directoryOrigin,
      graceHours: config.graceHours,
      directoryOpen: config.directoryOpen === 'yes',
      mail: mailOf(config),
      window: config.window,
      fetchMs: config.fetchSeconds * 1000,
      bridge: bridgeOf(config),
      pouchFolder: config.pouchFolder ?? null,
    })
    return { composed, db, databases }
  } catch (error) {
    await db?.destroy()
    await databases.stop()
    throw error
  }
}

/**
 * Opens a stopped node: its database is migrated and ready, nothing listens and nothing runs in the background.
 *
 * @throws ComityError `node-not-initialised`, `data-folder-in-use` and the database's other refusals
 */
export async function openNode(config: Config, folder: string): Promise<OpenedNode> {
  const { composed, db, databases } = await open(config, folder, createLog({ level: config.logLevel, name: 'comity' }))
  return {
    node: composed.node,
    async close() {
      await composed.stop()
      await db.destroy()
      await databases.stop()
    },
  }
}

/** A node that listens. */
export interface RunningNode extends ComposedNode {
  readonly origin: string
  /** Resolves with the reason when the database server is gone: the process must end, and be started anew. */
  readonly lost: Promise<string>
}

/**
 * Runs the one node of a data folder until `stop`, in the world as it is unless another is given.
 *
 * @throws ComityError `node-not-initialised`, `port-in-use`, `data-folder-in-use` and the database's other refusals
 */
export async function serveNode(config: Config, folder: string, world?: World): Promise<RunningNode> {
  const { composed, db, databases } = await open(config, folder, createLog({ level: config.logLevel, name: 'comity' }), world)
  const closeAll = async (): Promise<void> => {
    await composed.stop()
    await db.destroy()
    await databases.stop()
  }
  try {
    const front = await listen((request, response) => composed.app.routing(request, response), config)
    await composed.start()
    return {
      ...composed,
      origin: composed.node.facts.origin,
      lost: databases.lost,
      stop: async () => {
        await front.close()
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
