import { fromBase64, parseCertificate, parseCrl, verifyChain, type LeafUse } from '@comity/crypto'
import type { AnchoredAuthority, OpenedTrustAnchor } from '@comity/directory/server'
import type { Notes } from './notes.ts'

/** The CA by which a signature is judged, and whether an anchor stands behind it. */
export interface Believed {
  readonly caDer: Uint8Array
  readonly authority: AnchoredAuthority | null
  readonly crl: Uint8Array | null
}

/**
 * The CA of the authority that the file names. Without an anchor the one that the signature brings along: then the mathematics can
 * be checked, but nobody's identity.
 */
export function caOf(
  notes: Notes,
  anchor: OpenedTrustAnchor | null,
  of: { readonly id: string; readonly certificates: readonly Uint8Array[] },
): Believed | null {
  const [leafDer, broughtDer] = of.certificates
  if (leafDer === undefined) return null
  if (anchor === null) {
    notes.problem('no-anchor')
    notes.leaveOpen('open-identity')
    return broughtDer === undefined ? null : { caDer: broughtDer, authority: null, crl: null }
  }
  const authority =
    anchor.kind === 'directory' ? anchor.authorities.find(({ id }) => id === of.id) : directlyTrusted(anchor, of.id, leafDer)
  if (authority === undefined) {
    notes.problem('authority-not-in-anchor', { authority: of.id })
    return null
  }
  return {
    caDer: authority.caCertificateDer,
    authority,
    crl: authority.crlPem === null ? null : notes.attempt(() => crlFromPem(authority.crlPem ?? '')),
  }
}

// A bare certificate names no authority of the directory: its country must at least be the State in the authority's id.
function directlyTrusted(anchor: OpenedTrustAnchor, id: string, leafDer: Uint8Array): AnchoredAuthority | undefined {
  const ofState = anchor.authorities.filter(
    ({ caCertificateDer }) => parseCertificate(caCertificateDer).subject.country.toLowerCase() === id.split('.')[0],
  )
  const issuer = ofState.find(({ caCertificateDer: caDer }) => {
    const { use, notBefore } = parseCertificate(leafDer)
    return use !== 'authority' && verifyChain({ leafDer, caDer, use, at: notBefore }).ok
  })
  return issuer ?? ofState[0]
}

function crlFromPem(pem: string): Uint8Array {
  return fromBase64(pem.replaceAll(/-----(?:BEGIN|END) X509 CRL-----|\s/g, ''))
}

export interface LeafQuestion {
  readonly leafDer: Uint8Array
  readonly use: LeafUse
  /** As the signer claims. */
  readonly signedAt: Date
  /** A time that the signer could not choose (protocol/02 §2.5). */
  readonly decisiveAt: Date
}

/** Whether the CA vouches for the leaf, at the signing time and at the decisive time; what is off is noted. */
export function judgeLeaf(notes: Notes, { caDer, crl }: Believed, { leafDer, use, signedAt, decisiveAt }: LeafQuestion): void {
  for (const at of [decisiveAt, signedAt]) {
    const verdict = notes.attempt(() => verifyChain({ leafDer, caDer, use, at }))
    if (verdict === null) return
    if (!verdict.ok) return notes.problem(verdict.code, { time: at.toISOString() })
  }
  if (crl !== null) notes.attempt(() => judgeRevocation(notes, { caDer, crl, leafDer, use, decisiveAt }))
  else notes.leaveOpen('open-revocation', { time: decisiveAt.toISOString() })
}

interface RevocationQuestion extends Omit<LeafQuestion, 'signedAt'> {
  readonly caDer: Uint8Array
  readonly crl: Uint8Array
}

function judgeRevocation(notes: Notes, { decisiveAt, use, ...question }: RevocationQuestion): void {
  const list = parseCrl(question.crl)
  const leaf = parseCertificate(question.leafDer)
  // The list is asked while it is current: an old one still tells whom it names, though not who came after.
  const at = decisiveAt > list.nextUpdate ? list.nextUpdate : decisiveAt
  const since = list.revoked.get(leaf.serial)
  const verdict = verifyChain({ ...question, use, at: at < leaf.notBefore ? leaf.notBefore : at })
  if (!verdict.ok && verdict.code === 'revocation-list-invalid' && at >= leaf.notBefore) return notes.problem(verdict.code)
  // RFC 3161 §4: of a time-stamp key revoked without a reason, no token counts any more.
  const revoked = since !== undefined && (use === 'time-stamp' || since <= decisiveAt)
  if (revoked) return notes.problem('certificate-revoked', { time: since.toISOString() })
  if (since !== undefined) notes.prove('proven-revoked-later', { time: since.toISOString() })
  if (decisiveAt > list.nextUpdate) notes.leaveOpen('open-revocation', { time: decisiveAt.toISOString() })
  else if (use === 'seal') notes.prove('proven-not-revoked', { time: decisiveAt.toISOString() })
}

/** How an authority is named in a sentence. */
export function nameOf(authority: AnchoredAuthority | null, id: string): string {
  return authority === null ? id : `${authority.names.en} (${id})`
}

/** Who vouches for the CA: the directory's threshold, or whoever handed over the certificate. */
export function noteVouching(notes: Notes, anchor: OpenedTrustAnchor, { authority }: Believed, id: string): void {
  if (authority === null) return
  if (anchor.kind === 'directory') {
    const { network, version, issuedAt } = anchor
    notes.prove('proven-directory', {
      authority: id,
      network: network ?? '',
      version: String(version ?? ''),
      time: issuedAt?.toISOString() ?? '',
    })
  } else {
    notes.prove('proven-certificate', { name: authority.names.en, fingerprint: authority.fingerprint })
    notes.leaveOpen('open-authority-id', { authority: id })
  }
  notes.leaveOpen('open-anchor', { fingerprint: anchor.fingerprint })
}
