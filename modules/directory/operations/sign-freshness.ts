import type { KeyObject } from 'node:crypto'
import { sha256Hex } from '@comity/crypto'
import type { Freshness } from '../contract.ts'
import { instantText, signFile } from '../rules/sign-file.ts'

/** For how long one freshness vouches when nothing else is configured. */
export const FRESHNESS_MS = 24 * 3_600_000

/** The bytes of a `freshness.json` for these contents. */
export function signFreshness(
  key: KeyObject,
  about: { readonly contents: Uint8Array; readonly version: number; readonly at: Date; readonly lifetimeMs?: number },
): Uint8Array<ArrayBuffer> {
  const signed: Freshness = {
    role: 'freshness',
    contentsVersion: about.version,
    contentsSha256: sha256Hex(about.contents),
    issuedAt: instantText(about.at),
    expires: instantText(new Date(about.at.getTime() + (about.lifetimeMs ?? FRESHNESS_MS))),
  }
  return signFile(signed, [key])
}
