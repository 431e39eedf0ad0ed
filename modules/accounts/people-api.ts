import { z } from 'zod'
import type { Api } from '@comity/http'
import { Absence, AbsenceInput, ContactInput, Password, Person, PersonInput, Role, roles, Unit, UnitInput } from './person.ts'

const PersonParams = z.strictObject({ id: z.uuid() })
const MemberParams = z.strictObject({ id: z.uuid(), person: z.uuid() })
const UnitList = z.strictObject({ units: z.array(Unit).max(500) }).meta({ id: 'UnitList' })
const AbsenceList = z.strictObject({ absences: z.array(Absence).max(100) }).meta({ id: 'AbsenceList' })

export const Session = z
  .strictObject({ token: z.string().max(200), expiresAt: z.iso.datetime(), person: Person })
  .meta({ id: 'Session' })
/** An open session or token, without what opens it. */
export const OwnSession = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['session', 'bearer']),
    label: z.string().max(200),
    startedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    /** Whether it is the one that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'OwnSession' })
export type OwnSession = z.output<typeof OwnSession>
export const PersonList = z
  .strictObject({ people: z.array(Person).max(200), next: z.string().max(200).nullable() })
  .meta({ id: 'PersonList' })
export const ResetLink = z.strictObject({ url: z.string().max(500), expiresAt: z.iso.datetime() }).meta({ id: 'ResetLink' })
/**
 * What a second person let through; `code` is what they hand to the person themselves, when a link waited; `passwordVoid`: the present password works no
 * more, since no head had let its link through.
 */
export const Confirmed = z
  .strictObject({ person: Person, code: z.string().max(20).nullable(), passwordVoid: z.boolean() })
  .meta({ id: 'Confirmed' })

/** People and sessions over HTTP. Programs sign in once and send the token as `Authorization: Bearer …`. */
export const accountsApi = {
  signIn: {
    method: 'POST',
    url: '/api/session',
    body: z.strictObject({ login: z.string().min(1).max(200), password: Password, label: z.string().max(100).optional() }),
    response: Session,
    public: true,
    summary: 'Sign in: gives a bearer token',
  },
  whoAmI: { method: 'GET', url: '/api/session', response: Person, summary: 'Who is signed in' },
  signOut: {
    method: 'DELETE',
    url: '/api/session',
    response: z.strictObject({ ended: z.boolean() }),
    summary: 'End this session or token',
  },
  sessions: {
    method: 'GET',
    url: '/api/sessions',
    response: z.strictObject({ sessions: z.array(OwnSession).max(1000) }),
    summary: 'One’s own sessions and tokens that are open',
  },
  endSession: {
    method: 'DELETE',
    url: '/api/sessions/:id',
    params: PersonParams,
    response: z.strictObject({ ended: z.boolean() }),
    summary: 'End another of one’s own sessions or tokens',
  },
  changePassword: {
    method: 'POST',
    url: '/api/password',
    body: z.strictObject({ current: Password, next: Password }),
    response: z.strictObject({ changed: z.boolean() }),
    summary: 'Change one’s own password; ends all other sessions and tokens',
  },
  changeContact: {
    method: 'PUT',
    url: '/api/people/:id/contact',
    params: PersonParams,
    body: ContactInput,
    response: Person,
    summary: 'Set the e-mail address, language and time zone of a person (oneself, administrators)',
  },
  absences: {
    method: 'GET',
    url: '/api/people/:id/absences',
    params: PersonParams,
    response: AbsenceList,
    summary: 'When a person is away, and who holds their place',
  },
  nameDeputy: {
    method: 'POST',
    url: '/api/people/:id/absences',
    params: PersonParams,
    body: AbsenceInput,
    response: Absence,
    summary: 'Name a deputy from day to day (oneself, the head)',
  },
  endAbsence: {
    method: 'DELETE',
    url: '/api/people/:id/absences/:absence',
    params: z.strictObject({ id: z.uuid(), absence: z.uuid() }),
    response: z.strictObject({ ended: z.boolean() }),
    summary: 'End an absence: the deputy no longer holds the place',
  },
  people: {
    method: 'GET',
    url: '/api/people',
    query: z.strictObject({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
    response: PersonList,
    summary: 'People of this authority and its guests (head, administrators, auditors)',
  },
  addPerson: {
    method: 'POST',
    url: '/api/people',
    body: PersonInput,
    response: Person,
    summary: 'Add a person; their roles hold once a second person confirms them (administrators)',
  },
  changeRoles: {
    method: 'PUT',
    url: '/api/people/:id/roles',
    params: PersonParams,
    body: z.strictObject({ roles: z.array(Role).max(roles.length) }),
    response: Person,
    summary: 'Change the roles of another person; further roles hold once a second person confirms them (administrators)',
  },
  disable: {
    method: 'POST',
    url: '/api/people/:id/disable',
    params: PersonParams,
    response: Person,
    summary: 'Disable a person and end all sessions at once (administrators)',
  },
  enable: {
    method: 'POST',
    url: '/api/people/:id/enable',
    params: PersonParams,
    response: Person,
    summary: 'Let a disabled person in again (administrators)',
  },
  handOutReset: {
    method: 'POST',
    url: '/api/people/:id/reset',
    params: PersonParams,
    response: ResetLink,
    summary: 'A link by which the person sets a password, once, with the code of whoever confirms it (administrators)',
  },
  confirm: {
    method: 'POST',
    url: '/api/people/:id/confirm',
    params: PersonParams,
    response: Confirmed,
    summary:
      'Confirm, as a second person, what waits: roles, units, or a link, which gives its code (head; of administrators another)',
  },
  units: { method: 'GET', url: '/api/units', response: UnitList, summary: 'Units of this authority' },
  addUnit: { method: 'POST', url: '/api/units', body: UnitInput, response: Unit, summary: 'Add a unit (administrators)' },
  renameUnit: {
    method: 'PUT',
    url: '/api/units/:id',
    params: PersonParams,
    body: UnitInput,
    response: Unit,
    summary: 'Give a unit another name (administrators)',
  },
  archiveUnit: {
    method: 'POST',
    url: '/api/units/:id/archive',
    params: PersonParams,
    response: Unit,
    summary: 'Archive a unit: it is offered no longer, and gives its members nothing (administrators)',
  },
  restoreUnit: {
    method: 'POST',
    url: '/api/units/:id/restore',
    params: PersonParams,
    response: Unit,
    summary: 'Use an archived unit again (head of the office)',
  },
  unitMembers: {
    method: 'GET',
    url: '/api/units/:id/members',
    params: PersonParams,
    response: z.strictObject({ members: z.array(Person).max(500), waiting: z.array(Person).max(500) }),
    summary: 'Who belongs to a unit, and of whom it waits for the head (head, administrators, auditors)',
  },
  addUnitMember: {
    method: 'PUT',
    url: '/api/units/:id/members/:person',
    params: MemberParams,
    response: Person,
    summary: 'Wish that another person belong to a unit; it holds once the head confirms it (administrators)',
  },
  removeUnitMember: {
    method: 'DELETE',
    url: '/api/units/:id/members/:person',
    params: MemberParams,
    response: Person,
    summary:
      'Take another person out of a unit; whoever would then be over all units leaves once the head confirms it (administrators)',
  },
} as const satisfies Api
