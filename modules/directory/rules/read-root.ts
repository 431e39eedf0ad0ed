import { createPublicKey } from 'node:crypto'
import { ComityError } from '@comity/errors'
import { canonicalJson } from '@comity/crypto'
import { RootFile, directoryLimits, directoryRoles, type Root } from '../contract.ts'
import { isP256Spki, keyIdOf, malformed, mustBeSigned, readFileOf } from './signed-file.ts'

/** The fewest signatures that a root may ask for: nobody alone changes the keys or the contents (protocol 07 §3). */
export const LEAST_THRESHOLD = { root: 2, contents: 2, freshness: 1 } as const

/**
 * Reads a `root.json` that is believed because somebody pinned it: its keys must hang together and its own threshold must
 * have signed it.
 *
 * @throws ComityError `directory-malformed`, `directory-signature-invalid`
 */
export function readRoot(bytes: Uint8Array): RootFile {
  const file = readFileOf('root', bytes, RootFile, directoryLimits.rootBytes)
  mustHangTogether(file.signed)
  mustBeSigned('root', file, file.signed.keys, file.signed.roles.root)
  return file
}

/**
 * Walks from the pinned root to the offered one, one version at a time; each step is signed by the old threshold and by the
 * new one (protocol 07 §7).
 *
 * @throws ComityError `directory-rollback` for an older root or a second one of the same version, `directory-mismatch` for a
 * gap, `directory-signature-invalid`, `directory-malformed`
 */
export function followRoots(pinned: RootFile, steps: readonly Uint8Array[]): RootFile {
  return steps.reduce((trusted, bytes) => nextRoot(trusted, readRoot(bytes)), pinned)
}

function nextRoot(trusted: RootFile, offered: RootFile): RootFile {
  const { version } = offered.signed
  if (version < trusted.signed.version) throw rollback(trusted.signed.version, version)
  if (version === trusted.signed.version) {
    if (canonicalJson(offered.signed) !== canonicalJson(trusted.signed)) throw rollback(trusted.signed.version, version)
    return trusted
  }
  if (version !== trusted.signed.version + 1)
    throw new ComityError('directory-mismatch', { values: { file: 'root', known: trusted.signed.version, found: version } })
  mustBeSigned('root', offered, trusted.signed.keys, trusted.signed.roles.root)
  return offered
}

/** @throws ComityError `directory-malformed` for keys or thresholds that contradict each other */
export function mustHangTogether(root: Root): void {
  for (const [keyId, { publicKey }] of Object.entries(root.keys)) mustBeKey(keyId, Buffer.from(publicKey, 'base64'))
  const used = new Set<string>()
  for (const role of directoryRoles) {
    const { keyIds, threshold } = root.roles[role]
    if (threshold < LEAST_THRESHOLD[role] || threshold > keyIds.length) throw malformed('root', `roles.${role}.threshold`)
    for (const keyId of keyIds) {
      // A key in two roles would bring the online freshness key within reach of the others.
      if (used.has(keyId) || !Object.hasOwn(root.keys, keyId)) throw malformed('root', `roles.${role}.keyIds`)
      used.add(keyId)
    }
  }
}

function mustBeKey(keyId: string, spki: Buffer): void {
  if (!isP256Spki(spki) || keyIdOf(spki) !== keyId) throw malformed('root', `keys.${keyId}`)
  try {
    createPublicKey({ key: spki, format: 'der', type: 'spki' })
  } catch (cause) {
    throw new ComityError('directory-malformed', { values: { file: 'root', reason: `keys.${keyId}` }, cause })
  }
}

function rollback(known: number, found: number): ComityError {
  return new ComityError('directory-rollback', { values: { file: 'root', known, found } })
}
