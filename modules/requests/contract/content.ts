import { z } from 'zod'

/** Measures of UNCAC art. 46(3) and chapter V that an item of a request may ask for (reference: one kind, one outcome). */
export const measureKinds = [
  'take-statement',
  'serve-document',
  'search-or-seize',
  'freeze-evidence',
  'examine-object-or-site',
  'provide-information',
  'provide-records',
  'trace-for-evidence',
  'voluntary-appearance',
  'trace-or-freeze-proceeds',
  'recover-assets',
  'locate-person',
  'bank-account-information',
  'bank-transactions',
  'bank-monitoring',
  'interception',
  'preserve-evidence',
  'controlled-delivery',
  'covert-investigation',
  'temporary-transfer',
  'presence-of-officials',
  'video-hearing',
  'other',
] as const
export const MeasureKind = z.enum(measureKinds)
export type MeasureKind = z.output<typeof MeasureKind>

export const Line = z.string().min(1).max(300)
export const Text = z.string().min(1).max(20_000)
/** A decimal number as text, so that nothing is rounded. */
export const Amount = z.string().regex(/^\d{1,15}(\.\d{1,4})?$/)
/** ISO 4217. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)
/** A day in the years of which a database and a calendar can speak. */
export const Day = z.iso.date().regex(/^(?:19|2\d)\d\d-/)
/** ISO 639-1. */
export const Language = z.string().regex(/^[a-z]{2}$/)

/** Identity, location and nationality of a person, where possible (UNCAC art. 46(15)(e)); the parts follow Reg. (EU) 2018/1805 annexes I C, II C. */
export const RequestPerson = z
  .strictObject({
    kind: z.enum(['natural', 'legal']),
    position: z.enum(['suspect', 'accused', 'convicted', 'witness', 'victim', 'owner', 'other']),
    name: Line,
    aliases: z.string().max(500).optional(),
    bornOn: z.iso.date().optional(),
    birthPlace: z.string().max(200).optional(),
    nationality: z.string().max(100).optional(),
    identityDocument: z.string().max(200).optional(),
    registrationNumber: z.string().max(200).optional(),
    address: z.string().max(500).optional(),
  })
  .meta({ id: 'RequestPerson' })
export type RequestPerson = z.output<typeof RequestPerson>

/** Property concerned (UNCAC arts 31, 54, 55; Reg. (EU) 2018/1805 annex I D). Amounts are decimal strings with an ISO 4217 code. */
export const RequestProperty = z
  .strictObject({
    kind: z.enum(['money', 'specific-item', 'equivalent-value']),
    description: Line,
    amount: Amount.optional(),
    currency: Currency.optional(),
    location: z.string().max(500).optional(),
    account: z.string().max(200).optional(),
    grounds: z.string().max(2000).optional(),
  })
  .meta({ id: 'RequestProperty' })
export type RequestProperty = z.output<typeof RequestProperty>

export const Offence = z
  .strictObject({
    title: Line,
    provision: Line,
    lawText: z.string().max(5000).optional(),
    maximumPenalty: z.string().max(200).optional(),
    uncacArticle: z.string().max(20).optional(),
  })
  .meta({ id: 'Offence' })
export type Offence = z.output<typeof Offence>

/** One item of assistance (UNCAC art. 46(3)); `id` is stable within the request, its outcome is reported on it. */
export const Measure = z
  .strictObject({ id: z.uuid(), kind: MeasureKind, description: Text, procedureWished: z.string().max(5000).optional() })
  .meta({ id: 'Measure' })
export type Measure = z.output<typeof Measure>

/** How a request for property is to be carried out (reference §2.3). */
export const confiscationRoutes = ['trace-or-freeze', 'domestic-order', 'foreign-order', 'non-conviction'] as const

/** What chapter V asks of a request about property: UNCAC arts 54–55; Warsaw Convention art. 37. */
export const Confiscation = z
  .strictObject({
    route: z.enum(confiscationRoutes),
    /** 54(2)(a)–(b): a reasonable basis to believe that there are grounds, and that the property would eventually be confiscated. */
    grounds: z.string().max(5000).optional(),
    order: z
      .strictObject({
        court: z.string().max(300),
        reference: z.string().max(200),
        issuedOn: z.iso.date(),
        /** 55(3)(b): a statement that the order is final. */
        final: z.boolean(),
        /** Name of the attached legally admissible copy. */
        copy: z.string().max(200),
      })
      .partial()
      .optional(),
    /** 55(3)(b): to what extent execution is requested. */
    extent: z.string().max(2000).optional(),
    /** 55(3)(b): how bona fide third parties were told and due process kept. */
    thirdParties: z.string().max(5000).optional(),
    maximumAmount: Amount.optional(),
    currency: Currency.optional(),
  })
  .meta({ id: 'Confiscation' })
export type Confiscation = z.output<typeof Confiscation>

/** What the requesting State promises (reference §1). */
export const undertakingKinds = [
  'reciprocity',
  'use-limitation',
  'return-of-material',
  'no-death-penalty',
  'confidentiality',
  'costs',
] as const
export const Undertaking = z
  .strictObject({ kind: z.enum(undertakingKinds), text: z.string().max(2000) })
  .meta({ id: 'Undertaking' })

/** The texts of a request in another language; what is absent was not translated. */
export const TranslatedTexts = z
  .strictObject({
    subject: Line,
    subjectMatter: Text,
    authorityFunctions: Line,
    facts: Text,
    purpose: Text,
    urgencyReason: z.string().max(2000),
    deadlineReason: z.string().max(2000),
    measures: z
      .array(z.strictObject({ measureId: z.uuid(), description: Text, procedureWished: z.string().max(5000).optional() }))
      .max(50),
    offences: z.array(z.strictObject({ title: Line, lawText: z.string().max(5000).optional() })).max(50),
  })
  .partial()
export type TranslatedTexts = z.output<typeof TranslatedTexts>

/** A certified translation (UNCAC art. 46(14)): it travels inside the request, under the same signature as the authentic text. */
export const Translation = z
  .strictObject({
    language: Language,
    texts: TranslatedTexts,
    translatedBy: Line,
    translatedOn: z.iso.date(),
    certifiedBy: Line.optional(),
    certification: z.string().max(2000).optional(),
  })
  .meta({ id: 'Translation' })
export type Translation = z.output<typeof Translation>

/** Translations that one request carries. */
export const MAX_TRANSLATIONS = 10

/**
 * Everything UNCAC art. 46(14)–(15), (20), (24) asks of a request. An item of art. 46(15) may be absent where `acceptedGaps` says why;
 * `completenessOf` checks that on both sides. Without any measure it is no request.
 */
export const RequestContent = z
  .strictObject({
    subject: Line.optional(),
    legalBasis: z.array(Line).min(1).max(10),
    requestingAuthority: Line.optional(),
    proceeding: z
      .strictObject({
        subjectMatter: Text,
        nature: z.enum(['investigation', 'prosecution', 'judicial-proceeding']),
        authorityName: Line,
        authorityFunctions: Line,
      })
      .partial(),
    facts: Text.optional(),
    offences: z.array(Offence).max(50),
    persons: z.array(RequestPerson).max(200),
    property: z.array(RequestProperty).max(200),
    measures: z.array(Measure).min(1).max(50),
    purpose: Text.optional(),
    language: Language,
    urgency: z.enum(['routine', 'urgent']),
    urgencyReason: z.string().max(2000).optional(),
    suggestedDeadline: z.iso.date().optional(),
    deadlineReason: z.string().max(2000).optional(),
    confidentiality: z.enum(['ordinary', 'keep-confidential']),
    confiscation: Confiscation.optional(),
    undertakings: z.array(Undertaking).max(20).optional(),
    translations: z.array(Translation).max(MAX_TRANSLATIONS).optional(),
    /** The version that counts where texts differ; the authentic text's own language unless a translation is marked. */
    operativeLanguage: Language.optional(),
    /** Level "block": what is missing and why the signatory sends it all the same; travels with the request. */
    acceptedGaps: z
      .array(z.strictObject({ path: z.string().max(100), article: z.string().max(40), reason: z.string().min(3).max(2000) }))
      .max(20),
  })
  .meta({ id: 'RequestContent' })
export type RequestContent = z.output<typeof RequestContent>

/** A draft may lack anything; strictness comes at submission. */
export const DraftContent = z
  .strictObject({
    ...RequestContent.partial().shape,
    proceeding: z
      .strictObject({
        subjectMatter: z.string().max(20_000),
        nature: z.enum(['investigation', 'prosecution', 'judicial-proceeding']),
        authorityName: z.string().max(300),
        authorityFunctions: z.string().max(300),
      })
      .partial()
      .optional(),
    legalBasis: z.array(Line).max(10).optional(),
    measures: z
      .array(Measure.extend({ description: z.string().max(20_000) }))
      .max(50)
      .optional(),
  })
  .meta({ id: 'DraftContent' })
export type DraftContent = z.output<typeof DraftContent>
