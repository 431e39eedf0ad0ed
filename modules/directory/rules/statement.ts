import { certificateFromPem, mustVerifyChain, canonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { MAX_STATEMENT_BYTES, StatementFile, type Authority } from '../contract.ts'
import { derOfList } from './effective.ts'
import { isSignature, readFileOf } from './signed-file.ts'

const DAY_MS = 86_400_000
/** One that somebody kept would bring back an old telephone number. */
const OLDEST_MS = 90 * DAY_MS
const FURTHEST_AHEAD_MS = 2 * DAY_MS

/** Reads a statement's file, whoever made it. @throws ComityError `directory-malformed` */
export function readStatement(bytes: Uint8Array): StatementFile {
  return readFileOf('statement', bytes, StatementFile, MAX_STATEMENT_BYTES)
}

/**
 * Makes sure that the authority said it: sealed by a leaf of the CA that the directory lists, not too long ago (protocol 07 §16).
 *
 * @throws ComityError `statement-invalid` with `reason` `age` or `seal`
 */
export function mustBeSaidBy(file: StatementFile, from: Authority, at: Date): void {
  const ageMs = at.getTime() - Date.parse(file.signed.issuedAt)
  if (ageMs > OLDEST_MS || ageMs < -FURTHEST_AHEAD_MS) throw invalid('age')
  if (file.signed.from !== from.id || !isSealed(file, from, at)) throw invalid('seal')
}

function isSealed(file: StatementFile, { caCertificate, crl }: Authority, at: Date): boolean {
  try {
    const { publicKey } = mustVerifyChain({
      leafDer: Uint8Array.from(Buffer.from(file.certificate, 'base64')),
      caDer: certificateFromPem(caCertificate),
      use: 'seal',
      at,
      ...(crl === undefined ? {} : { crl: derOfList(crl) }),
    })
    return isSignature(publicKey, Buffer.from(canonicalJson(file.signed)), file.signature)
  } catch (error) {
    if (error instanceof ComityError) return false
    throw error
  }
}

function invalid(reason: string): ComityError {
  return new ComityError('statement-invalid', { values: { reason } })
}
