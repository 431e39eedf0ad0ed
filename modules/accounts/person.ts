import { z } from 'zod'
import type { Lang } from '@comity/i18n'

/** Roles of a person within an authority (cooperation-law: who may do what; drafter ≠ approver is a rule besides). */
export const roles = [
  'originator',
  'case-officer',
  'reviewer',
  'translator',
  'head',
  'registrar',
  'asset-officer',
  'executing-officer',
  'auditor',
  'administrator',
] as const
export const Role = z.enum(roles)
export type Role = z.output<typeof Role>

/** Roles that are over all units of the office while their holder belongs to none. */
export const rolesOverAllUnits: readonly Role[] = ['head', 'auditor']

/** `xa.central-authority`: lower-case State code (ISO 3166-1 alpha-2, user-assigned codes in demos), a dot, a slug. */
export const AuthorityId = z
  .string()
  .regex(/^[a-z]{2}\.[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(80)
  .brand<'AuthorityId'>()
export type AuthorityId = z.output<typeof AuthorityId>

/** The languages in which a person may be written to. */
export const personLanguages = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const satisfies readonly Lang[]
const Language = z.enum(personLanguages)

/** An IANA time zone, as `Europe/Stockholm`. */
export const TimeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/)
  .refine(isTimeZone)

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const Email = z.email().max(254)
const Name = z.string().trim().min(1).max(200)
const RoleList = z.array(Role).max(roles.length)
const Day = z.iso.date()

/** How many units one person may belong to; bounds what every request carries. */
export const maxUnitsOfPerson = 50

/** A person as listed by administrators and shown in `assigned to`. */
export const Person = z
  .strictObject({
    id: z.uuid(),
    name: z.string().min(1).max(200),
    login: z.string().min(1).max(200),
    authorityId: AuthorityId,
    /** The name of a guest's own authority; null for the node's own people. */
    authorityName: z.string().max(200).nullable(),
    roles: RoleList,
    /** Roles wished for this person that hold once a second person confirms them; null when nothing waits. */
    proposedRoles: RoleList.nullable(),
    /** Units that are not archived. */
    units: z.array(z.uuid()).max(maxUnitsOfPerson),
    /** Units wished for this person that hold once the head lets them through; null when nothing waits. */
    proposedUnits: z.array(z.uuid()).max(maxUnitsOfPerson).nullable(),
    email: z.string().max(254).nullable(),
    /** The language of notices; null: the office's own. */
    language: Language.nullable(),
    /** IANA; null: UTC. */
    timeZone: z.string().max(64).nullable(),
    disabled: z.boolean(),
  })
  .meta({ id: 'Person' })
export type Person = z.output<typeof Person>

/** Lower case, no spaces: `amara.okoye`. */
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9._@-]*[a-z0-9])?$/)
  .max(200)

/** Longer than any passphrase; bounds the work of one attempt. Whether it is strong enough is a rule besides. */
export const Password = z.string().min(1).max(200)

/** A person to be added. With another authority of the same State than the node's: a guest, who only executes. */
export const PersonInput = z.strictObject({
  name: Name,
  login: Login,
  roles: RoleList,
  authorityId: AuthorityId.optional(),
  authorityName: Name.optional(),
})

/** Where and how a person is written to: what is left out stays, null takes it away. */
export const ContactInput = z.strictObject({
  email: Email.nullable().optional(),
  language: Language.nullable().optional(),
  timeZone: TimeZone.nullable().optional(),
})
export type ContactInput = z.output<typeof ContactInput>

/** A desk of an authority. */
export const Unit = z
  .strictObject({
    id: z.uuid(),
    authorityId: AuthorityId,
    name: z.string().max(200),
    /** The name in further languages. */
    names: z.partialRecord(Language, z.string().max(200)),
    archived: z.boolean(),
    members: z.number().int(),
  })
  .meta({ id: 'Unit' })
export type Unit = z.output<typeof Unit>

export const UnitInput = z.strictObject({ name: Name, names: z.partialRecord(Language, Name).default({}) })
export type UnitInput = z.output<typeof UnitInput>

/** From day to day, both included, somebody is away and a deputy holds their place. */
export const Absence = z
  .strictObject({
    id: z.uuid(),
    personId: z.uuid(),
    personName: z.string().max(200),
    deputyId: z.uuid(),
    deputyName: z.string().max(200),
    fromOn: Day,
    untilOn: Day,
  })
  .meta({ id: 'Absence' })
export type Absence = z.output<typeof Absence>

export const AbsenceInput = z.strictObject({ deputyId: z.uuid(), fromOn: Day, untilOn: Day })
export type AbsenceInput = z.output<typeof AbsenceInput>
