import path from 'node:path'
import { AuthorityId } from '@comity/accounts/contract'
import { certificateToPem, parseSealIdentity } from '@comity/crypto'
import { z } from 'zod'
import type { KeyedCertificate, NodeKeys } from '../contract.ts'
import { keysIn, readCertificate, readKey, readText, type NodeFolder } from './key-folder.ts'

const Owner = z.strictObject({ authorityId: AuthorityId })

/**
 * Reads the node's keys from `<folder>/keys`. Call it once when the node starts and keep the result.
 *
 * @throws ComityError `directory-key-missing` with the name of the file
 */
export async function loadNodeKeys(node: NodeFolder): Promise<NodeKeys> {
  const { world } = node
  const keys = keysIn(node.folder)
  const owner = Owner.parse(JSON.parse(await readText(world, path.join(keys, 'authority.json'))))
  const caCertificateDer = await readCertificate(world, path.join(keys, 'ca.crt'))
  const sealIdentity = identityIn(await readText(world, path.join(keys, 'seal-identity.txt')))
  return {
    authorityId: owner.authorityId,
    caCertificateDer,
    caCertificatePem: certificateToPem(caCertificateDer),
    seal: await keyed(node, 'seal'),
    transport: await keyed(node, 'transport'),
    timeStamp: await keyed(node, 'time-stamp'),
    sealIdentity,
    sealRecipient: parseSealIdentity(sealIdentity).recipient,
  }
}

async function keyed({ world, folder }: NodeFolder, use: string): Promise<KeyedCertificate> {
  return {
    certificateDer: await readCertificate(world, path.join(keysIn(folder), `${use}.crt`)),
    privateKey: await readKey(world, path.join(keysIn(folder), `${use}.key`)),
  }
}

/** The identity file is that of the `age` command: comments start with `#`. */
function identityIn(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line !== '' && !line.startsWith('#'))
      ?.trim() ?? ''
  )
}
