import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AuthorityId } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { createLog } from '@comity/log'
import { realWorld } from '@comity/world'
import { z } from 'zod'
import { composeNode, type ComposedNode } from './compose.ts'
import type { Config } from './config.ts'
import { makeDataFolder, openDatabases } from './data-folder.ts'
import { listen } from './front.ts'

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

/** A node that listens. */
export interface RunningNode extends ComposedNode {
  readonly origin: string
  /** Resolves with the reason when the database server is gone: the process must end, and be started anew. */
  readonly lost: Promise<string>
}

export async function writeNodeRecord(folder: string, record: NodeRecord): Promise<void> {
  await writeFile(path.join(folder, 'node.json'), `${JSON.stringify(record, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
}

/** @throws ComityError `node-not-initialised` */
export async function readNodeRecord(folder: string): Promise<NodeRecord> {
  try {
    return NodeRecord.parse(JSON.parse(await readFile(path.join(folder, 'node.json'), 'utf8')))
  } catch (cause) {
    throw new ComityError('node-not-initialised', { values: { folder }, cause })
  }
}

/**
 * Runs the one node of a data folder until `stop`.
 *
 * @throws ComityError `node-not-initialised`, `port-in-use`, `data-folder-in-use` and the database's other refusals
 */
export async function serveNode(config: Config, folder: string): Promise<RunningNode> {
  const log = createLog({ level: config.logLevel, name: 'comity' })
  const record = await readNodeRecord(folder)
  await makeDataFolder(folder)
  const databases = await openDatabases(config, folder, log)
  const db = await databases.open('comity')
  const origin = config.origin ?? record.origin
  const composed = await composeNode({
    facts: { name: record.name, origin, authorityId: record.authorityId, demo: false },
    folder,
    db,
    world: realWorld(),
    log,
    directoryOrigin: record.directoryOrigin,
    graceHours: config.graceHours,
    window: config.window,
  })
  const front = await listen((request, response) => composed.app.routing(request, response), config)
  await composed.start()
  return {
    ...composed,
    origin,
    lost: databases.lost,
    async stop() {
      await front.close()
      await composed.stop()
      await db.destroy()
      await databases.stop()
    },
  }
}
