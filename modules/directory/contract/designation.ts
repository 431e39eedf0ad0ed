import { z } from 'zod'
import { Form, measureKinds, offenceKinds } from './coverage.ts'
import { Language, Slug, StateCode } from './plain.ts'
import { Visibility } from './visibility.ts'

/** Ways on which a designated authority takes requests. */
export const channels = [
  'comity',
  'direct',
  'post',
  'courier',
  'e-mail',
  'secure-e-mail',
  'web-portal',
  'fax',
  'diplomatic',
  'interpol-i-24-7',
  'egmont-secure-web',
  'globe-platform',
  'eurojust',
  'iber-at',
  'siena',
  'goaml',
  'oral',
] as const
/** One of {@link channels}. */
export type Channel = (typeof channels)[number]

/** What a request must carry or observe besides what the instrument itself asks for. */
export const formalities = [
  'original-on-paper',
  'copies',
  'signature-of-judge-or-prosecutor',
  'official-seal',
  'electronic-signature',
  'certified-translation',
  'authenticated-documents',
  'apostille',
  'legalisation',
  'own-form',
  'one-request-per-authority',
  'text-of-law',
  'undertaking-of-reciprocity',
  'prior-consultation',
  'diplomatic-note',
  'other',
] as const
/** One of {@link formalities}. */
export type FormalityKind = (typeof formalities)[number]

const ChannelUse = z.strictObject({
  channel: z.enum(channels),
  /** An address, a number, a form to use. */
  detail: z.string().min(1).max(300).optional(),
})

const Formality = z.strictObject({ formality: z.enum(formalities), detail: z.string().min(1).max(500).optional() })

/** UNCAC art. 46(13)–(14): how an urgent request goes, also an oral one. */
const UrgentRoute = z.strictObject({
  channel: z.enum(channels).optional(),
  /** The contact point to call first. */
  contactPoint: Slug.optional(),
  /** Whether a request by word of mouth is taken, to be confirmed in writing (art. 46(14)). */
  oral: z.boolean().optional(),
  detail: z.string().min(1).max(500).optional(),
})

const detailFields = {
  channels: z.array(ChannelUse).min(1).max(20).optional(),
  formalities: z.array(Formality).min(1).max(30).optional(),
  urgentRoute: UrgentRoute.optional(),
  remarks: z.string().min(1).max(2000).optional(),
}

/** What of a designation only some may read; it adds to what everybody reads. */
export const DesignationDetail = z.strictObject({ visibility: Visibility, ...detailFields })
export type DesignationDetail = z.output<typeof DesignationDetail>

/**
 * Who is competent for what, and on which terms (UNCAC art. 46(13)–(14)): form × instrument × territory × offence or measure. What is
 * left out is unknown, never "no".
 */
export const Designation = z
  .strictObject({
    /** What details and changes point at; required where there are any. */
    id: Slug.optional(),
    form: Form,
    instrument: z.string().min(1).max(80),
    territory: StateCode,
    /** Only for these offences; where it is left out, for all. */
    offences: z.array(z.enum(offenceKinds)).min(1).max(20).optional(),
    /** Only for these measures; where it is left out, for all. */
    measures: z.array(z.enum(measureKinds)).min(1).max(40).optional(),
    languages: z.array(Language).min(1).max(20),
    electronicAcceptance: z.boolean().optional(),
    urgentByInterpol: z.boolean().optional(),
    ...detailFields,
    details: z.array(DesignationDetail).min(1).max(20).optional(),
  })
  .meta({ id: 'Designation' })
export type Designation = z.output<typeof Designation>

/** What tells two designations of one authority apart. */
export function designationKey({ form, instrument, territory, offences = [], measures = [] }: Designation): string {
  return [form, instrument, territory, offences.toSorted().join('+'), measures.toSorted().join('+')].join(' ')
}
