import { fromBase64 } from '@comity/crypto'

/** The DER of `-----BEGIN X509 CRL-----`. */
export function crlFromPem(pem: string): Uint8Array<ArrayBuffer> {
  return fromBase64(pem.replace(/-----(BEGIN|END) X509 CRL-----/g, '').replace(/\s+/g, ''))
}
