import { z } from 'zod'
import { Amount, Currency } from './plain.ts'
import { returnBases } from './words.ts'

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
        /** 55(3)(b): a statement that the order is final; under WA 37(3) also enforceable. */
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
    /** WA 37(3)(a)(iii): whether provisional measures are needed. */
    provisionalMeasures: z.string().max(2000).optional(),
    /** 54(1)(c): why the offender cannot be prosecuted. */
    noProsecution: z.string().max(5000).optional(),
    maximumAmount: Amount.optional(),
    currency: Currency.optional(),
  })
  .meta({ id: 'Confiscation' })
export type Confiscation = z.output<typeof Confiscation>

/** On what confiscation rests before property goes back (57(3)(a)–(b)): the final judgment, or its waiver by the requested State. */
export const judgmentStates = ['final', 'waiver-asked'] as const

/** What is asked back and why (UNCAC art. 57(3), (5)). */
export const ReturnOfProperty = z
  .strictObject({
    basis: z.enum(returnBases),
    priorOwnership: z.string().max(5000),
    damage: z.string().max(5000),
    judgment: z.enum(judgmentStates),
    /** Court, reference and day of the judgment, or why it is to be waived. */
    judgmentDetails: z.string().max(5000),
    victims: z.string().max(5000),
    /** 57(5): the arrangement proposed for the disposal. */
    disposal: z.string().max(5000),
  })
  .partial()
  .meta({ id: 'ReturnOfProperty' })
export type ReturnOfProperty = z.output<typeof ReturnOfProperty>

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
export type Undertaking = z.output<typeof Undertaking>
