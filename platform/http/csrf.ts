import { timingSafeEqual } from 'node:crypto'
import type { Chance } from '@comity/world'

/**
 * The session's token as a form carries it: another text on each page, since pages are compressed and a token that repeats
 * could be guessed from their length (BREACH).
 */
export function maskToken(token: string, chance: Chance): string {
  if (token === '') return ''
  const secret = Buffer.from(token, 'base64url')
  const pad = chance.bytes(secret.length)
  return Buffer.concat([pad, xor(secret, pad)]).toString('base64url')
}

/** Whether a form's field is a mask of the session's token. */
export function matchesToken(field: unknown, token: string): boolean {
  if (typeof field !== 'string' || token === '' || field.length > 200) return false
  const masked = Buffer.from(field, 'base64url')
  const secret = Buffer.from(token, 'base64url')
  if (masked.length !== secret.length * 2) return false
  return timingSafeEqual(xor(masked.subarray(secret.length), masked), secret)
}

function xor(bytes: Uint8Array, pad: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (pad[index] ?? 0)))
}
