import { canonicalJson, certificateFromPem, parseCertificate, parseSealRecipient, type Certificate } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { ApplicationFile, directoryLimits, type Authority } from '../contract.ts'
import { isSignature, keyIdOf, readFileOf } from './signed-file.ts'
import { spkiOf } from './sign-file.ts'

/**
 * Reads an authority's application and makes sure that who made it holds the CA key that it names, and that the node could
 * work with the entry (protocol 07 §9). Whether it is the authority it says, two people find out by comparing fingerprints.
 *
 * @throws ComityError `directory-malformed`, `application-invalid` with `reason` `proof`, `certificate`, `recipient`,
 * `age`, `origin` or `state`
 */
export function readApplication(bytes: Uint8Array, at: Date): Authority {
  const file = readFileOf('application', bytes, ApplicationFile, directoryLimits.applicationBytes)
  const { authority } = file.signed
  const { publicKey } = caOf(authority, at)
  const keyId = keyIdOf(spkiOf(publicKey))
  const proven = file.signatures.some(
    (one) => one.keyId === keyId && isSignature(publicKey, Buffer.from(canonicalJson(file.signed)), one.signature),
  )
  if (!proven) throw invalid('proof')
  const ageMs = at.getTime() - Date.parse(file.signed.issuedAt)
  // One that somebody kept would bring back an old address or recipient.
  if (ageMs > OLDEST_MS || ageMs < -FURTHEST_AHEAD_MS) throw invalid('age')
  mustBeUsable(authority)
  return authority
}

const OLDEST_MS = 90 * 86_400_000
const FURTHEST_AHEAD_MS = 48 * 3_600_000

/** Whether the holder of this authority's CA key signed the application too: as its present keys ask for other ones. */
export function isSignedByCa(bytes: Uint8Array, authority: { readonly caCertificate: string }): boolean {
  const file = readFileOf('application', bytes, ApplicationFile, directoryLimits.applicationBytes)
  const { publicKey } = parseCertificate(certificateFromPem(authority.caCertificate))
  const keyId = keyIdOf(spkiOf(publicKey))
  return file.signatures.some(
    (one) => one.keyId === keyId && isSignature(publicKey, Buffer.from(canonicalJson(file.signed)), one.signature),
  )
}

function caOf(authority: Authority, at: Date): Certificate {
  const certificate = readCertificate(authority)
  if (certificate.use !== 'authority' || at < certificate.notBefore || at > certificate.notAfter) throw invalid('certificate')
  return certificate
}

function readCertificate(authority: Authority): Certificate {
  try {
    return parseCertificate(certificateFromPem(authority.caCertificate))
  } catch (cause) {
    throw invalid('certificate', cause)
  }
}

function mustBeUsable(authority: Authority): void {
  if (authority.id.slice(0, 2) !== authority.state.toLowerCase()) throw invalid('state')
  // Protocol 10 §10.9: without an address, its node takes no connection and fetches what waits for it.
  if (authority.nodeOrigin !== '' && !isNodeOrigin(authority.nodeOrigin)) throw invalid('origin')
  try {
    parseSealRecipient(authority.sealRecipient)
  } catch (cause) {
    throw invalid('recipient', cause)
  }
}

/** `https://host[:port]` and nothing after; plain HTTP only to this machine (RFC 6761 section 6.3), for demonstrations. */
export function isNodeOrigin(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.origin !== text) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && /(^|\.)localhost$/.test(url.hostname))
}

function invalid(reason: string, cause?: unknown): ComityError {
  return new ComityError('application-invalid', { values: { reason }, cause })
}
