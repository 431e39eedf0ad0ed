import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { ListedAuthority } from '../authority.ts'
import { ContactPoint } from './contact-point.ts'
import { DesignationDetail } from './designation.ts'
import { Membership, Register } from './network.ts'
import { Nomination } from './nomination.ts'
import { Sha256, Slug, StateCode } from './plain.ts'
import { StateFacts } from './state.ts'
import { MAX_READERS } from './visibility.ts'

// protocol/07-directory.md §15: what the contents commit to by SHA-256, State by State and audience by audience.
/** Limits of the parts (endless data). Bytes are counted against what the signed contents announce before anything is parsed. */
export const partLimits = {
  partBytes: 8 * 1024 * 1024,
  /** All parts of one directory. */
  allBytes: 256 * 1024 * 1024,
  authoritiesOfState: 2_000,
  contactPointsOfAuthority: 100,
  namedOfState: 200,
} as const

const Announced = z.strictObject({ sha256: Sha256, bytes: z.number().int().min(1).max(partLimits.partBytes) })

/** Names a part in `contents.json`: the register, or one State's file for one audience. Those for named readers are named in the members' file. */
export const PartName = z.strictObject({
  of: z.union([z.literal('register'), StateCode]),
  audience: z.enum(['public', 'members']),
  ...Announced.shape,
})
export type PartName = z.output<typeof PartName>

/** Names in a members' file the part that only the readers may have. */
export const NamedPart = z.strictObject({ ...Announced.shape, readers: z.array(AuthorityId).min(1).max(MAX_READERS) })
export type NamedPart = z.output<typeof NamedPart>

/** What one audience reads of one authority; public details stand in the public file, the rest nowhere but in its own. */
export const AuthorityDetails = z.strictObject({
  authority: AuthorityId,
  contactPoints: z.array(ContactPoint).min(1).max(partLimits.contactPointsOfAuthority).optional(),
  designations: z
    .array(z.strictObject({ designation: Slug, details: z.array(DesignationDetail).min(1).max(20) }))
    .min(1)
    .max(50)
    .optional(),
  memberships: z.array(Membership).min(1).max(50).optional(),
  nomination: Nomination.optional(),
})
export type AuthorityDetails = z.output<typeof AuthorityDetails>

const Details = z.array(AuthorityDetails).max(partLimits.authoritiesOfState)

/** Random, so that nobody guesses what a hash in the public contents hides. */
const Salt = z.string().regex(/^[0-9a-f]{64}$/)

/** What everybody may read of a State: its facts, its authorities that have no node, and public details of all. */
export const PublicPart = z.strictObject({
  part: z.literal('public'),
  state: StateCode,
  facts: StateFacts,
  listed: z.array(ListedAuthority).max(partLimits.authoritiesOfState),
  details: Details,
})
export type PublicPart = z.output<typeof PublicPart>

/** What the authorities of the network may read of a State besides. */
export const MembersPart = z.strictObject({
  part: z.literal('members'),
  state: StateCode,
  salt: Salt,
  details: Details,
  named: z.array(NamedPart).max(partLimits.namedOfState),
})
export type MembersPart = z.output<typeof MembersPart>

/** What a State shows to certain authorities only. */
export const NamedReadersPart = z.strictObject({
  part: z.literal('named'),
  state: StateCode,
  salt: Salt,
  readers: z.array(AuthorityId).min(1).max(MAX_READERS),
  details: Details,
})
export type NamedReadersPart = z.output<typeof NamedReadersPart>

/** Networks and instruments. */
export const RegisterPart = z.strictObject({ part: z.literal('register'), ...Register.shape })
export type RegisterPart = z.output<typeof RegisterPart>

/** Any part, by what it says it is. */
export const Part = z.discriminatedUnion('part', [RegisterPart, PublicPart, MembersPart, NamedReadersPart])
export type Part = z.output<typeof Part>
