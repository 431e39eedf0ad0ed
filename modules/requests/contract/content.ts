import { z } from 'zod'
import { Confiscation, ReturnOfProperty, Undertaking } from './asset-recovery.ts'
import { Measure } from './measure.ts'
import { Amount, Currency, Language, Line, Text } from './plain.ts'
import { MAX_TRANSLATIONS, Translation } from './translation.ts'

export * from './plain.ts'
export * from './measure.ts'
export * from './asset-recovery.ts'
export * from './translation.ts'

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
    return: ReturnOfProperty.optional(),
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
    confiscation: Confiscation.partial({ route: true }).optional(),
    measures: z
      .array(Measure.extend({ description: z.string().max(20_000) }))
      .max(50)
      .optional(),
  })
  .meta({ id: 'DraftContent' })
export type DraftContent = z.output<typeof DraftContent>
