import { certificateFromPem, sha256Hex } from '@comity/crypto'

/** SHA-256 of a certificate or file in groups of four hexadecimal digits, for two people to compare over the telephone. */
export function fingerprintOf(der: Uint8Array): string {
  return sha256Hex(der)
    .replace(/(.{4})(?!$)/g, '$1 ')
    .toUpperCase()
}

/** The fingerprint of an authority's CA certificate. */
export function caFingerprint(authority: { readonly caCertificate: string }): string {
  return fingerprintOf(certificateFromPem(authority.caCertificate))
}
