import { ComityError } from '@comity/errors'
import type { ErrorCode } from '@comity/errors'

/** A server may say more than anyone wants to keep. */
const MAX_ANSWER = 200

/** What a mail library says went wrong, as what is to be done. The cause is left out: what the library hangs on its errors may hold the credentials. */
export function refusalOf(error: unknown, password: string): ComityError {
  const parts = partsOf(error)
  const answer = password === '' ? saidIn(parts) : saidIn(parts).replaceAll(password, '…')
  return new ComityError(codeOf(parts), { values: { answer: answer.replaceAll(/\s+/g, ' ').slice(0, MAX_ANSWER) || 'unknown' } })
}

function codeOf({ code, responseCode, command, message, cause }: Parts): ErrorCode {
  if (ofCertificate.test(`${cause} ${message}`)) return 'mail-not-trusted'
  if (code === 'ETLS' || unencrypted.test(message)) return 'mail-not-encrypted'
  // RFC 4954, 6: 454 is a temporary failure, and says nothing of the password.
  if (code === 'EAUTH') return isTemporary(responseCode) ? 'mail-unavailable' : 'mail-sign-in-refused'
  // RFC 5321, 4.2.1: 5yz to the recipient or to the letter is final, 4yz is not. To anything else it is our own settings that are wrong.
  const ofLetter = command === 'RCPT TO' || command === 'DATA' || code === 'EMESSAGE'
  if (!ofLetter || responseCode === undefined || responseCode === NOT_AVAILABLE) return 'mail-unavailable'
  return isTemporary(responseCode) ? 'mail-deferred' : 'mail-refused'
}

/** RFC 5321, 4.2.3: the server closes the line, whatever it was asked. */
const NOT_AVAILABLE = 421

/** OpenSSL's reasons for which a chain or its name is not believed, as Node names or says them. */
const ofCertificate = /CERT_|_CERT|ALTNAME|ISSUER|certificate|self.signed/i

/** The server speaks no TLS where it must. */
const unencrypted = /STARTTLS|wrong version number|EPROTO|packet length too long/

function isTemporary(responseCode: number | undefined): boolean {
  return responseCode !== undefined && responseCode < 500
}

function saidIn({ code, cause, responseCode, response, message }: Parts): string {
  const reason = response ?? responseCode ?? (code === 'ETLS' || code === 'ESOCKET' ? message : undefined)
  return [cause === '' ? code : cause, reason].filter((part) => part !== undefined).join(' ')
}

interface Parts {
  readonly code: string | undefined
  /** The code of the system's or TLS's own error behind it; empty where there is none. */
  readonly cause: string
  readonly message: string
  readonly responseCode: number | undefined
  readonly response: string | undefined
  readonly command: string | undefined
}

function partsOf(error: unknown): Parts {
  const found = new Map<string, unknown>(error instanceof Error ? Object.entries(error) : [])
  const text = (name: string): string | undefined => {
    const value = found.get(name)
    return typeof value === 'string' ? value : undefined
  }
  const responseCode = found.get('responseCode')
  return {
    code: text('code'),
    cause: text('originalCode') ?? '',
    message: error instanceof Error ? error.message : '',
    response: text('response'),
    command: text('command'),
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
  }
}
