import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { Sha256Hex } from '@comity/exchange/contract'
import { Line, MeasureKind, Offence, RequestPerson, RequestProperty } from './content.ts'
import { Exhibit, IncomingState, MAX_NAMED, OutgoingState } from './request.ts'
import { MeasureOutcome } from './words.ts'

const State = z.union([OutgoingState, IncomingState])

/** What one says of an exhibit; without a `label` it gets the next number of its matter. */
export const NewExhibit = z
  .strictObject({
    ...Exhibit.pick({ kind: true, description: true, datedOn: true, heldBy: true, receivedFrom: true }).shape,
    label: z.string().trim().min(1).max(60).optional(),
    description: z.string().trim().min(1).max(2000),
    /** A document of a request in the matter that becomes the exhibit's file, with its origin kept. */
    takenFrom: z.strictObject({ requestId: z.uuid(), sha256: Sha256Hex }).optional(),
  })
  .meta({ id: 'NewExhibit' })
export type NewExhibit = z.output<typeof NewExhibit>

/** Replaces what is said of an exhibit; `revision` is the one that the writer saw. */
export const SaveExhibit = z
  .strictObject({
    ...NewExhibit.omit({ takenFrom: true }).shape,
    label: z.string().trim().min(1).max(60),
    revision: z.number().int().nonnegative(),
  })
  .meta({ id: 'SaveExhibit' })
export type SaveExhibit = z.output<typeof SaveExhibit>

/** A document that came with a request of the matter and is none of its exhibits yet. */
export const Takeable = z
  .strictObject({
    requestId: z.uuid(),
    reference: Line,
    act: z.string().max(60),
    at: z.iso.datetime(),
    name: z.string().max(200),
    bytes: z.number().int().nonnegative(),
    sha256: Sha256Hex,
  })
  .meta({ id: 'TakeableDocument' })
export type Takeable = z.output<typeof Takeable>

/** Matters linked to one. */
export const MAX_LINKS = 100

/** A matter that has to do with another, and why. */
export const MatterLink = z
  .strictObject({
    id: z.uuid(),
    reference: Line,
    title: Line,
    closedAt: z.iso.datetime().nullable(),
    reason: z.string().max(500),
    byName: z.string().max(200),
    at: z.iso.datetime(),
  })
  .meta({ id: 'MatterLink' })
export type MatterLink = z.output<typeof MatterLink>

export const LinkMatter = z.strictObject({ to: z.uuid(), reason: z.string().trim().min(3).max(500) }).meta({ id: 'LinkMatter' })
export type LinkMatter = z.output<typeof LinkMatter>

/** Who has a matter and who sees it; what is absent stays as it is, null takes away. */
export const AssignMatter = z
  .strictObject({
    assignee: z.uuid().nullable().optional(),
    unit: z.uuid().nullable().optional(),
    named: z.array(z.uuid()).max(MAX_NAMED).optional(),
  })
  .meta({ id: 'AssignMatter' })
export type AssignMatter = z.output<typeof AssignMatter>

/** What of a matter its requests take over. */
export const matterParts = ['persons', 'property', 'offences', 'facts'] as const
export const MatterPart = z.enum(matterParts)
export type MatterPart = z.output<typeof MatterPart>

const Item = z.union([RequestPerson, RequestProperty, Offence, z.string().max(20_000)])
export type MatterItem = z.output<typeof Item>

/** One thing that a request and its matter say differently; null where one of them does not say it at all. */
export const Difference = z
  .strictObject({
    /** Names this difference as it stands; another as soon as either side changes. */
    key: z.string().max(40),
    part: MatterPart,
    /** What both last agreed on. */
    base: Item.nullable(),
    matter: Item.nullable(),
    request: Item.nullable(),
    /** Changed since in the matter, in the request, or in both. */
    changedIn: z.enum(['matter', 'request', 'both']),
  })
  .meta({ id: 'Difference' })
export type Difference = z.output<typeof Difference>

const Keys = z.array(z.string().max(40)).max(700)

/**
 * Settles differences: `toRequest` takes the matter's words into the draft, `toMatter` the request's into the matter, `keep` leaves both as they
 * are and asks no more. `everything` takes what changed in the matter alone; what the draft says otherwise itself is kept.
 */
export const Reconcile = z
  .strictObject({
    toRequest: Keys.optional(),
    toMatter: Keys.optional(),
    keep: Keys.optional(),
    everything: z.literal('to-request').optional(),
  })
  .meta({ id: 'Reconcile' })
export type Reconcile = z.output<typeof Reconcile>

/** A request that has not left and whose matter was changed since. */
export const Laggard = z
  .strictObject({
    requestId: z.uuid(),
    reference: Line,
    subject: z.string().max(300),
    counterpart: AuthorityId.nullable(),
    state: State,
    /** How much changed in the matter, and how much only the draft says. */
    behind: z.number().int().nonnegative(),
    ownWords: z.number().int().nonnegative(),
  })
  .meta({ id: 'Laggard' })
export type Laggard = z.output<typeof Laggard>

/** One request of a matter in the survey of what was sent where. */
export const SurveyRequest = z
  .strictObject({
    id: z.uuid(),
    direction: z.enum(['outgoing', 'incoming']),
    reference: Line,
    counterpartReference: Line.nullable(),
    subject: z.string().max(300),
    counterpart: AuthorityId.nullable(),
    counterpartName: z.string().max(300).nullable(),
    /** ISO 3166-1; null where nobody was chosen yet. */
    counterpartState: z.string().max(2).nullable(),
    state: State,
    /** The last state of the other side that something it said, or a receipt, proves. */
    theirState: State.nullable(),
    measures: z.array(z.strictObject({ kind: MeasureKind, outcome: MeasureOutcome.nullable() })),
    /** Who owes the next step. */
    owes: z.enum(['us', 'them', 'nobody']),
    /** Until when: our own deadline, or the day that was asked of them. */
    owedOn: z.iso.date().nullable(),
    sentAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'SurveyRequest' })
export type SurveyRequest = z.output<typeof SurveyRequest>

/** A person, an item of property or an exhibit, and the requests in which it stands: word for word, or in other words. */
export const SurveyItem = z
  .strictObject({
    part: z.enum(['persons', 'property', 'exhibits']),
    name: z.string().max(2100),
    /** False for what only requests name. */
    inMatter: z.boolean(),
    requests: z.array(z.strictObject({ id: z.uuid(), how: z.enum(['same', 'differs']) })),
  })
  .meta({ id: 'SurveyItem' })
export type SurveyItem = z.output<typeof SurveyItem>

/** Requests of one matter on a page of its survey. */
export const MAX_SURVEYED = 100

/** A page of a survey goes on after the request that the one before ended with. */
export const SurveyPage = z.strictObject({ after: z.uuid().optional() })
export type SurveyPage = z.output<typeof SurveyPage>

export const Survey = z
  .strictObject({ requests: z.array(SurveyRequest), items: z.array(SurveyItem), next: z.uuid().nullable() })
  .meta({ id: 'Survey' })
export type Survey = z.output<typeof Survey>
