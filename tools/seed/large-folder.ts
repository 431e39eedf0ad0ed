import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { openDatabase, startEmbeddedPostgres } from '@comity/database'
import { silentLog } from '@comity/log'
import { rebuildSearch } from '@comity/requests/server'
import { realWorld } from '@comity/world'
import { largeOfficeOf, makeLargeNode } from './large-office.ts'
import { seedRequests } from './seed-requests.ts'

export interface LargeFolder {
  readonly origin: string
  /** Of those who sign in to look. */
  readonly password: string
  readonly requests: number
  readonly progress: (what: string) => void
}

/** Makes a data folder with a large office in it, ready to be served. Its server waits for the disk only at the end. */
export async function makeLargeFolder(folder: string, { origin, password, requests, progress }: LargeFolder): Promise<void> {
  await makeLargeNode(folder, { origin, password })
  progress('keys, directory, people and migrated tables')
  const server = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), durable: false, log: silentLog })
  try {
    const db = await openDatabase({ host: server.host, database: 'comity' }, { log: silentLog, maxConnections: 2 })
    let told = 0
    await seedRequests(db, {
      office: await largeOfficeOf({ db }),
      requests,
      now: realWorld().clock.now(),
      progress: (made, what) => {
        if (what === 'requests' && made < requests && made - told < requests / 10) return
        told = made
        progress(what === 'requests' ? `${made.toLocaleString('en')} requests` : `${what} …`)
      },
    })
    progress('what is found by words …')
    await rebuildSearch(db)
    await db.destroy()
  } finally {
    await server.stop()
  }
  execFileSync('sync', ['-f', folder])
}
