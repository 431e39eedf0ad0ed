import path from 'node:path'
import type { Node } from '@comity/accounts/contract'
import { parseCrl, sha256Hex } from '@comity/crypto'
import type { OwnRevocations } from '../contract.ts'
import { deliveriesOf, latestList } from '../revocation-store.ts'
import { keysIn, readCertificate } from './key-folder.ts'

/** The list of this node's own authority that is in force, and how far the news of it has come. */
export async function ownRevocationStatus(node: Node): Promise<OwnRevocations> {
  const ca = await readCertificate(node.world, path.join(keysIn(node.folder), 'ca.crt'))
  const held = await latestList(node.db, node.facts.authorityId, sha256Hex(ca))
  if (held === undefined) return { thisUpdate: null, nextUpdate: null, revoked: [], told: 0, waiting: 0 }
  const revoked = [...parseCrl(held.list).revoked].map(([serial, since]) => ({ serial, since: since.toISOString() }))
  return {
    thisUpdate: held.this_update.toISOString(),
    nextUpdate: held.next_update.toISOString(),
    revoked,
    ...(await deliveriesOf(node.db, held.sha256)),
  }
}
