import { ComityError } from '@comity/errors'
import { actNames } from '../contract.ts'
import type { AskedIn, DecisionKind, DossierKind, RequestState } from '../contract.ts'
import { incomingOwnActs, incomingSteps } from './incoming-steps.ts'
import { outgoingOwnActs, outgoingSteps } from './outgoing-steps.ts'

/** What people of the office do to a request, in either direction: the acts of the contract, and what is done to a draft and its files. */
export const ownActs = [...actNames, 'save', 'attach', 'send-part', 'assign', 'register-arrival'] as const
export type OwnAct = (typeof ownActs)[number]

/**
 * What happens to it: a dossier of the other side, or proof that ours arrived. Where one kind leads to different places it has a name for
 * each: a last result differs from a part of it.
 */
export type News =
  | Exclude<
      DossierKind,
      'request' | 'supplementary-request' | 'forwarded-request' | 'result' | 'clarification-answer' | 'misdirected'
    >
  | `answer-${AskedIn}`
  | 'delivered'
  | 'result-part'
  | 'result-final'
  | 'passed-on'
  | 'given-back'

/** Where a request is. */
export interface Position {
  readonly state: RequestState
  /** Where an answer, the end of a consultation or a reopening leads back to; null where nothing is to lead back. */
  readonly returnsTo: RequestState | null
  /** The decision that holds. */
  readonly decided: DecisionKind | null
}

/** One line of a table: from these states, this act leads there. `same` changes nothing; `back` leads to where it came from. */
export interface Step<State extends string = RequestState, Act extends string = OwnAct | News> {
  readonly from: readonly State[]
  /** Only while a question of this time is open. */
  readonly asked?: AskedIn
  /** Only where such a decision holds. */
  readonly decided?: readonly DecisionKind[]
  readonly act: Act
  readonly to: State | 'same' | 'back'
  /** The article that allows or demands it; numbers alone are of UNCAC, `design` is this product's choice. */
  readonly source: string
}

/** States in which the procedure has ended; `closed` alone may be reopened, by the head and with reasons. */
export const finalStates: readonly RequestState[] = ['closed', 'withdrawn', 'forwarded', 'returned']

/** Not final: what they lead to must know where to come back to. */
const pauses: readonly RequestState[] = ['clarification-asked', 'in-consultation', 'closed']

/**
 * Where the act leads.
 *
 * @throws ComityError `step-not-possible` when the tables have no such line.
 */
export function move(direction: 'outgoing' | 'incoming', from: Position, act: OwnAct | News): Position {
  const step = stepsFrom(direction, from).find((line) => line.act === act)
  if (!step) throw new ComityError('step-not-possible', { values: { state: from.state, act } })
  if (step.to === 'same' || step.to === from.state) return from
  if (step.to === 'back') return { ...from, state: from.returnsTo ?? 'acknowledged', returnsTo: null }
  return { ...from, state: step.to, returnsTo: pauses.includes(step.to) ? goesBackTo(from, step.to) : null }
}

/** A question during a consultation, or the other way about, leads back to what came before both. */
function goesBackTo(from: Position, to: RequestState): RequestState {
  if (to === 'closed') return from.state
  if (pauses.includes(from.state)) return from.returnsTo ?? 'acknowledged'
  return arrivalOnly.includes(from.state) ? 'acknowledged' : from.state
}

/** Whoever asks has taken the request in hand: the acknowledgement is inferred from the first substantive reply (reference §4.2). */
const arrivalOnly: readonly RequestState[] = ['sent', 'delivered', 'received']

/** What people of the office can do from here, whoever they are. */
export function ownStepsFrom(direction: 'outgoing' | 'incoming', from: Position): { act: OwnAct; source: string }[] {
  return stepsFrom(direction, from).flatMap(({ act, source }) => (isOwn(direction, act) ? [{ act, source }] : []))
}

/** The lines of each table by the states that they hold in, in their order. */
const linesFrom = { outgoing: byState(outgoingSteps), incoming: byState(incomingSteps) } as const

function byState(steps: readonly Step[]): ReadonlyMap<RequestState, readonly Step[]> {
  const states = new Set(steps.flatMap(({ from }) => from))
  return new Map([...states].map((state) => [state, steps.filter(({ from }) => from.includes(state))]))
}

/** The lines of the table that hold here. */
export function stepsFrom(direction: 'outgoing' | 'incoming', from: Position): Step[] {
  return (linesFrom[direction].get(from.state) ?? []).filter(
    (line) =>
      (line.asked === undefined || line.asked === openQuestionOf(from)) &&
      (line.decided === undefined || (from.decided !== null && line.decided.includes(from.decided))),
  )
}

const ofExecution: readonly (RequestState | null)[] = ['with-executing-authority', 'executing', 'executed']

/** When the question was asked that is open; null where none is. */
export function openQuestionOf(position: Pick<Position, 'state' | 'returnsTo'>): AskedIn | null {
  if (position.state !== 'clarification-asked') return null
  return ofExecution.includes(position.returnsTo) ? 'in-execution' : 'before-decision'
}

/** The date by which an answer is due counts only while its question is open. */
export function withoutStaleDeadline<Asked extends Pick<Position, 'state' | 'returnsTo'> & { readonly answerBy: string | null }>(
  request: Asked,
): Asked {
  return openQuestionOf(request) === null ? { ...request, answerBy: null } : request
}

/** The table of one side, for walking over it. */
export function stepsOf(direction: 'outgoing' | 'incoming'): readonly Step[] {
  return direction === 'outgoing' ? outgoingSteps : incomingSteps
}

function isOwn(direction: 'outgoing' | 'incoming', act: OwnAct | News): act is OwnAct {
  return ownActsOf(direction).has(act)
}

function ownActsOf(direction: 'outgoing' | 'incoming'): ReadonlySet<string> {
  return direction === 'outgoing' ? outgoingOwnActs : incomingOwnActs
}
