import path from 'node:path'
import {
  certificateToPem,
  createAuthorityCa,
  generateSealIdentity,
  generateSigningKeyPair,
  issueLeaf,
  newSerial,
  type LeafUse,
} from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { World } from '@comity/world'
import type { AuthorityId } from '@comity/accounts/contract'
import type { NodeKeys } from '../contract.ts'
import { keysIn, writeKey, writeText } from './key-folder.ts'
import { loadNodeKeys } from './load-node-keys.ts'

/** For whom keys are made; `state` and `name` go into the certificates' subjects. */
export interface NodeKeyPlan {
  readonly authorityId: AuthorityId
  readonly state: string
  readonly name: string
  readonly notBefore: Date
}

const CA_YEARS = 10
/** For how long a seal, transport or time-stamp certificate serves. */
export const LEAF_YEARS = 3

const NOTICE = `ca.key is the authority's own key: whoever holds it can name new seals and officers of this authority.
The running node never needs it. Move it to a medium that is kept offline, and bring it back only to issue or revoke certificates.
All other files in this folder are needed by the running node; keep a copy of them as safe as the originals.
`

/**
 * Makes the keys of a node in `<folder>/keys` (folder 0700, files 0600): the authority's CA, its seal, transport and
 * time-stamp certificates, and the age identity to which dossiers are sealed.
 *
 * @throws ComityError `conflict` when the folder holds keys already; nothing is overwritten
 */
export async function makeNodeKeys(world: World, folder: string, plan: NodeKeyPlan): Promise<NodeKeys> {
  const keys = keysIn(folder)
  if (await world.disk.exists(path.join(keys, 'authority.json')))
    throw new ComityError('conflict', { values: { file: 'keys/authority.json' } })
  await world.disk.makeFolder(keys, 0o700)
  const ca = createAuthorityCa({
    subject: subjectOf(plan, plan.name),
    serial: newSerial(world.chance),
    notBefore: plan.notBefore,
    notAfter: yearsAfter(plan.notBefore, CA_YEARS),
  })
  await writeKey(world, path.join(keys, 'ca.key'), ca.privateKey)
  await writeText(world, path.join(keys, 'ca.crt'), certificateToPem(ca.certificateDer))
  for (const use of ['seal', 'transport', 'time-stamp'] as const) await makeLeaf(world, keys, plan, ca, use)
  const seal = generateSealIdentity(world.chance)
  await writeText(world, path.join(keys, 'seal-identity.txt'), `# recipient: ${seal.recipient}\n${seal.identity}\n`)
  await writeText(world, path.join(keys, 'NOTICE.txt'), NOTICE)
  // Last: its presence says that the folder is complete.
  await writeText(world, path.join(keys, 'authority.json'), `${JSON.stringify({ authorityId: plan.authorityId })}\n`)
  return loadNodeKeys({ world, folder })
}

type Ca = ReturnType<typeof createAuthorityCa>

async function makeLeaf(world: World, keys: string, plan: NodeKeyPlan, ca: Ca, use: LeafUse): Promise<void> {
  const pair = generateSigningKeyPair()
  const certificate = issueLeaf({
    use,
    subject: subjectOf(plan, `${plan.authorityId} ${use}`),
    publicKey: pair.publicKey,
    ca,
    serial: newSerial(world.chance),
    notBefore: plan.notBefore,
    notAfter: yearsAfter(plan.notBefore, LEAF_YEARS),
  })
  await writeKey(world, path.join(keys, `${use}.key`), pair.privateKey)
  await writeText(world, path.join(keys, `${use}.crt`), certificateToPem(certificate))
}

// RFC 5280 appendix A.1: organization and common name hold at most 64 characters.
function subjectOf(plan: NodeKeyPlan, commonName: string): { country: string; organization: string; commonName: string } {
  return { country: plan.state, organization: plan.name.slice(0, 64), commonName: commonName.slice(0, 64) }
}

/** The same day, years later. */
export function yearsAfter(start: Date, years: number): Date {
  const end = new Date(start)
  end.setUTCFullYear(end.getUTCFullYear() + years)
  return end
}
