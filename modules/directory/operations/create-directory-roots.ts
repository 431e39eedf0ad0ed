import type { KeyObject } from 'node:crypto'
import path from 'node:path'
import { generateSigningKeyPair } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { World } from '@comity/world'
import type { Root } from '../contract.ts'
import { readRoot } from '../rules/read-root.ts'
import { keyIdOf } from '../rules/signed-file.ts'
import { instantText, signFile, spkiOf } from '../rules/sign-file.ts'
import { keysIn, pinnedRootIn, writeKey, writeText } from './key-folder.ts'

/** The files of the secretariat's keys, by role. */
export const secretariatKeys = {
  root: ['root-1', 'root-2', 'root-3'],
  contents: ['contents-1', 'contents-2'],
  freshness: ['freshness'],
} as const

/** Where the secretariat's node keeps them. */
export function secretariatKeyFile(folder: string, name: string): string {
  return path.join(keysIn(folder), 'directory', `${name}.key`)
}

const ROOT_DAYS = 730
const DAY_MS = 86_400_000

const NOTICE = `All keys of the directory lie here together: enough for a trial. A real network makes each with "comity root new-key" on its holder's machine.

root-1.key, root-2.key, root-3.key: two of the three together can replace every key of the directory.
  Give each to another person, on a medium that is kept offline in another place, and delete it here. The node never needs them.
contents-1.key, contents-2.key: both together publish the directory; the first signs a proposal, the second its approval.
  As long as both lie on this machine, its administrator could sign alone.
freshness.key: says every few minutes that the directory is still the latest. It stays here.
`

/**
 * For demonstrations and trials: all keys of a directory in one folder of one machine, which a real network keeps apart
 * (`comity root`, ceremony/). Makes them and the first root: three root keys of which two must sign, two contents keys that both must,
 * one freshness key. The root is pinned on this node; other nodes get `trust/root.json` by a way that they trust.
 *
 * @returns the bytes of `root.json`
 * @throws ComityError `conflict` when this node has a directory's keys already
 */
export async function createDirectoryRoots(world: World, folder: string, network: string): Promise<Uint8Array<ArrayBuffer>> {
  if (await world.disk.exists(secretariatKeyFile(folder, 'freshness')))
    throw new ComityError('conflict', { values: { file: 'keys/directory' } })
  await world.disk.makeFolder(path.join(keysIn(folder), 'directory'), 0o700)
  const root = await makeKeys(world, folder, secretariatKeys.root)
  const contents = await makeKeys(world, folder, secretariatKeys.contents)
  const freshness = await makeKeys(world, folder, secretariatKeys.freshness)
  const now = world.clock.now()
  const signed: Root = {
    role: 'root',
    network,
    version: 1,
    issuedAt: instantText(now),
    expires: instantText(new Date(now.getTime() + ROOT_DAYS * DAY_MS)),
    keys: Object.fromEntries(
      [...root, ...contents, ...freshness].map((key) => [idOf(key), { publicKey: spkiOf(key).toString('base64') }]),
    ),
    roles: {
      root: { keyIds: root.map(idOf), threshold: 2 },
      contents: { keyIds: contents.map(idOf), threshold: 2 },
      freshness: { keyIds: freshness.map(idOf), threshold: 1 },
    },
  }
  const bytes = signFile(signed, root)
  await writeText(world, path.join(keysIn(folder), 'directory', 'NOTICE.txt'), NOTICE)
  await pinRoot(world, folder, bytes)
  return bytes
}

/**
 * Pins a root on a node: from now on it believes the directory that this root's keys vouch for.
 *
 * @throws ComityError `directory-malformed`, `directory-signature-invalid`
 */
export async function pinRoot(world: World, folder: string, root: Uint8Array): Promise<void> {
  readRoot(root)
  const file = pinnedRootIn(folder)
  await world.disk.makeFolder(path.dirname(file), 0o700)
  await world.disk.writeDurably(file, root, 0o644)
}

/** @throws ComityError `directory-root-missing` */
export async function readPinnedRoot(world: World, folder: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = pinnedRootIn(folder)
  if (!(await world.disk.exists(file))) throw new ComityError('directory-root-missing')
  return world.disk.read(file)
}

async function makeKeys(world: World, folder: string, names: readonly string[]): Promise<KeyObject[]> {
  const made = names.map((name) => ({ name, key: generateSigningKeyPair().privateKey }))
  for (const { name, key } of made) await writeKey(world, secretariatKeyFile(folder, name), key)
  return made.map(({ key }) => key)
}

function idOf(key: KeyObject): string {
  return keyIdOf(spkiOf(key))
}
