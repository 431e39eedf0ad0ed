import { type OpenedContainer, sha256Hex, unpackContainer, verifyChain } from '@comity/crypto'
import { type AnchoredAuthority, openTrustAnchor } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { openDossier, readDossier } from '../format/read-dossier.ts'
import { crlFromPem } from '../format/crl-from-pem.ts'
import { type GivenFile, say, type Statement, type VerifyQuestion, type VerifyReport } from './report.ts'
import { issuerIn, readGivenReceipt, type GivenReceipt } from './given-receipt.ts'

/** Collects what one verification finds. */
interface Findings {
  readonly proven: Statement[]
  readonly notProven: Statement[]
  readonly problems: string[]
}

/**
 * Verifies a file offline and says what it proves and what not. Pure: no clock, network or disk. Never throws for what a file
 * contains; every fault is a problem of the report.
 */
export function verifyFile(question: VerifyQuestion): VerifyReport {
  const found: Findings = { proven: [], notProven: [], problems: [] }
  const kind = kindOf(question.bytes)
  try {
    if (kind === 'anchor') verifyAnchor(question, found)
    if (kind === 'sealed') verifySealed(question, found)
    if (kind === 'dossier') verifyDossier(question, found)
    if (kind === 'receipt') verifyReceipt(question, found)
    if (kind === 'unknown') found.problems.push('verify-unknown-file')
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    found.problems.push(error.code)
  }
  return { kind, ok: found.problems.length === 0, ...found }
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 64)).toString('latin1')

function kindOf(bytes: Uint8Array): VerifyReport['kind'] {
  const start = text(bytes)
  if (start.startsWith('age-encryption.org/v1\n')) return 'sealed'
  if (start.startsWith('{') || start.includes('-----BEGIN CERTIFICATE-----')) return 'anchor'
  if (!start.startsWith('PK')) return 'unknown'
  // A container that does not open is still looked at as a dossier, so that its fault is named.
  const names = namesIn(bytes)
  return names.includes('receipt.json') ? 'receipt' : 'dossier'
}

function namesIn(bytes: Uint8Array): string[] {
  try {
    return unpackContainer(bytes).map((entry) => entry.name)
  } catch (error) {
    if (error instanceof ComityError) return []
    throw error
  }
}

function verifyAnchor(question: VerifyQuestion, found: Findings): void {
  const anchor = openTrustAnchor(question.bytes)
  found.proven.push(say('anchor-opened', { authorities: anchor.authorities.length, fingerprint: anchor.fingerprint }))
  found.notProven.push(say('anchor-is-right', { fingerprint: anchor.fingerprint }))
}

function verifySealed(question: VerifyQuestion, found: Findings): void {
  const hash = sha256Hex(question.bytes)
  found.proven.push(say('sealed-hash', { hash }))
  found.notProven.push(say('sealed-content'))
  const anchored = authoritiesIn(question, found)
  for (const receipt of receiptsAbout(question, anchored, found, (one) => one.receipt.sealedSha256 === hash)) sayReceipt(receipt, found)
}

function verifyDossier(question: VerifyQuestion, found: Findings): void {
  const opened = openDossier(question.bytes)
  found.proven.push(say('unaltered', { files: opened.files.size, id: opened.manifestHash }))
  const { dossier, dossierId } = readDossier(opened)
  const anchored = authoritiesIn(question, found)
  const receipts = receiptsAbout(question, anchored, found, (one) => one.receipt.dossierId === dossierId)
  const stamped = receipts.map((one) => one.stampedAt).toSorted((a, b) => a.getTime() - b.getTime())[0]
  verifySigner(opened, { id: dossier.sender, at: stamped ?? question.at, anchored }, found)
  found.proven.push(say('dossier', { kind: dossier.kind, sender: dossier.sender, addressee: dossier.addressee, thread: dossier.thread, sequence: dossier.sequence }))
  found.notProven.push(say('sender-clock', { at: dossier.createdAt }))
  if (opened.officer === null) found.notProven.push(say('officer'))
  for (const { receipt } of receipts) {
    const fits = receipt.sender === dossier.sender && receipt.addressee === dossier.addressee && receipt.thread === dossier.thread && receipt.kind === dossier.kind
    if (!fits) found.problems.push('verify-receipt-mismatch')
  }
  for (const receipt of receipts) sayReceipt(receipt, found)
  if (!receipts.some(({ receipt }) => receipt.event === 'delivered' || receipt.event === 'opened')) found.notProven.push(say('delivered'))
  found.notProven.push(say('read-by-person'))
}

function verifyReceipt(question: VerifyQuestion, found: Findings): void {
  const anchored = authoritiesIn(question, found)
  const given = readGivenReceipt(question.bytes, { anchored, at: question.at })
  found.problems.push(...given.problems)
  if (!given.anchored) found.notProven.push(say('signer-unknown', { authority: given.receipt.issuer }))
  sayReceipt(given, found)
  const about = question.others.filter((file) => isAbout(given, file))
  if (about.length > 0) found.proven.push(say('receipt-matches', { file: about.map((file) => file.name).join(', ') }))
  else found.notProven.push(say('receipt-alone'))
  if (given.receipt.event !== 'refused' && given.receipt.event !== 'expired') found.notProven.push(say('read-by-person'))
}

/** Whether a file given beside it is the dossier or the sealed bytes that the receipt speaks of. */
function isAbout({ receipt }: GivenReceipt, file: GivenFile): boolean {
  const kind = kindOf(file.bytes)
  if (kind === 'sealed') return sha256Hex(file.bytes) === receipt.sealedSha256
  if (kind !== 'dossier') return false
  try {
    return openDossier(file.bytes).manifestHash === receipt.dossierId
  } catch (error) {
    if (error instanceof ComityError) return false
    throw error
  }
}

function verifySigner(opened: OpenedContainer, by: { id: string; at: Date; anchored: readonly AnchoredAuthority[] | null }, found: Findings): void {
  const authority = issuerIn(by.anchored, by.id)
  if (by.anchored === null || !authority) {
    found.notProven.push(say('signer-unknown', { authority: by.id }))
    if (by.anchored !== null) found.problems.push('verify-signer-not-in-anchor')
    return
  }
  const crl = authority.crlPem === null ? {} : { crl: crlFromPem(authority.crlPem) }
  const verdict = verifyChain({ leafDer: opened.seal.signerCertificateDer, caDer: authority.caCertificateDer, use: 'seal', at: by.at, ...crl })
  if (verdict.ok) found.proven.push(say('sealed-by', { authority: by.id, fingerprint: authority.fingerprint }))
  else found.problems.push(verdict.code)
  if (authority.crlPem === null) found.notProven.push(say('revocation', { authority: by.id }))
}

function authoritiesIn(question: VerifyQuestion, found: Findings): readonly AnchoredAuthority[] | null {
  if (question.anchor === null) return null
  try {
    return openTrustAnchor(question.anchor).authorities
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    found.problems.push(error.code)
    return []
  }
}

/** The receipts given beside the file that speak of it; one that does not hold is a problem of the whole. */
function receiptsAbout(question: VerifyQuestion, anchored: readonly AnchoredAuthority[] | null, found: Findings, about: (given: GivenReceipt) => boolean): GivenReceipt[] {
  return question.others.filter((file) => kindOf(file.bytes) === 'receipt').flatMap((file) => {
    try {
      const given = readGivenReceipt(file.bytes, { anchored, at: question.at })
      if (!about(given)) return []
      found.problems.push(...given.problems)
      return [given]
    } catch (error) {
      if (!(error instanceof ComityError)) throw error
      found.problems.push(error.code)
      return []
    }
  })
}

function sayReceipt(given: GivenReceipt, found: Findings): void {
  const { receipt, stampedAt } = given
  const statement = say(`receipt-${receipt.event}`, { issuer: receipt.issuer, at: receipt.at, code: receipt.code ?? '' })
  if (given.problems.length === 0 && given.anchored) found.proven.push(statement, say('stamped', { issuer: receipt.issuer, at: stampedAt.toISOString() }))
  else found.notProven.push(statement)
}
