import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { Designation } from './contract/designation.ts'
import { Names, StateCode } from './contract/plain.ts'

/** What sort of institution an authority is. */
export const authorityKinds = [
  'central-authority',
  'prosecution',
  'anti-corruption',
  'fiu',
  'asset-recovery',
  'asset-management',
  'court',
  'police',
  'supreme-audit',
  'tax-or-customs',
  'registry',
  'ministry',
  'liaison-magistrate',
  'network',
  'secretariat',
  'other',
] as const
/** One of {@link authorityKinds}. */
export type AuthorityKind = (typeof authorityKinds)[number]

const about = {
  id: AuthorityId,
  state: StateCode,
  kind: z.enum(authorityKinds),
  names: Names,
  address: z.string().max(500),
  email: z.string().max(200).optional(),
  phone: z.string().max(60).optional(),
  designations: z.array(Designation).max(50),
  confirmedOn: z.iso.date(),
}

/** One authority with its keys and its node's address, as the signed directory lists it. */
export const Authority = z
  .strictObject({
    ...about,
    /** The authority's CA, PEM of one certificate; officers and seals chain to it. */
    caCertificate: z.string().max(8000),
    /** age recipient of its node, `age1pq1…` (X25519 + ML-KEM-768). */
    sealRecipient: z.string().max(3000),
    /** Where its node listens, as `https://host`; empty where it takes no connection and fetches what waits for it. */
    nodeOrigin: z.string().max(300),
    /** Authority that hosts that node: the host can read what it hosts. */
    hostedBy: AuthorityId,
    /** Latest certificate revocation list of the CA, PEM. */
    crl: z.string().max(20000).optional(),
  })
  .meta({ id: 'Authority' })
export type Authority = z.output<typeof Authority>

/** An authority without a node: it is reached by its contact points, on paper or by other networks. */
export const ListedAuthority = z
  .strictObject({
    ...about,
    website: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .optional(),
    /** Where the secretariat has it from, while the authority does not keep it itself. */
    source: z.string().min(1).max(300).optional(),
  })
  .meta({ id: 'ListedAuthority' })
export type ListedAuthority = z.output<typeof ListedAuthority>
