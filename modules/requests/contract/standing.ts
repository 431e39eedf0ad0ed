import { z } from 'zod'
import { Side } from './record.ts'

/** What can stand in law between the two sides: parts of the legal record, an open question, and the step that comes next. */
export const standingKinds = [
  'step',
  'clarification',
  'condition',
  'consultation',
  'enquiry',
  'consent',
  'cost',
  'lifting',
  'agreement',
  'material',
  'letter',
  'decision',
  'urgency',
  'disclosure',
  'correction',
  'misdirected',
  'withdrawal',
  'feedback',
] as const
export const StandingKind = z.enum(standingKinds)
export type StandingKind = z.output<typeof StandingKind>

/** How it stands; `noted` is what needs no answer. */
export const standingStates = [
  'open',
  'proposed',
  'replied',
  'heard',
  'answered',
  'accepted',
  'met',
  'declined',
  'given',
  'refused',
  'agreed',
  'not-agreed',
  'no-reply',
  'lifted',
  'holds',
  'superseded',
  'noted',
  'to-send',
  'sent',
  'arrived',
] as const
export const StandingState = z.enum(standingStates)
export type StandingState = z.output<typeof StandingState>

/** One thing that stands between the two sides, as one reader sees it. */
export const StandingItem = z
  .strictObject({
    /** Names it on the page: `consent-<id>`. */
    key: z.string().max(80),
    kind: StandingKind,
    /** The identifier that an answer names; null where there is nothing to name. */
    id: z.uuid().nullable(),
    /** Who said it; null where it follows from the state. */
    by: Side.nullable(),
    /** When it was said; null where that is not known. */
    at: z.iso.datetime().nullable(),
    state: StandingState,
    text: z.string().max(20_000).nullable(),
    /** Who owes the next word on it; null where nobody does. */
    owedBy: Side.nullable(),
    since: z.iso.datetime().nullable(),
    until: z.iso.date().nullable(),
    /** The article that demands it; numbers alone are of UNCAC. */
    source: z.string().max(80),
    /** What is owed, as an act of the life cycle; null where nothing is. */
    owed: z.string().max(60).nullable(),
    /** The acts by which this reader may answer exactly this now. */
    answers: z.array(z.string().max(60)).max(5),
  })
  .meta({ id: 'StandingItem' })
export type StandingItem = z.output<typeof StandingItem>
