import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'

/** Forms of cooperation (UNCAC chapters IV and V); the designation says who is competent for which. */
export const forms = [
  'mutual-legal-assistance',
  'extradition',
  'transfer-of-sentenced-person',
  'transfer-of-proceedings',
  'spontaneous-information',
  'law-enforcement-cooperation',
  'fiu-cooperation',
  'joint-investigation',
  'direct-recovery',
] as const
/** One of {@link forms}. */
export const Form = z.enum(forms)
export type Form = z.output<typeof Form>

/** Names in the six languages; English is always there, the rest where known. */
export const Names = z.strictObject({
  en: z.string().min(1).max(300),
  ar: z.string().max(300).optional(),
  zh: z.string().max(300).optional(),
  fr: z.string().max(300).optional(),
  ru: z.string().max(300).optional(),
  es: z.string().max(300).optional(),
})
export type Names = z.output<typeof Names>

/** ISO 3166-1 alpha-2; demos use user-assigned codes (AA, QM–QZ, XA–XZ, ZZ). */
export const StateCode = z.string().regex(/^[A-Z]{2}$/)

/** A member State. */
export const State = z.strictObject({ code: StateCode, names: Names }).meta({ id: 'State' })
export type State = z.output<typeof State>

/** Who is competent for what, and how to reach them (UNCAC art. 46(13)–(14)). */
export const Designation = z
  .strictObject({
    form: Form,
    instrument: z.string().min(1).max(80),
    territory: StateCode,
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .min(1)
      .max(20),
    electronicAcceptance: z.boolean(),
    urgentByInterpol: z.boolean(),
    remarks: z.string().max(2000).optional(),
  })
  .meta({ id: 'Designation' })
export type Designation = z.output<typeof Designation>

/** What sort of institution an authority is. */
export const authorityKinds = [
  'central-authority',
  'prosecution',
  'anti-corruption',
  'fiu',
  'asset-recovery',
  'court',
  'secretariat',
  'other',
] as const
/** One of {@link authorityKinds}. */
export type AuthorityKind = (typeof authorityKinds)[number]

/** One authority with its keys and its node's address, as the signed directory lists it. */
export const Authority = z
  .strictObject({
    id: AuthorityId,
    state: StateCode,
    kind: z.enum(authorityKinds),
    names: Names,
    address: z.string().max(500),
    email: z.string().max(200).optional(),
    phone: z.string().max(60).optional(),
    designations: z.array(Designation).max(50),
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
    confirmedOn: z.iso.date(),
  })
  .meta({ id: 'Authority' })
export type Authority = z.output<typeof Authority>
