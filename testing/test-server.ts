import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbeddedPostgres } from '@comity/database'
import { silentLog } from '@comity/log'

/** A database server for tests, and the end of it. */
export interface TestServer {
  /** The folder of its socket; the user is `comity`. */
  readonly host: string
  /** Ends it and removes its files. */
  stop(): Promise<void>
}

/** Starts a server that forgets on a power cut, in memory where there is room: copying a database there takes 20 ms. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(path.join(roomiest(), 'comity-'))
  chmodSync(folder, 0o711) // the database user must pass
  const server = await startEmbeddedPostgres({ folder: path.join(folder, 'db'), durable: false, log: silentLog })
  return {
    host: server.host,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 2e9

/** Containers often give the memory disk 64 MB only, or have none. */
function roomiest(): string {
  try {
    const room = statfsSync(MEMORY)
    return room.bavail * room.bsize > ENOUGH_BYTES ? MEMORY : tmpdir()
  } catch {
    return tmpdir()
  }
}
