import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { authorityKinds } from '../authority.ts'
import { ContactPoint } from './contact-point.ts'
import { Designation } from './designation.ts'
import { Membership } from './network.ts'
import { Nomination } from './nomination.ts'
import { partLimits } from './parts.ts'
import { Names, Sha256, StateCode } from './plain.ts'

/** Everything that an authority says of itself, whoever may read it; its keys and its node are changed by an application instead. */
export const AuthorityEntry = z
  .strictObject({
    id: AuthorityId,
    state: StateCode,
    kind: z.enum(authorityKinds),
    names: Names,
    address: z.string().max(500),
    email: z.string().max(200).optional(),
    phone: z.string().max(60).optional(),
    website: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .optional(),
    designations: z.array(Designation).max(50),
    contactPoints: z.array(ContactPoint).max(partLimits.contactPointsOfAuthority),
    memberships: z.array(Membership).max(50),
    nomination: Nomination.optional(),
  })
  .meta({ id: 'AuthorityEntry' })
export type AuthorityEntry = z.output<typeof AuthorityEntry>

const Instant = z.iso.datetime({ precision: 0 })

/** An authority's word about its own entry: as it shall stand from now on. Where nothing differs, it is confirmed (protocol 07 §16). */
export const EntryStatement = z.strictObject({
  role: z.literal('entry'),
  issuedAt: Instant,
  from: AuthorityId,
  entry: AuthorityEntry,
  /** SHA-256 of the entry as its author saw it, canonical JSON; null for one that was not there. */
  base: Sha256.nullable(),
  /** Who wrote it, as the office tells the secretariat: a role, no need for a name. */
  by: z.string().min(1).max(200),
  remarks: z.string().min(1).max(1000).optional(),
})
export type EntryStatement = z.output<typeof EntryStatement>

/** What a reader says is wrong in another authority's entry. */
export const CorrectionStatement = z.strictObject({
  role: z.literal('correction'),
  issuedAt: Instant,
  from: AuthorityId,
  about: AuthorityId,
  by: z.string().min(1).max(200),
  /** What is wrong, and what it should say. */
  text: z.string().min(10).max(2000),
  /** How the reader knows. */
  reason: z.string().min(10).max(1000),
})
export type CorrectionStatement = z.output<typeof CorrectionStatement>

/** Most bytes of a statement's file: an entry with all that it may hold, and its frame. */
export const MAX_STATEMENT_BYTES = 512 * 1024

/** A statement with the seal of the authority that makes it. */
export const StatementFile = z.strictObject({
  signed: z.discriminatedUnion('role', [EntryStatement, CorrectionStatement]),
  /** The seal leaf, DER in base64; its chain ends at the CA that the directory lists for `from`. */
  certificate: z.base64().max(8000),
  /** ECDSA with SHA-256 over the canonical JSON of `signed`, DER in base64. */
  signature: z.base64().max(200),
})
export type StatementFile = z.output<typeof StatementFile>
