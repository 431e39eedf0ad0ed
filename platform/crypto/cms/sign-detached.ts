import type { KeyObject } from 'node:crypto'
import { sha256, type Bytes } from '../bytes/bytes.ts'
import { DerReader } from '../der/read-der.ts'
import { context, sequence, tag } from '../der/write-der.ts'
import { signEcdsa } from '../keys/ecdsa.ts'
import { signedAttributes, writeSignedData, type Content } from './signed-data.ts'

/** Who signs: a leaf, the certificates above it that travel along (usually the authority's), and the leaf's private key. */
export interface SignerKey {
  readonly certificateDer: Uint8Array
  readonly chainDer: readonly Uint8Array[]
  readonly privateKey: KeyObject
}

/**
 * A detached CAdES-B signature over `content` (ETSI EN 319 122-1; protocol/03): DER, about 2 KB with one issuer. `at` is
 * the claimed signing time, cut to whole seconds.
 */
export function signDetached(input: SignerKey & { content: Uint8Array; at: Date }): Bytes {
  return signData(input, { content: { type: 'data', inside: null }, digest: sha256(input.content), at: input.at })
}

export function signData(signer: SignerKey, statement: { content: Content; digest: Uint8Array; at: Date }): Bytes {
  const certificates = [signer.certificateDer, ...signer.chainDer]
  const parts = { content: statement.content, digest: statement.digest, signedAt: statement.at, certificates }
  const signature = signEcdsa(signedAttributes(parts), signer.privateKey)
  return writeSignedData({ ...parts, signerId: signerIdOf(signer.certificateDer), signature })
}

/** IssuerAndSerialNumber (RFC 5652 §10.2.4) of a certificate. */
export function signerIdOf(certificateDer: Uint8Array): Bytes {
  const body = new DerReader(certificateDer, 'certificate-malformed').enter(tag.sequence).enter(tag.sequence)
  body.optional(context(0))
  const serial = body.read(tag.integer).whole
  body.read(tag.sequence)
  return sequence(body.read(tag.sequence).whole, serial)
}
