import { canonicalJson, concat, sha256 } from '@comity/crypto'
import type { AuditAct } from '../contract.ts'

/** What a commitment binds: everything but the sequence, which the database gives. */
export interface Committed extends AuditAct {
  readonly at: Date
  readonly actor: { readonly id: string; readonly name: string; readonly authorityId: string | null }
}

/** Bytes of salt: enough that the details of an erased entry cannot be guessed from its commitment. */
export const SALT_BYTES = 16

/** SHA-256 of the salt followed by the canonical JSON (RFC 8785) of the entry. */
export function commitmentOf(salt: Uint8Array, entry: Committed): Uint8Array {
  const { act, subject, details = {}, at, actor } = entry
  const bound = {
    act,
    subject: { id: subject.id, kind: subject.kind },
    details,
    at: at.toISOString(),
    actor: { id: actor.id, name: actor.name, authorityId: actor.authorityId },
  }
  return sha256(concat(salt, new TextEncoder().encode(canonicalJson(bound))))
}

/** The chain before its first link. */
export const CHAIN_START: Uint8Array = new Uint8Array(32)

/** Each link binds all before it: SHA-256 of the previous link followed by the commitment. */
export function nextLink(previous: Uint8Array, commitment: Uint8Array): Uint8Array {
  return sha256(concat(previous, commitment))
}
