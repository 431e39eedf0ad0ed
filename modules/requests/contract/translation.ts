import { z } from 'zod'
import { Confiscation, ReturnOfProperty } from './asset-recovery.ts'
import { MeasureDetails } from './measure.ts'
import { Language, Line, Text } from './plain.ts'

/** The texts of a request in another language; what is absent was not translated. Lists follow the order of the authentic text. */
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
      .array(
        z.strictObject({
          measureId: z.uuid(),
          description: Text.optional(),
          procedureWished: z.string().max(5000).optional(),
          ...MeasureDetails.omit({ periodFrom: true, periodUntil: true, identifier: true }).shape,
        }),
      )
      .max(50),
    offences: z.array(z.strictObject({ title: Line.optional(), lawText: z.string().max(5000).optional() })).max(50),
    property: z
      .array(z.strictObject({ description: Line, location: z.string().max(500), grounds: z.string().max(2000) }).partial())
      .max(200),
    confiscation: Confiscation.pick({
      grounds: true,
      extent: true,
      thirdParties: true,
      provisionalMeasures: true,
      noProsecution: true,
    }),
    return: ReturnOfProperty.omit({ basis: true, judgment: true }),
    undertakings: z.array(z.strictObject({ text: z.string().max(2000).optional() })).max(20),
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
    /** Of the authentic texts that were translated, as the node computes it: another text makes the translation stale. */
    sourceSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  })
  .meta({ id: 'Translation' })
export type Translation = z.output<typeof Translation>

/** Translations that one request carries. */
export const MAX_TRANSLATIONS = 10
