import { ComityError } from '@comity/errors'
import { base64, fromBase64, type Bytes } from '../bytes/bytes.ts'

type Label = 'CERTIFICATE' | 'X509 CRL'

/** PEM (RFC 7468) with lines of 64 characters. */
export function certificateToPem(der: Uint8Array): string {
  return toPem(der, 'CERTIFICATE')
}

/** @throws ComityError `certificate-malformed` unless `pem` is exactly one PEM certificate. */
export function certificateFromPem(pem: string): Bytes {
  return fromPem(pem, 'CERTIFICATE')
}

export function crlToPem(der: Uint8Array): string {
  return toPem(der, 'X509 CRL')
}

function toPem(der: Uint8Array, label: Label): string {
  const lines = base64(der).match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

function fromPem(pem: string, label: Label): Bytes {
  const body = new RegExp(`^\\s*-----BEGIN ${label}-----\\s+([A-Za-z0-9+/=\\s]+)-----END ${label}-----\\s*$`).exec(pem)?.[1]
  if (body === undefined) throw new ComityError('certificate-malformed', { values: { reason: 'not one PEM block' } })
  return fromBase64(body.replaceAll(/\s/g, ''))
}
