import { createHash, hash } from 'node:crypto'
import type { Chance } from '@comity/world'

/** A secret of 256 bits for a cookie, a header or a link. */
export function newToken(chance: Chance): string {
  return Buffer.from(chance.bytes(32)).toString('base64url')
}

/** What is kept of it: a copy of the database opens no session. No salt: 256 random bits are not guessed. */
export function hashOf(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}

/** The token of the session's forms: whoever has not the cookie cannot know it, and it needs no storage. */
export function csrfOf(token: string): string {
  return createHash('sha256').update(`comity form ${token}`).digest('base64url')
}

/** A code of eight digits to be said over the telephone; few guesses are given to it, so that it need not be longer. */
export function newCode(chance: Chance): string {
  const number = Buffer.from(chance.bytes(8)).readBigUInt64BE() % 100_000_000n
  return number.toString().padStart(8, '0')
}
