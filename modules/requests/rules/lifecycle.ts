import { ComityError } from '@comity/errors'
import type { AskedIn, DossierKind, IncomingState, OutgoingState, RequestState } from '../contract.ts'

/** What people of the office do to a request, in either direction. */
export const ownActs = [
  'save',
  'attach',
  'submit',
  'return',
  'approve',
  'send',
  'answer',
  'assess',
  'acknowledge',
  'ask',
  'decide',
  'start-execution',
  'send-part',
  'send-result',
  'close',
] as const
export type OwnAct = (typeof ownActs)[number]

/**
 * What happens to it: a dossier of the other side, or proof that ours arrived. A last result differs from a part of it, and an answer to
 * a question asked before the decision from one to a question asked in execution.
 */
export type News =
  | Exclude<DossierKind, 'request' | 'result' | 'clarification-answer'>
  | `answer-${AskedIn}`
  | 'delivered'
  | 'result-part'
  | 'result-final'

/** Where a request is: `returnsTo` is set while a clarification is open, and is where the answer leads back to. */
export interface Position {
  readonly state: RequestState
  readonly returnsTo: RequestState | null
}

/** One line of a table: from these states, this act leads there. `same` changes nothing; `back` leads where the question came from. */
export interface Step<State extends string, Act extends string> {
  readonly from: readonly State[]
  /** Only while a question of this time is open. */
  readonly asked?: AskedIn
  readonly act: Act
  readonly to: State | 'same' | 'back'
  /** The article that allows or demands it; numbers alone are of UNCAC, `design` is this product's choice. */
  readonly source: string
}

type OutgoingAct = Extract<OwnAct, 'save' | 'attach' | 'submit' | 'return' | 'approve' | 'send' | 'answer' | 'assess' | 'close'>
type IncomingAct = Extract<
  OwnAct,
  'attach' | 'acknowledge' | 'ask' | 'decide' | 'start-execution' | 'send-part' | 'send-result' | 'close'
>
type OutgoingNews = Exclude<News, `answer-${AskedIn}` | 'assessment'>
type IncomingNews = Extract<News, `answer-${AskedIn}` | 'assessment' | 'closing'>

/** Every state after sending: what merely proves arrival may come late. */
const afterSending = [
  'delivered',
  'acknowledged',
  'clarification-asked',
  'decided',
  'executing',
  'result-received',
  'assessed',
  'closed',
] as const

/** The requesting side (reference §4.2). */
export const outgoingSteps: readonly Step<OutgoingState, OutgoingAct | OutgoingNews>[] = [
  { from: ['draft'], act: 'save', to: 'same', source: '46(15)' },
  { from: ['draft', 'clarification-asked'], act: 'attach', to: 'same', source: '46(15)–(16)' },
  { from: ['draft'], act: 'submit', to: 'in-review', source: '46(15)' },
  { from: ['in-review'], act: 'return', to: 'draft', source: '46(15)' },
  { from: ['in-review'], act: 'approve', to: 'approved', source: '46(13)–(15)' },
  { from: ['approved'], act: 'send', to: 'sent', source: '46(13)' },
  { from: ['sent'], act: 'delivered', to: 'delivered', source: '46(14)' },
  { from: [...afterSending], act: 'delivered', to: 'same', source: '46(14)' },
  { from: ['sent', 'delivered'], act: 'acknowledgement', to: 'acknowledged', source: '46(13)' },
  { from: ['acknowledged', 'executing'], act: 'clarification-asked', to: 'clarification-asked', source: '46(16)' },
  { from: ['clarification-asked'], act: 'answer', to: 'back', source: '46(16)' },
  { from: ['acknowledged'], act: 'decision', to: 'decided', source: '46(23)–(24)' },
  { from: ['clarification-asked'], asked: 'before-decision', act: 'decision', to: 'decided', source: '46(16), (24)' },
  { from: ['decided'], act: 'execution-started', to: 'executing', source: '46(17)' },
  { from: ['executing'], act: 'result-part', to: 'same', source: '46(3)' },
  { from: ['executing'], act: 'result-final', to: 'result-received', source: '46(3)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'result-part', to: 'same', source: '46(3), (16)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'result-final', to: 'result-received', source: '46(3), (16)' },
  { from: ['result-received'], act: 'assess', to: 'assessed', source: 'design' },
  { from: ['assessed'], act: 'close', to: 'closed', source: 'design' },
  { from: ['result-received', 'assessed', 'closed'], act: 'closing', to: 'same', source: 'design' },
]

/**
 * The requested side (reference §4.3). A request begins here as `received`. 46(16) lets it ask, 46(24) has it execute as soon as possible:
 * an answer that does not come blocks nothing, one that comes late changes nothing.
 */
export const incomingSteps: readonly Step<IncomingState, IncomingAct | IncomingNews>[] = [
  { from: ['received'], act: 'acknowledge', to: 'acknowledged', source: '46(13)' },
  { from: ['acknowledged', 'executing'], act: 'ask', to: 'clarification-asked', source: '46(16)' },
  { from: ['clarification-asked'], asked: 'before-decision', act: 'answer-before-decision', to: 'back', source: '46(16)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'answer-before-decision', to: 'same', source: '46(16)' },
  { from: ['decided', 'executing', 'result-sent', 'closed'], act: 'answer-before-decision', to: 'same', source: '46(16)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'answer-in-execution', to: 'back', source: '46(16)' },
  { from: ['result-sent', 'closed'], act: 'answer-in-execution', to: 'same', source: '46(16)' },
  { from: ['acknowledged'], act: 'decide', to: 'decided', source: '46(23)–(24)' },
  { from: ['clarification-asked'], asked: 'before-decision', act: 'decide', to: 'decided', source: '46(16), (24)' },
  { from: ['decided'], act: 'start-execution', to: 'executing', source: '46(13), (17)' },
  { from: ['executing'], act: 'attach', to: 'same', source: '46(3)' },
  { from: ['executing'], act: 'send-part', to: 'same', source: '46(3), (24)' },
  { from: ['executing'], act: 'send-result', to: 'result-sent', source: '46(3), (24)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'attach', to: 'same', source: '46(3), (16)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'send-part', to: 'same', source: '46(3), (16), (24)' },
  { from: ['clarification-asked'], asked: 'in-execution', act: 'send-result', to: 'result-sent', source: '46(3), (16), (24)' },
  { from: ['result-sent'], act: 'close', to: 'closed', source: 'design' },
  { from: ['result-sent', 'closed'], act: 'assessment', to: 'same', source: 'design' },
  { from: ['result-sent', 'closed'], act: 'closing', to: 'closed', source: 'design' },
]

/** States in which nothing is left to do. */
export const finalStates: readonly RequestState[] = ['closed', 'withdrawn']

/**
 * Where the act leads.
 *
 * @throws ComityError `step-not-possible` when the tables have no such line.
 */
export function move(direction: 'outgoing' | 'incoming', from: Position, act: OwnAct | News): Position {
  const step = stepsFrom(direction, from).find((line) => line.act === act)
  if (!step) throw new ComityError('step-not-possible', { values: { state: from.state, act } })
  if (step.to === 'same') return from
  if (step.to === 'back') return { state: from.returnsTo ?? 'acknowledged', returnsTo: null }
  return { state: step.to, returnsTo: step.to === 'clarification-asked' ? from.state : null }
}

/** What people of the office can do from here, whoever they are. */
export function ownStepsFrom(direction: 'outgoing' | 'incoming', from: Position): { act: OwnAct; source: string }[] {
  return stepsFrom(direction, from).flatMap(({ act, source }) => (isOwn(act) ? [{ act, source }] : []))
}

/** The lines of the table that hold here. */
export function stepsFrom(direction: 'outgoing' | 'incoming', from: Position): Step<RequestState, OwnAct | News>[] {
  return stepsOf(direction).filter(
    (line) => line.from.includes(from.state) && (line.asked === undefined || line.asked === openQuestionOf(from)),
  )
}

/** When the question was asked that is open; null where none is. */
export function openQuestionOf(position: Position): AskedIn | null {
  if (position.state !== 'clarification-asked') return null
  return position.returnsTo === 'executing' ? 'in-execution' : 'before-decision'
}

/** The date by which an answer is due counts only while its question is open. */
export function withoutStaleDeadline<Asked extends Position & { readonly answerBy: string | null }>(request: Asked): Asked {
  return openQuestionOf(request) === null ? { ...request, answerBy: null } : request
}

/** The table of one side, for walking over it. */
export function stepsOf(direction: 'outgoing' | 'incoming'): readonly Step<RequestState, OwnAct | News>[] {
  return direction === 'outgoing' ? outgoingSteps : incomingSteps
}

function isOwn(act: string): act is OwnAct {
  return ownActs.some((own) => own === act)
}
