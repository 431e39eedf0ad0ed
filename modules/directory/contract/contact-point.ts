import { z } from 'zod'
import { Form } from './coverage.ts'
import { Language, Names, Slug } from './plain.ts'
import { Visibility } from './visibility.ts'

/** What a contact point is there for. */
export const contactRoles = [
  'general',
  'registry',
  'desk',
  'duty',
  'urgent',
  'focal-point',
  'liaison',
  'technical',
  'directory-correspondent',
] as const
/** One of {@link contactRoles}. */
export type ContactRole = (typeof contactRoles)[number]

/** Ways to reach a contact point by telephone. */
export const phoneUses = ['voice', 'mobile', 'secure-voice', 'fax'] as const

const Phone = z.strictObject({
  number: z
    .string()
    .max(40)
    .regex(/^[+0-9][0-9 ()./x-]{2,39}$/),
  use: z.enum(phoneUses),
})

/** `24:00` ends a day; a span whose end is not after its beginning ends the next day. */
const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)

const Span = z.strictObject({
  /** ISO 8601 days of the week: 1 is Monday. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: TimeOfDay,
  to: TimeOfDay,
})

/** When somebody is there: each week, in a time zone of the IANA data base. */
export const Hours = z.strictObject({
  timeZone: z
    .string()
    .max(60)
    .regex(/^[A-Za-z0-9_+-]+(?:\/[A-Za-z0-9_+-]+)*$/),
  weekly: z.array(Span).min(1).max(21),
  /** Days on which nobody is there, whatever the day of the week. */
  closedOn: z.array(z.iso.date()).min(1).max(60).optional(),
})
export type Hours = z.output<typeof Hours>

const OnCall = z.strictObject({
  /** Where it is left out: the numbers of the contact point itself. */
  phone: Phone.shape.number.optional(),
  languages: z.array(Language).min(1).max(20).optional(),
  /** Where they are left out: whenever the contact point is closed. */
  hours: Hours.optional(),
})

/** A desk of an authority, as it can be reached: no private person. What is left out is unknown. */
export const ContactPoint = z
  .strictObject({
    id: Slug,
    role: z.enum(contactRoles),
    /** What the desk is called. */
    names: Names,
    visibility: Visibility,
    /** Only for these forms of cooperation; where they are left out, for all. */
    forms: z.array(Form).min(1).max(20).optional(),
    languages: z.array(Language).min(1).max(20).optional(),
    phones: z.array(Phone).min(1).max(10).optional(),
    emails: z.array(z.email().max(200)).min(1).max(10).optional(),
    address: z.string().min(1).max(500).optional(),
    hours: Hours.optional(),
    onCall: OnCall.optional(),
    /** Contact points of the same authority to turn to instead, in this order. */
    deputies: z.array(Slug).min(1).max(10).optional(),
    remarks: z.string().min(1).max(1000).optional(),
    confirmedOn: z.iso.date(),
  })
  .meta({ id: 'ContactPoint' })
export type ContactPoint = z.output<typeof ContactPoint>
