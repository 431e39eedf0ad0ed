import type { KeyObject } from 'node:crypto'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import type { World } from '@comity/world'
import type { DirectoryRole, Root } from '../contract.ts'
import { spkiOf } from '../rules/sign-file.ts'
import { keyIdOf } from '../rules/signed-file.ts'
import { keysIn, readKey } from './key-folder.ts'

/** Where the secretariat's node keeps those keys of the directory that it signs with by itself. */
export function directoryKeysIn(folder: string): string {
  return path.join(keysIn(folder), 'directory')
}

/** The keys on this machine that may speak for a role of the root, in the order of their files. */
export async function roleKeysHere(world: World, folder: string, root: Root, role: DirectoryRole): Promise<KeyObject[]> {
  const place = directoryKeysIn(folder)
  if (!(await world.disk.exists(place))) return []
  const files = (await world.disk.list(place)).filter((name) => name.endsWith('.key'))
  const keys = await Promise.all(files.map((name) => readKey(world, path.join(place, name))))
  return keys.filter((key) => root.roles[role].keyIds.includes(keyIdOf(spkiOf(key))))
}

/** The key with which this node says that the directory is the latest. @throws ComityError `directory-key-missing` */
export async function freshnessKeyHere(world: World, folder: string, root: Root): Promise<KeyObject> {
  const [key] = await roleKeysHere(world, folder, root, 'freshness')
  if (key === undefined) throw new ComityError('directory-key-missing', { values: { file: 'keys/directory/freshness.key' } })
  return key
}
