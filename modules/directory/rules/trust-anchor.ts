import {
  canonicalJson,
  certificateFromPem,
  crlToPem,
  mustBeListOf,
  parseCanonicalJson,
  parseCertificate,
  parseCrl,
} from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { TrustAnchorFile, directoryLimits, type Authority, type Contents, type Names, type Root } from '../contract.ts'
import { derOfList } from './effective.ts'
import { fingerprintOf } from './fingerprint.ts'
import { readContents } from './read-contents.ts'
import { readRoot } from './read-root.ts'
import { malformed } from './signed-file.ts'

/** An authority whose seals an anchor vouches for. */
export interface AnchoredAuthority {
  /** Null when the anchor is a bare certificate: then only the certificate's own subject says who it is. */
  readonly id: string | null
  readonly names: Names
  readonly caCertificateDer: Uint8Array<ArrayBuffer>
  /** SHA-256 of that certificate, in groups of four. */
  readonly fingerprint: string
  readonly crlPem: string | null
}

/** An opened trust anchor. It is as good as the way on which it came: compare `fingerprint` over another one. */
export interface OpenedTrustAnchor {
  readonly kind: 'directory' | 'certificates'
  /** SHA-256 of the signed root (canonical JSON), or of the bundle's bytes, in groups of four. */
  readonly fingerprint: string
  readonly network: string | null
  readonly version: number | null
  readonly issuedAt: Date | null
  readonly authorities: readonly AnchoredAuthority[]
}

/**
 * Opens a trust anchor without any network: a JSON file as `trustAnchor` writes it, whose contents must carry the threshold
 * of signatures that its root asks for; or PEM certificates of authorities, which are then trusted directly.
 *
 * @throws ComityError `directory-malformed`, `directory-signature-invalid`
 */
export function openTrustAnchor(bytes: Uint8Array): OpenedTrustAnchor {
  // Canonical JSON begins with a brace, and certificates occur inside it too.
  return bytes[0] === '{'.charCodeAt(0) ? openDirectory(bytes) : openCertificates(bytes)
}

const MAX_ANCHOR_BYTES = directoryLimits.rootBytes + directoryLimits.contentsBytes

/**
 * Root and contents of a directory's trust anchor, verified.
 *
 * @throws ComityError `directory-malformed`, `directory-signature-invalid`
 */
export function openAnchorFiles(bytes: Uint8Array): { readonly root: Root; readonly contents: Contents } {
  if (bytes.byteLength > MAX_ANCHOR_BYTES) throw malformed('trust-anchor', 'too-large')
  const file = TrustAnchorFile.safeParse(parse(bytes))
  if (!file.success) throw malformed('trust-anchor', file.error.issues[0]?.path.join('.') || 'members')
  const root = readRoot(Buffer.from(canonicalJson(file.data.root))).signed
  return { root, contents: readContents(Buffer.from(canonicalJson(file.data.contents)), root).signed }
}

function openDirectory(bytes: Uint8Array): OpenedTrustAnchor {
  const { root, contents: signed } = openAnchorFiles(bytes)
  return {
    kind: 'directory',
    fingerprint: rootFingerprint(root),
    network: root.network,
    version: signed.version,
    issuedAt: new Date(signed.issuedAt),
    authorities: signed.authorities.map(anchored),
  }
}

/**
 * The anchor with later revocation lists than it carries, each of one of its authorities.
 *
 * @throws ComityError `revocation-list-invalid` for a list that none of them signed
 */
export function withRevocationLists(anchor: OpenedTrustAnchor, lists: readonly Uint8Array[]): OpenedTrustAnchor {
  return lists.reduce(withList, anchor)
}

function withList(anchor: OpenedTrustAnchor, list: Uint8Array): OpenedTrustAnchor {
  const der = list[0] === '-'.charCodeAt(0) ? derOfList(new TextDecoder('latin1').decode(list)) : list
  const { thisUpdate } = parseCrl(der)
  const place = anchor.authorities.findIndex(({ caCertificateDer }) => isListOf(caCertificateDer, der))
  if (place < 0) throw new ComityError('revocation-list-invalid')
  const authorities = anchor.authorities.map((one, index) => {
    const later = one.crlPem === null || parseCrl(derOfList(one.crlPem)).thisUpdate < thisUpdate
    return index === place && later ? { ...one, crlPem: crlToPem(der) } : one
  })
  return { ...anchor, authorities }
}

function isListOf(caDer: Uint8Array, der: Uint8Array): boolean {
  try {
    mustBeListOf(caDer, der)
    return true
  } catch (error) {
    if (error instanceof ComityError) return false
    throw error
  }
}

/** What two people compare to know that they hold the same root. */
export function rootFingerprint(root: unknown): string {
  return fingerprintOf(Buffer.from(canonicalJson(root)))
}

function anchored(authority: Authority): AnchoredAuthority {
  const caCertificateDer = certificateFromPem(authority.caCertificate)
  return {
    id: authority.id,
    names: authority.names,
    caCertificateDer,
    fingerprint: fingerprintOf(caCertificateDer),
    crlPem: authority.crl ?? null,
  }
}

const ONE_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

function openCertificates(bytes: Uint8Array): OpenedTrustAnchor {
  if (bytes.byteLength > MAX_ANCHOR_BYTES) throw malformed('trust-anchor', 'too-large')
  const pems = new TextDecoder().decode(bytes).match(ONE_CERTIFICATE) ?? []
  if (pems.length === 0) throw malformed('trust-anchor', 'no-certificate')
  const authorities = pems.map((pem) => {
    const certificate = parseCertificate(certificateFromPem(pem))
    if (certificate.use !== 'authority') throw malformed('trust-anchor', 'not-an-authority')
    const { organization, commonName } = certificate.subject
    return {
      id: null,
      names: { en: organization || commonName },
      caCertificateDer: certificate.der,
      fingerprint: fingerprintOf(certificate.der),
      crlPem: null,
    }
  })
  return { kind: 'certificates', fingerprint: fingerprintOf(bytes), network: null, version: null, issuedAt: null, authorities }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return parseCanonicalJson(bytes, { maxBytes: MAX_ANCHOR_BYTES, maxDepth: 14 })
  } catch (cause) {
    if (!(cause instanceof ComityError)) throw cause
    throw new ComityError('directory-malformed', { values: { file: 'trust-anchor', reason: cause.code }, cause })
  }
}
