import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, chmod, lstat, mkdir, open, readFile, readdir, readlink, realpath, rename, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import type { Disk, DiskFacts } from './world.ts'

/** The disk of this machine. */
export const realDisk: Disk = {
  async read(file) {
    return new Uint8Array(await readFile(file))
  },
  readPlain,
  facts,
  async move(from, to) {
    await rename(from, to)
    await syncFolder(path.dirname(to))
    if (path.dirname(from) !== path.dirname(to)) await syncFolder(path.dirname(from))
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

async function readPlain(file: string, maxBytes: number, within?: string): Promise<Uint8Array<ArrayBuffer>> {
  // Without O_NONBLOCK the opening of a pipe would wait for a writer.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    if (within !== undefined) {
      // Asked of the open file: what a name leads to may change between two looks at it.
      const plainly = path.join(await realpath(within), path.relative(within, file))
      if ((await readlink(`/proc/self/fd/${handle.fd}`)) !== plainly)
        throw Object.assign(new Error('a link leads there'), { code: 'ELOOP' })
    }
    const found = await handle.stat()
    if (!found.isFile()) throw Object.assign(new Error('not a plain file'), { code: 'EINVAL' })
    if (found.size > maxBytes) throw new ComityError('too-large')
    const bytes = new Uint8Array(await handle.readFile())
    if (bytes.byteLength > maxBytes) throw new ComityError('too-large')
    return bytes
  } finally {
    await handle.close()
  }
}

async function facts(place: string): Promise<DiskFacts | null> {
  try {
    const found = await lstat(place)
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
    return { kind, bytes: found.size, changedAtMs: found.mtimeMs }
  } catch (error) {
    if (error instanceof Error && isMissing(error)) throw error
    return null
  }
}

async function writeDurably(file: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
  // A name of its own per write: two writers of one file must not share the half-written one.
  const unfinished = `${file}.${randomBytes(6).toString('hex')}${UNFINISHED}`
  try {
    const handle = await open(unfinished, 'wx', mode)
    try {
      // The mode is the caller's wish, whatever the process was started with (umask).
      await handle.chmod(mode).catch(ignoreNoModes)
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
  await chmod(folder, mode).catch(ignoreNoModes)
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

/** A disk of another system keeps no modes; its mount says who may do what. */
function ignoreNoModes(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPERM' && error.code !== 'ENOTSUP') throw error
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  isMissing(error)
}
