import type { DeskHeap } from '../contract.ts'
import type { OwnAct } from './lifecycle.ts'

/** Where an open request stands on somebody's desk: whose heap it is on when they may do the act, else who they wait for. */
interface Standing {
  /** `direction state`, and what the store adds where that alone does not tell whose turn it is. */
  readonly situation: string
  readonly heap: DeskHeap
  /** What is owed; absent where nothing is owed here. */
  readonly act?: OwnAct
  /** What those do who may not do it, and are waited for all the same. */
  readonly or?: OwnAct
}

/**
 * Every open situation, once. `written`: this reader wrote in it, so another approves (reference §6). `decide`, `execute`: the answer to our
 * question is overdue, or no day was set for it; 46(16) and (24) let the requested side go on.
 */
const standings: readonly Standing[] = [
  { situation: 'outgoing draft', heap: 'drafts', act: 'save' },
  { situation: 'outgoing in-review', heap: 'toReview', act: 'approve', or: 'return' },
  { situation: 'outgoing in-review written', heap: 'colleagues' },
  { situation: 'outgoing approved', heap: 'toSend', act: 'send' },
  { situation: 'outgoing ready', heap: 'toSend', act: 'send' },
  { situation: 'outgoing sent-orally', heap: 'toSend', act: 'send' },
  { situation: 'outgoing sent', heap: 'otherState' },
  { situation: 'outgoing delivered', heap: 'otherState' },
  { situation: 'outgoing acknowledged', heap: 'otherState' },
  { situation: 'outgoing clarification-asked', heap: 'clarificationsOwed', act: 'answer' },
  { situation: 'outgoing in-consultation', heap: 'inConsultation', act: 'conclude-consultation' },
  { situation: 'outgoing decided', heap: 'otherState' },
  { situation: 'outgoing decided refused', heap: 'toClose', act: 'close' },
  { situation: 'outgoing executing', heap: 'otherState' },
  { situation: 'outgoing result-received', heap: 'resultsToAssess', act: 'assess' },
  { situation: 'outgoing assessed', heap: 'toClose', act: 'close' },
  { situation: 'incoming awaiting-confirmation', heap: 'toAcknowledge', act: 'confirm-written' },
  { situation: 'incoming received', heap: 'toAcknowledge', act: 'acknowledge' },
  { situation: 'incoming acknowledged', heap: 'toDecide', act: 'decide' },
  { situation: 'incoming under-assessment', heap: 'toDecide', act: 'decide' },
  { situation: 'incoming clarification-asked', heap: 'otherState' },
  { situation: 'incoming clarification-asked decide', heap: 'toDecide', act: 'decide' },
  { situation: 'incoming clarification-asked execute', heap: 'toExecute', act: 'send-result' },
  { situation: 'incoming in-consultation', heap: 'inConsultation', act: 'conclude-consultation' },
  { situation: 'incoming decided', heap: 'toExecute', act: 'start-execution' },
  { situation: 'incoming decided refused', heap: 'toClose', act: 'close' },
  { situation: 'incoming decided postponed', heap: 'toDecide', act: 'decide' },
  { situation: 'incoming with-executing-authority', heap: 'toExecute', act: 'start-execution' },
  { situation: 'incoming executing', heap: 'toExecute', act: 'send-result', or: 'report-execution' },
  { situation: 'incoming executed', heap: 'toExecute', act: 'send-result' },
  { situation: 'incoming result-sent', heap: 'otherState' },
]

/**
 * What the other side said and waits for, by the deadline rule that runs for it: owed in whatever state the request is, since none of it
 * changes the state of whoever is asked.
 */
export const awaitedAnswers: Readonly<Record<string, OwnAct>> = {
  'consultation-reply': 'reply-consultation',
  'conditions-answer': 'answer-conditions',
  'status-reply': 'reply-enquiry',
  'use-consent-answer': 'answer-consent',
  'costs-consultation': 'answer-costs',
  'lifting-views': 'give-lifting-views',
  'agreement-answer': 'answer-agreement',
}

/** The heap of each situation on the desk of one who may do these acts: what others owe is never among what the reader owes. */
export function heapsFor(allowed: (act: OwnAct) => boolean): ReadonlyMap<string, DeskHeap> {
  return new Map(
    standings.map((standing) => [
      standing.situation,
      standing.act === undefined || actOf(standing, allowed) ? standing.heap : 'colleagues',
    ]),
  )
}

/** What one owes, and whether only whoever has the request owes it, or everyone who may. */
export interface Owed {
  readonly act: OwnAct
  readonly byHolder: boolean
  /** Where the store finds it: among what the holders of requests do, or what only those who may do it. */
  readonly among: 'holder' | 'whoever'
}

interface Who {
  readonly allowed: (act: OwnAct) => boolean
  readonly byHolder: (act: OwnAct) => boolean
  /** Whether the officers who have requests may do it. */
  readonly isOfficers: (act: OwnAct) => boolean
}

/** What each situation asks of one who may do these acts; situations that ask nothing of them are left out. */
export function owedBy(who: Who): ReadonlyMap<string, Owed> {
  return new Map(
    standings.flatMap((standing) => {
      const act = actOf(standing, who.allowed)
      return act === undefined ? [] : [[standing.situation, owedOf(act, who)] as const]
    }),
  )
}

/** Which answers, by their deadline rule, one who may do these acts owes. */
export function answersOwedBy(who: Who): ReadonlyMap<string, Owed> {
  return new Map(
    Object.entries(awaitedAnswers)
      .filter(([, act]) => who.allowed(act))
      .map(([rule, act]) => [rule, owedOf(act, who)]),
  )
}

function owedOf(act: OwnAct, who: Who): Owed {
  return { act, byHolder: who.byHolder(act), among: who.isOfficers(act) ? 'holder' : 'whoever' }
}

function actOf({ act, or }: Standing, allowed: (act: OwnAct) => boolean): OwnAct | undefined {
  return [act, or].find((one) => one !== undefined && allowed(one))
}
