import { z } from 'zod'

/** What became of one measure: the three classes of Brazil's central authority, and those of Reg. (EU) 2018/1805 arts 13, 22. */
export const measureOutcomes = [
  'full',
  'partial',
  'attempted-not-achieved',
  'refused',
  'postponed',
  'withdrawn',
  'impossible',
] as const
export const MeasureOutcome = z.enum(measureOutcomes)
export type MeasureOutcome = z.output<typeof MeasureOutcome>

/** Why execution was impossible: Reg. (EU) 2018/1805 arts 13(3), 22(3). */
export const impossibleReasons = ['already-confiscated', 'disappeared', 'destroyed', 'not-found', 'location-imprecise'] as const

/** When a question was asked: the answer names it, since one may cross with a decision taken without it. */
export const askedIn = ['before-decision', 'in-execution'] as const
export type AskedIn = (typeof askedIn)[number]

/**
 * Grounds on which assistance may be refused or postponed under UNCAC. The list is closed: bank secrecy is not on it (46(8), 31(7)), nor that
 * the offence is also fiscal (46(22)).
 */
export const refusalGrounds = [
  'not-in-conformity',
  'sovereignty-or-public-order',
  'contrary-to-own-law',
  'contrary-to-legal-system',
  'dual-criminality',
  'de-minimis',
  'available-otherwise',
  'insufficient-evidence',
  'property-de-minimis',
] as const
export const RefusalGround = z.enum(refusalGrounds)
export type RefusalGround = z.output<typeof RefusalGround>

/** 46(25): the one ground on which assistance may be postponed. */
export const postponementGrounds = ['ongoing-proceedings'] as const
/** A ground of either kind. */
export const Ground = z.enum([...refusalGrounds, ...postponementGrounds])
export type Ground = z.output<typeof Ground>

export const decisionKinds = ['granted', 'granted-with-conditions', 'partially-granted', 'postponed', 'refused'] as const
export const DecisionKind = z.enum(decisionKinds)
export type DecisionKind = z.output<typeof DecisionKind>

/** On what ground property goes back (57(3), (5)). */
export const returnBases = ['57-3-a', '57-3-b', '57-3-c', '57-5', 'default-sharing'] as const
