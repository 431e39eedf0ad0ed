import type { Chance } from '@comity/world'
import { ComityError } from '@comity/errors'
import { fromBech32, toBech32 } from './bech32.ts'
import { expandKemSeed, kemKeyBytes, readKemPublicKey, type KemPrivateKey, type KemPublicKey } from './hybrid-kem.ts'

const identityPrefix = 'age-secret-key-pq-'
const recipientPrefix = 'age1pq'
const seedBytes = 32

/** To whom can be sealed. Read once, used for many files: reading costs more than sealing a small file. */
export interface SealRecipient {
  /** `age1pq1…`, 1,959 characters. */
  readonly text: string
  readonly key: KemPublicKey
}

/** Who can unseal; secret. Read once, used for many files. */
export interface SealIdentity {
  /** The recipient that belongs to it. */
  readonly recipient: string
  readonly key: KemPrivateKey
}

/** A new pair as the age command writes it (`age-keygen -pq`): keep `identity` secret. */
export function generateSealIdentity(chance: Chance): { identity: string; recipient: string } {
  const seed = chance.bytes(seedBytes)
  return {
    identity: toBech32(identityPrefix, seed).toUpperCase(),
    recipient: toBech32(recipientPrefix, expandKemSeed(seed).publicRaw),
  }
}

/** @throws ComityError `recipient-invalid`; a classic recipient (`age1…` of X25519, ssh) is one too: its files would not be safe against a quantum computer. */
export function parseSealRecipient(text: string): SealRecipient {
  const raw = fromBech32(recipientPrefix, text)
  if (raw.length !== kemKeyBytes) throw new ComityError('recipient-invalid')
  try {
    return { text, key: readKemPublicKey(raw) }
  } catch (cause) {
    throw new ComityError('recipient-invalid', { cause })
  }
}

/** @throws ComityError `recipient-invalid`, which never quotes the text. */
export function parseSealIdentity(text: string): SealIdentity {
  if (text !== text.toUpperCase()) throw new ComityError('recipient-invalid')
  const seed = fromBech32(identityPrefix, text.toLowerCase())
  if (seed.length !== seedBytes) throw new ComityError('recipient-invalid')
  const { privateKey, publicRaw } = expandKemSeed(seed)
  return { recipient: toBech32(recipientPrefix, publicRaw), key: privateKey }
}
