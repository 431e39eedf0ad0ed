import { ComityError } from '@comity/errors'
import { z } from 'zod'
import { Contents, DirectorySignature, KeyCard, Root, directoryLimits } from '../contract.ts'
import { mustBeConsistent } from '../rules/read-contents.ts'
import { mustHangTogether } from '../rules/read-root.ts'
import { fileOf } from '../rules/sign-file.ts'
import { isP256Spki, keyIdOf, malformed, readFileOf } from '../rules/signed-file.ts'

const Signatures = z.array(DirectorySignature).max(directoryLimits.signatures)

/** `root.json` or `contents.json` on its way from one holder to the next: the same file with too few signatures, or none. */
const RootDraft = z.strictObject({ signed: Root, signatures: Signatures })
export type RootDraft = z.output<typeof RootDraft>
const ContentsDraft = z.strictObject({ signed: Contents, signatures: Signatures })
export type ContentsDraft = z.output<typeof ContentsDraft>

/** @throws ComityError `directory-malformed` */
export function readRootDraft(bytes: Uint8Array): RootDraft {
  const draft = readFileOf('root', bytes, RootDraft, directoryLimits.rootBytes)
  mustHangTogether(draft.signed)
  return draft
}

/** @throws ComityError `directory-malformed` */
export function readContentsDraft(bytes: Uint8Array): ContentsDraft {
  const draft = readFileOf('contents', bytes, ContentsDraft, directoryLimits.contentsBytes)
  mustBeConsistent(draft.signed)
  return draft
}

/** @throws ComityError `directory-malformed` unless it names one P-256 key in its one spelling. */
export function readKeyCard(bytes: Uint8Array): KeyCard & { readonly keyId: string } {
  const card = readFileOf('key-card', bytes, KeyCard, directoryLimits.freshnessBytes)
  const spki = Buffer.from(card.publicKey, 'base64')
  if (!isP256Spki(spki)) throw malformed('key-card', 'publicKey')
  return { ...card, keyId: keyIdOf(spki) }
}

/** A file that nobody has signed yet. */
export function unsignedFile(signed: Root | Contents): Uint8Array<ArrayBuffer> {
  return fileOf(signed, [])
}

/** Adds a signature; of one key the newest stands. @throws ComityError `directory-malformed` where there are too many. */
export function withSignature<Draft extends { readonly signatures: readonly DirectorySignature[] }>(
  draft: Draft,
  signature: DirectorySignature,
): Draft & { readonly signatures: readonly DirectorySignature[] } {
  const others = draft.signatures.filter((one) => one.keyId !== signature.keyId)
  if (others.length >= directoryLimits.signatures) throw new ComityError('directory-malformed')
  return { ...draft, signatures: [...others, signature] }
}
