import { existsSync } from 'node:fs'
import path from 'node:path'
import { openDatabase, startEmbeddedPostgres } from '@comity/database'
import type { Db } from '@comity/database'
import { silentLog } from '@comity/log'
import { makeLargeFolder } from '../seed/large-folder.ts'

/** Of a large node that a bench makes when there is none. */
export const largeOrigin = 'http://large.localhost:8090'

/** The database of a large office, with the server as a node runs it. */
export interface LargeDatabase {
  readonly db: Db
  readonly requests: number
  close(): Promise<void>
}

/** Makes the folder of a large office unless it is there; it stays for the next bench. */
export async function largeFolder({ folder, requests }: { readonly folder: string; readonly requests: number }): Promise<void> {
  if (existsSync(path.join(folder, 'node.json'))) return
  console.error(`Making ${requests.toLocaleString('en')} invented requests in ${folder} (once) …`)
  await makeLargeFolder(folder, {
    origin: largeOrigin,
    password: 'not for people to sign in with',
    requests,
    progress: (what) => console.error(`  ${what}`),
  })
}

/** Opens the database of a large node that is not running. */
export async function openLarge(folder: string, maxConnections: number): Promise<LargeDatabase> {
  const server = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), durable: true, log: silentLog })
  const db = await openDatabase({ host: server.host, database: 'comity' }, { log: silentLog, maxConnections })
  const counted = await db
    .$extendTables<{ 'requests.request': { id: string } }>()
    .selectFrom('requests.request')
    .select(({ fn }) => fn.countAll<number>().as('requests'))
    .executeTakeFirstOrThrow()
  return {
    db,
    requests: counted.requests,
    close: async () => {
      await db.destroy()
      await server.stop()
    },
  }
}
