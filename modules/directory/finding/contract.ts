import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { authorityKinds } from '../authority.ts'
import { contactRoles, ContactPoint } from '../contract/contact-point.ts'
import { Form, measureKinds, offenceKinds } from '../contract/coverage.ts'
import { Designation } from '../contract/designation.ts'
import { Language, Names, StateCode } from '../contract/plain.ts'
import { InstrumentId, instrumentStatuses, unGroups } from '../contract/state.ts'
import { needs } from './needs.ts'

/** What is needed, and where. */
export const FindQuery = z.strictObject({
  need: z.enum(needs),
  /** The State or territory in which it is needed. */
  state: StateCode,
  /** Only under this instrument. */
  instrument: InstrumentId.optional(),
  offence: z.enum(offenceKinds).optional(),
  /** Whom to call first is then said by the urgent route. */
  urgent: z.literal('yes').optional(),
})
export type FindQuery = z.output<typeof FindQuery>

const { channels, formalities, urgentRoute } = Designation.shape

/** A contact point as it stands at the instant of the answer. */
export const ContactNow = z.strictObject({
  /** Of the contact point; null where it is the authority's own line, of which no hours are known. */
  id: z.string().max(40).nullable(),
  role: z.enum(contactRoles),
  names: Names,
  standing: z.enum(['open', 'on-call', 'closed', 'unknown']),
  until: z.iso.datetime().nullable(),
  next: z.iso.datetime().nullable(),
  /** The number to call now; null where none is known. */
  phone: z.string().max(60).nullable(),
  emails: z.array(z.string().max(200)).max(10),
  languages: z.array(Language).max(20),
  timeZone: z.string().max(60).nullable(),
  /** The deputy who is there now, while this one is not. */
  deputy: z.strictObject({ id: z.string().max(40), names: Names, phone: z.string().max(60).nullable() }).nullable(),
  /** The urgent route names it. */
  first: z.boolean(),
  confirmedOn: z.iso.date().nullable(),
})
export type ContactNow = z.output<typeof ContactNow>

/** An authority as an answer names it. */
export const FoundAuthority = z.strictObject({
  id: AuthorityId,
  state: StateCode,
  kind: z.enum(authorityKinds),
  names: Names,
  /** It has a node: a request can be sent to it here. */
  onNetwork: z.boolean(),
  hostedBy: AuthorityId.nullable(),
  confirmedOn: z.iso.date(),
  /** Confirmed more than a year ago. */
  late: z.boolean(),
})
export type FoundAuthority = z.output<typeof FoundAuthority>

const SideStanding = z.strictObject({
  status: z.enum(instrumentStatuses),
  inForceOn: z.iso.date().nullable(),
  asOf: z.iso.date().nullable(),
  source: z.string().max(300).nullable(),
})

/** Whether both States are party to the instrument that a designation rests on. */
export const InstrumentStanding = z.strictObject({
  id: z.string().max(80),
  names: Names.nullable(),
  both: z.enum(['yes', 'no', 'unknown']),
  own: SideStanding,
  theirs: SideStanding,
})
export type InstrumentStanding = z.output<typeof InstrumentStanding>

/** An authority that a designation makes competent, with all that the designation says. What is null or empty is unknown. */
export const Competent = z.strictObject({
  authority: FoundAuthority,
  designation: z.strictObject({
    form: Form,
    territory: StateCode,
    offences: z.array(z.enum(offenceKinds)).max(20),
    measures: z.array(z.enum(measureKinds)).max(40),
  }),
  /** How it covers what is needed: by name, as all measures of the form, or some of it only. */
  covers: z.enum(['by-name', 'all', 'some']),
  /** `if`: only for certain offences, and none was asked for. */
  offence: z.enum(['by-name', 'all', 'if']),
  instrument: InstrumentStanding,
  channels: z.array(channels.unwrap().element).max(100),
  /** What it says of requests that come electronically; null where it says nothing. */
  electronicAcceptance: z.boolean().nullable(),
  urgentByInterpol: z.boolean().nullable(),
  languages: z.array(Language).max(20),
  formalities: z.array(formalities.unwrap().element).max(100),
  urgentRoute: urgentRoute.unwrap().nullable(),
  remarks: z.array(z.string().max(2000)).max(40),
  contacts: z.array(ContactNow).max(100),
})
export type Competent = z.output<typeof Competent>

/** Ways to go where nobody is designated, and ways beside a designation. */
export const alternativeKinds = [
  'other-measures',
  'other-offences',
  'other-instrument',
  'whole-state',
  'central-authority',
  'network',
  'fiu',
  'interpol',
  'diplomatic',
  'secretariat',
] as const
/** One of {@link alternativeKinds}. */
export type AlternativeKind = (typeof alternativeKinds)[number]

/** A way that is no designation for what is needed, and says so. */
export const Alternative = z.strictObject({
  kind: z.enum(alternativeKinds),
  /** Null where the way leads over no authority that the directory lists. */
  authority: FoundAuthority.nullable(),
  /** Networks to which it belongs, as people call them. */
  networks: z.array(z.string().max(40)).max(50),
  /** The instrument under which it is designated. */
  instrument: z.string().max(80).nullable(),
  /** What the State has said of this way; null where it has said nothing. */
  accepted: z.boolean().nullable(),
  contacts: z.array(ContactNow).max(100),
})
export type Alternative = z.output<typeof Alternative>

/** The answer to "I need X in State Y". */
export const Finding = z
  .strictObject({
    asked: FindQuery,
    form: Form,
    measures: z.array(z.enum(measureKinds)).max(40),
    stateNames: Names,
    /** The directory lists the State or territory. */
    listed: z.boolean(),
    at: z.iso.datetime(),
    directoryVersion: z.number().int().nullable(),
    standing: z.enum(['fresh', 'stale', 'expired', 'none']),
    outcome: z.enum(['designated', 'several', 'nobody']),
    competent: z.array(Competent).max(200),
    alternatives: z.array(Alternative).max(200),
  })
  .meta({ id: 'Finding' })
export type Finding = z.output<typeof Finding>

/** Words that are looked for. */
export const LookUp = z.strictObject({
  query: z.string().trim().min(1).max(100),
  state: StateCode.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export type LookUp = z.output<typeof LookUp>

/** A thing that fits the words: a State, an authority, or a contact point that the asker may see. */
export const Hit = z.strictObject({
  kind: z.enum(['state', 'authority', 'contact-point']),
  state: StateCode,
  authority: AuthorityId.nullable(),
  contactPoint: z.string().max(40).nullable(),
  names: Names,
  /** Of the State or authority it belongs to; null of a State. */
  within: Names.nullable(),
  /** 1 where every word fits letter by letter. */
  score: z.number(),
})
export type Hit = z.output<typeof Hit>

export const Hits = z.strictObject({ hits: z.array(Hit).max(50), more: z.boolean() }).meta({ id: 'DirectoryHits' })
export type Hits = z.output<typeof Hits>

/** What the map shows of a State or territory for one need. */
export const Coverage = z.strictObject({
  state: StateCode,
  names: Names,
  unGroup: z.enum(unGroups).nullable(),
  listed: z.boolean(),
  /** Authorities designated for what is needed, and all that are listed. */
  designated: z.number().int(),
  authorities: z.number().int(),
})
export type Coverage = z.output<typeof Coverage>

export const CoverageList = z.strictObject({ need: z.enum(needs), states: z.array(Coverage).max(700) }).meta({ id: 'Coverage' })
export type CoverageList = z.output<typeof CoverageList>

/** Most favourites of a person. */
export const MAX_FAVOURITES = 100

export const Favourite = z.strictObject({ authority: FoundAuthority, stateNames: Names, contacts: z.array(ContactNow).max(100) })
export type Favourite = z.output<typeof Favourite>

/** A file as text, made for whoever asks. */
export const TextFile = z.strictObject({
  name: z.string().max(120),
  mediaType: z.string().max(80),
  text: z.string().max(8_000_000),
})
export type TextFile = z.output<typeof TextFile>

/** One line of the list of contact points. */
export const ContactLine = z.strictObject({
  authority: AuthorityId,
  authorityNames: Names,
  state: StateCode,
  point: ContactPoint,
})
export type ContactLine = z.output<typeof ContactLine>

export const ContactsQuery = z.strictObject({ state: StateCode })
