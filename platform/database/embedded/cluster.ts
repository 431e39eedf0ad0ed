import { chown, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import { run } from './database-user.ts'
import type { DatabaseUser } from './database-user.ts'
import { refusalFrom } from './server-log.ts'

interface Cluster {
  readonly user: DatabaseUser
  readonly binaries: string
  readonly data: string
  readonly lock: string
  readonly durable: boolean
}

/**
 * Makes the first files of a database server unless they are there. They appear under their name only when whole, so that an
 * interrupted first start is simply repeated.
 *
 * @throws ComityError `disk-full`, `data-folder-in-use`, `database-not-started`.
 */
export async function makeCluster({ user, binaries, data, lock, durable }: Cluster): Promise<void> {
  if (existsSync(path.join(data, 'PG_VERSION'))) return
  const folder = path.dirname(data)
  await removeUnfinished(data)
  const unfinished = `${data}.new-${process.pid}`
  await mkdir(unfinished, { mode: 0o700 })
  if (user.drops) await chown(unfinished, user.uid, user.uid)
  const sync = durable ? [] : ['--no-sync']
  const initdb = [
    path.join(binaries, 'initdb'),
    '-D',
    unfinished,
    '-U',
    'comity',
    '-A',
    'trust',
    '-E',
    'UTF8',
    ...LOCALE,
    ...sync,
  ]
  const made = await run(user.holding(lock, initdb), folder)
  if (made.code !== 0) {
    await rm(unfinished, { recursive: true, force: true })
    const reason =
      made.complaint
        .split('\n')
        .filter((line) => /error|could not|FATAL/.test(line))
        .join(' ') || made.complaint
    throw (
      refusalFrom(made.code, made.complaint.split('\n'), folder) ??
      new ComityError('database-not-started', { values: { reason } })
    )
  }
  await rename(unfinished, data).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    return rm(unfinished, { recursive: true, force: true }) // another start was first
  })
  if (durable) await syncFolder(folder)
}

/** The builtin provider sorts by code point, the same for ever; the system's locales change with its updates and break indexes. */
const LOCALE = ['--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions', '--data-checksums']

async function removeUnfinished(data: string): Promise<void> {
  const prefix = `${path.basename(data)}.new-`
  const left = (await readdir(path.dirname(data))).filter((name) => name.startsWith(prefix))
  for (const name of left) {
    const maker = Number(name.slice(prefix.length))
    if (maker !== process.pid && existsSync(`/proc/${maker}`)) continue
    await rm(path.join(path.dirname(data), name), { recursive: true, force: true })
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
