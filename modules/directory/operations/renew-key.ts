import path from 'node:path'
import {
  certificateToPem,
  generateSigningKeyPair,
  issueLeaf,
  newSerial,
  parseCertificate,
  privateKeyFromPem,
  verifyChain,
  type LeafUse,
} from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { keysIn, readCertificate, writeKey, writeText, type NodeFolder } from './key-folder.ts'
import { LEAF_YEARS, yearsAfter } from './make-node-keys.ts'

/**
 * Makes a new seal, transport or time-stamp key of the node, with the CA's key that was brought for it. Peers believe it at once,
 * since they believe the CA; the old files stay beside it under the old serial number. The node reads it when it starts.
 *
 * @throws ComityError `directory-key-missing`, `bad-input` where the CA key is not this authority's
 */
export async function renewKey(
  { world, folder }: NodeFolder,
  { use, caKeyPem }: { readonly use: LeafUse; readonly caKeyPem: string },
): Promise<{ readonly serial: string; readonly replaced: string; readonly notAfter: Date }> {
  const keys = keysIn(folder)
  const place = (name: string): string => path.join(keys, name)
  const ca = { certificateDer: await readCertificate(world, place('ca.crt')), privateKey: privateKeyFromPem(caKeyPem) }
  const old = parseCertificate(await readCertificate(world, place(`${use}.crt`)))
  const pair = generateSigningKeyPair()
  const notBefore = world.clock.now()
  const serial = newSerial(world.chance)
  const notAfter = yearsAfter(notBefore, LEAF_YEARS)
  const certificate = issueLeaf({ use, subject: old.subject, publicKey: pair.publicKey, ca, serial, notBefore, notAfter })
  const verdict = verifyChain({ leafDer: certificate, caDer: ca.certificateDer, use, at: notBefore })
  if (!verdict.ok) throw new ComityError('bad-input', { values: { reason: verdict.code } })
  for (const ending of ['key', 'crt'])
    await world.disk.move(place(`${use}.${ending}`), place(`${use}-${old.serial}.old.${ending}`))
  await writeKey(world, place(`${use}.key`), pair.privateKey)
  await writeText(world, place(`${use}.crt`), certificateToPem(certificate))
  return { serial: parseCertificate(certificate).serial, replaced: old.serial, notAfter }
}
