import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Chance } from '@comity/world'
import { normalized } from './rules/password-strength.ts'

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. Stored with each hash, so they may be raised. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1 } as const
const tagBytes = 32
const saltBytes = 16

const derive = promisify(argon2)

/** A PHC string `$argon2id$v=19$m=…,t=…,p=…$salt$hash` (RFC 9106). Runs beside the event loop. */
export async function hashPassword(password: string, chance: Chance): Promise<string> {
  const nonce = Buffer.from(chance.bytes(saltBytes))
  const tag = await derive('argon2id', { message: normalized(password), nonce, tagLength: tagBytes, ...parameters })
  return `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
}

/** Whether it is the password. Without a hash it takes as long and answers no, so that nobody learns who has an account. */
export async function isPassword(password: string, phc: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc ?? nobodysHash)
  if (!parts) return false
  const [, memory, passes, parallelism, salt = '', hash = ''] = parts
  const expected = Buffer.from(hash, 'base64')
  const settings = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  }
  const tag = await derive('argon2id', { message: normalized(password), nonce: Buffer.from(salt, 'base64'), ...settings })
  return timingSafeEqual(tag, expected) && phc !== null
}

const nobodysHash = `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}

/** Whether a stored hash was made with other parameters than today's; it is made anew at the next sign-in. */
export function isOutdated(phc: string | null): boolean {
  return (
    phc !== null && !phc.startsWith(`$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$`)
  )
}
