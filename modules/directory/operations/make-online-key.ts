import path from 'node:path'
import { canonicalJson, generateSigningKeyPair } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { World } from '@comity/world'
import type { KeyCard } from '../contract.ts'
import { spkiOf } from '../rules/sign-file.ts'
import { keyIdOf } from '../rules/signed-file.ts'
import { writeKey } from './key-folder.ts'
import { directoryKeysIn } from './role-keys.ts'

/**
 * Makes a freshness key on the node that signs with it by itself: not under a passphrase, and of no other role. It signs nothing
 * before a root names it.
 *
 * @throws ComityError `conflict`
 */
export async function makeOnlineKey(
  world: World,
  folder: string,
  holder: string,
): Promise<{ keyId: string; file: string; card: Uint8Array<ArrayBuffer> }> {
  const { privateKey } = generateSigningKeyPair()
  const spki = spkiOf(privateKey)
  const keyId = keyIdOf(spki)
  const file = path.join(directoryKeysIn(folder), `freshness-${keyId.slice(0, 12)}.key`)
  if (await world.disk.exists(file)) throw new ComityError('conflict', { values: { file } })
  await world.disk.makeFolder(directoryKeysIn(folder), 0o700)
  await writeKey(world, file, privateKey)
  const card: KeyCard = { comity: 'directory-key', holder, publicKey: spki.toString('base64') }
  return { keyId, file, card: new TextEncoder().encode(canonicalJson(card)) }
}
