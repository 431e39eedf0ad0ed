import type { KeyObject } from 'node:crypto'
import path from 'node:path'
import { certificateFromPem, privateKeyFromPem, privateKeyToPem } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { World } from '@comity/world'

/** Where a node keeps what it needs before it has a database. */
export interface NodeFolder {
  readonly world: World
  readonly folder: string
}

/** `keys/`: readable by the owner only. */
export function keysIn(folder: string): string {
  return path.join(folder, 'keys')
}

/** `trust/root.json`: the root that this node believes. */
export function pinnedRootIn(folder: string): string {
  return path.join(folder, 'trust', 'root.json')
}

export async function writeText(world: World, file: string, text: string): Promise<void> {
  await world.disk.makeFolder(path.dirname(file), 0o700)
  await world.disk.writeDurably(file, new TextEncoder().encode(text), 0o600)
}

export function writeKey(world: World, file: string, key: KeyObject): Promise<void> {
  return writeText(world, file, privateKeyToPem(key))
}

/** @throws ComityError `directory-key-missing`, with the name of the file */
export async function readText(world: World, file: string): Promise<string> {
  if (!(await world.disk.exists(file))) throw new ComityError('directory-key-missing', { values: { file: path.basename(file) } })
  return new TextDecoder().decode(await world.disk.read(file))
}

export async function readKey(world: World, file: string): Promise<KeyObject> {
  return privateKeyFromPem(await readText(world, file))
}

export async function readCertificate(world: World, file: string): Promise<Uint8Array<ArrayBuffer>> {
  return certificateFromPem(await readText(world, file))
}
