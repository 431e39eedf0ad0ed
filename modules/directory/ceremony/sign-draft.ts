import { createPublicKey } from 'node:crypto'
import {
  canonicalJson,
  generateSigningKeyPair,
  privateKeyFromPem,
  privateKeyToPem,
  sealWithPassphrase,
  sha256Hex,
  unsealWithPassphrase,
} from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { Chance } from '@comity/world'
import type { Contents, DirectoryRole, KeyCard, Root } from '../contract.ts'
import { fileOf, signatureOf, spkiOf } from '../rules/sign-file.ts'
import { keyIdOf } from '../rules/signed-file.ts'
import { withSignature, type ContentsDraft, type RootDraft } from './drafts.ts'
import { holdsRole } from './root-standing.ts'

/** What a new key leaves: the locked file for its holder alone, the card for whoever drafts. */
export interface NewDirectoryKey {
  readonly keyId: string
  readonly lockedKey: Uint8Array
  readonly card: Uint8Array
}

/** Fewer signs than this are guessed in spite of the costly derivation. */
export const LEAST_PASSPHRASE = 15

/**
 * Makes one key for one holder: an age file under the passphrase (`age -d` opens it too) and its public card.
 *
 * @throws ComityError `passphrase-too-short`
 */
export function newDirectoryKey(
  holder: string,
  passphrase: string,
  { chance, workFactor }: { readonly chance: Chance; readonly workFactor?: number },
): NewDirectoryKey {
  if (passphrase.trim().length < LEAST_PASSPHRASE)
    throw new ComityError('passphrase-too-short', { values: { length: LEAST_PASSPHRASE } })
  const { privateKey } = generateSigningKeyPair()
  const pem = new TextEncoder().encode(privateKeyToPem(privateKey))
  const spki = spkiOf(privateKey)
  const card: KeyCard = { comity: 'directory-key', holder, publicKey: spki.toString('base64') }
  return {
    keyId: keyIdOf(spki),
    lockedKey: sealWithPassphrase(pem, passphrase, chance, workFactor),
    card: new TextEncoder().encode(canonicalJson(card)),
  }
}

/** What a holder types before they sign: it stands for the whole text that they were shown. */
export function confirmationOf(signed: unknown): string {
  const digits = sha256Hex(Buffer.from(canonicalJson(signed))).toUpperCase()
  return [0, 4, 8, 12].map((start) => digits.slice(start, start + 4)).join('-')
}

interface Signing {
  readonly lockedKey: Uint8Array
  readonly passphrase: string
  /** As {@link confirmationOf} gave it. */
  readonly confirmed: string
}

/**
 * Signs a root as one of its holders, or of the holders of the root before it.
 *
 * @throws ComityError `confirmation-wrong`, `key-locked`, `key-of-no-role`
 */
export function signRootDraft(draft: RootDraft, old: Root | null, signing: Signing): Uint8Array<ArrayBuffer> {
  return signDraft(draft, { signing, role: 'root', roots: [old, draft.signed] })
}

/** Signs contents as one of the holders of the root's contents keys. @throws ComityError as `signRootDraft` */
export function signContentsDraft(draft: ContentsDraft, root: Root, signing: Signing): Uint8Array<ArrayBuffer> {
  return signDraft(draft, { signing, role: 'contents', roots: [root] })
}

function signDraft(
  draft: RootDraft | ContentsDraft,
  by: { readonly signing: Signing; readonly role: DirectoryRole; readonly roots: readonly (Root | null)[] },
): Uint8Array<ArrayBuffer> {
  const signed: Root | Contents = draft.signed
  if (by.signing.confirmed.trim().toUpperCase() !== confirmationOf(signed)) throw new ComityError('confirmation-wrong')
  const key = privateKeyFromPem(unlocked(by.signing))
  if (!holdsRole(spkiOf(createPublicKey(key)), by.role, by.roots))
    throw new ComityError('key-of-no-role', { values: { role: by.role } })
  return fileOf(signed, withSignature(draft, signatureOf(signed, key)).signatures)
}

function unlocked({ lockedKey, passphrase }: Signing): string {
  try {
    return new TextDecoder().decode(unsealWithPassphrase(lockedKey, passphrase))
  } catch (cause) {
    throw new ComityError('key-locked', { cause })
  }
}
