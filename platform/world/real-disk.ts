import { randomBytes } from 'node:crypto'
import { access, mkdir, open, readFile, readdir, rename, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import type { Disk } from './world.ts'

/** The disk of this machine. */
export const realDisk: Disk = {
  async read(file) {
    return new Uint8Array(await readFile(file))
  },
  writeDurably,
  async exists(file) {
    return access(file).then(() => true, isMissing)
  },
  makeFolder,
  async list(folder) {
    const names = await readdir(folder)
    return names.filter((name) => !name.endsWith(UNFINISHED)).sort()
  },
  async remove(file) {
    await rm(file, { recursive: true, force: true })
    await syncFolder(path.dirname(file)).catch(ignoreMissing)
  },
  async freeBytes(folder) {
    const room = await statfs(folder)
    return room.bavail * room.bsize
  },
}

const UNFINISHED = '.unfinished'

async function writeDurably(file: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
  // A name of its own per write: two writers of one file must not share the half-written one.
  const unfinished = `${file}.${randomBytes(6).toString('hex')}${UNFINISHED}`
  try {
    const handle = await open(unfinished, 'wx', mode)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  await syncFolder(path.dirname(file))
}

async function makeFolder(folder: string, mode = 0o700): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode })
  if (first === undefined) return
  // Every parent that gained an entry is synced, or a power cut could lose the whole branch.
  for (let made = path.resolve(folder); made.length >= first.length; made = path.dirname(made)) {
    await syncFolder(path.dirname(made))
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function isMissing(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false
  throw error
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  isMissing(error)
}
