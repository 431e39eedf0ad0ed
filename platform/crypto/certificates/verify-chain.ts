import { ComityError } from '@comity/errors'
import { sameBytes, sha256Hex } from '../bytes/bytes.ts'
import { verifyEcdsa } from '../keys/ecdsa.ts'
import { ChainCache, type CheckedChain } from './chain-cache.ts'
import { parseCertificate, type Certificate } from './parse-certificate.ts'
import { parseCrl, type RevocationList } from './parse-crl.ts'
import type { LeafUse } from './profile.ts'

export interface ChainQuestion {
  readonly leafDer: Uint8Array
  /** The authority's certificate, already trusted: from the directory or pinned. */
  readonly caDer: Uint8Array
  readonly use: LeafUse
  /** A time that the signer could not choose: of arrival, or of a time stamp. */
  readonly at: Date
  /** The authority's newest list; left out, nothing is known to be revoked. */
  readonly crl?: Uint8Array
}

/** Why a leaf is not believed. */
export type ChainFault =
  | 'certificate-untrusted'
  | 'certificate-expired'
  | 'certificate-wrong-use'
  | 'certificate-revoked'
  | 'revocation-list-invalid'
export type ChainVerdict = { readonly ok: true; readonly leaf: Certificate } | { readonly ok: false; readonly code: ChainFault }

/**
 * Whether the authority vouches for the leaf, for this use, at this time (RFC 5280 §6.1 for a path of length one).
 * A leaf is revoked when the list names it with a date not after `at`; a list counts until its `nextUpdate`.
 *
 * @throws ComityError `certificate-malformed` or `revocation-list-invalid` when something cannot be read at all.
 */
export function verifyChain(question: ChainQuestion, cache: ChainCache = new ChainCache(1)): ChainVerdict {
  const key = [question.leafDer, question.caDer, question.crl ?? new Uint8Array()].map(sha256Hex).join()
  const chain = cache.get(key) ?? cache.keep(key, checkChain(question))
  const code = faultAt(chain, question)
  return code === null ? { ok: true, leaf: chain.leaf } : { ok: false, code }
}

/** As `verifyChain`. @throws ComityError with the code of the verdict. */
export function mustVerifyChain(question: ChainQuestion, cache?: ChainCache): Certificate {
  const verdict = verifyChain(question, cache)
  if (!verdict.ok) throw new ComityError(verdict.code)
  return verdict.leaf
}

/**
 * An authority's list by itself: whether it is that authority's, whatever it names.
 *
 * @throws ComityError `revocation-list-invalid`, `certificate-malformed`
 */
export function mustBeListOf(caDer: Uint8Array, listDer: Uint8Array): RevocationList {
  const list = parseCrl(listDer)
  const ca = parseCertificate(caDer)
  if (ca.use !== 'authority' || !isSignedBy(list, ca)) throw new ComityError('revocation-list-invalid')
  return list
}

// What does not depend on the time and the use asked for, and costs two signature verifications.
function checkChain({ leafDer, caDer, crl }: ChainQuestion): CheckedChain {
  const leaf = parseCertificate(leafDer)
  const ca = parseCertificate(caDer)
  const issued =
    ca.use === 'authority' &&
    sameBytes(leaf.issuerDer, ca.subjectDer) &&
    verifyEcdsa(leaf.signedPart, ca.publicKey, leaf.signature)
  const list = crl === undefined ? null : parseCrl(crl)
  return { leaf, ca, issued, list, listSigned: list === null || isSignedBy(list, ca) }
}

function isSignedBy(list: RevocationList, ca: Certificate): boolean {
  return sameBytes(list.issuerDer, ca.subjectDer) && verifyEcdsa(list.signedPart, ca.publicKey, list.signature)
}

function faultAt({ leaf, ca, issued, list, listSigned }: CheckedChain, { use, at }: ChainQuestion): ChainFault | null {
  if (!issued) return 'certificate-untrusted'
  if (leaf.use !== use) return 'certificate-wrong-use'
  if ([leaf, ca].some(({ notBefore, notAfter }) => at < notBefore || at > notAfter)) return 'certificate-expired'
  if (list === null) return null
  if (!listSigned || at > list.nextUpdate) return 'revocation-list-invalid'
  const since = list.revoked.get(leaf.serial)
  return since !== undefined && since <= at ? 'certificate-revoked' : null
}
