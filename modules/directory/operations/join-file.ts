import type { KeyObject } from 'node:crypto'
import path from 'node:path'
import type { Authority, NodeKeys } from '../contract.ts'
import { instantText, signFile } from '../rules/sign-file.ts'
import { keysIn, readKey, type NodeFolder } from './key-folder.ts'

/** What the authority says of itself; its keys are filled in from the node's folder. */
export type AuthorityWithoutKeys = Omit<Authority, 'caCertificate' | 'sealRecipient'>

/** The directory entry of a node's authority: what it says of itself, with the keys of its node. */
export function entryOf(keys: NodeKeys, about: AuthorityWithoutKeys): Authority {
  return { ...about, caCertificate: keys.caCertificatePem, sealRecipient: keys.sealRecipient }
}

/**
 * The bytes of the application with which an authority asks the secretariat to be listed, signed with its CA key. Both sides
 * compare the CA's fingerprint over another way before it is admitted. `replaced` is the CA key that is listed now, where the
 * authority has another one: then the secretariat sees that the holder of the old key wants the new one.
 *
 * @throws ComityError `directory-key-missing` when `ca.key` has been moved away
 */
export async function joinFile(
  node: NodeFolder,
  keys: NodeKeys,
  about: AuthorityWithoutKeys,
  replaced: KeyObject | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  const ca = await readKey(node.world, path.join(keysIn(node.folder), 'ca.key'))
  const signers = replaced === null ? [ca] : [ca, replaced]
  return signFile(
    { role: 'application', issuedAt: instantText(node.world.clock.now()), authority: entryOf(keys, about) },
    signers,
  )
}
