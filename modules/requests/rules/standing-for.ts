import { z } from 'zod'
import type { Request, RequestState, Side, StandingItem, TimelineEntry } from '../contract.ts'
import { receiptEvents } from '@comity/exchange/contract'
import { stepsOf } from './lifecycle.ts'
import { standingOf } from './standing.ts'
import { standing } from './standing-item.ts'
import type { Standing } from './standing-item.ts'

/** What the state itself asks of one side, once a request has left the house. */
type Owed = readonly [Side, string]

const owedOf: Partial<Record<RequestState, Owed>> = {
  'sent-orally': ['requesting', 'send'],
  sent: ['requested', 'acknowledge'],
  delivered: ['requested', 'acknowledge'],
  acknowledged: ['requested', 'decide'],
  'clarification-asked': ['requesting', 'answer'],
  executing: ['requested', 'send-result'],
  'result-received': ['requesting', 'assess'],
  assessed: ['requesting', 'close'],
  'awaiting-confirmation': ['requesting', 'send'],
  received: ['requested', 'acknowledge'],
  'under-assessment': ['requested', 'decide'],
  'with-executing-authority': ['requested', 'start-execution'],
  executed: ['requested', 'send-result'],
  'result-sent': ['requesting', 'assess'],
}

/** Everything that stands between the two sides, what is owed first and soonest due first, with the acts by which this reader may answer it now. */
export function standingFor(request: Request, timeline: readonly TimelineEntry[]): StandingItem[] {
  const own: Side = request.direction === 'outgoing' ? 'requesting' : 'requested'
  const possible = request.nextSteps.flatMap(({ act, closed }) => (closed === undefined ? [act] : []))
  const items = [...nextStep(request, timeline), ...standingOf(request.record), ...letters(request, own)]
  return items.toSorted(order).map(({ acts, ...item }) => ({
    ...item,
    answers: acts.flatMap(({ side, act }) => (side === own && possible.includes(act) ? [act] : [])),
  }))
}

function nextStep({ state, decided, record, answerBy }: Request, timeline: readonly TimelineEntry[]): Standing[] {
  const owed = state === 'decided' ? owedOfDecision(decided, record) : owedOf[state]
  if (owed === undefined) return []
  const [side, act] = owed
  const acts = [{ side, act }]
  const step = { owedBy: side, owed: act, acts, state: 'open', source: sourceOf(side, act) } as const
  if (act !== 'answer') return [standing({ ...step, kind: 'step', since: timeline.findLast(isSaid)?.at ?? null })]
  const asked = timeline.findLast((entry) => entry.act === 'clarification-asked')
  const at = asked?.at ?? null
  const text = Asked.safeParse(asked?.body).data?.question ?? null
  return [standing({ ...step, kind: 'clarification', by: 'requested', at, since: at, until: answerBy, text })]
}

const Asked = z.object({ question: z.string() })

/** What one side told the other; a receipt tells only that something arrived. */
function isSaid({ internal, act }: TimelineEntry): boolean {
  return !internal && !receipts.includes(act)
}

const receipts: readonly string[] = receiptEvents

/** What was said outside the network is owed until somebody notes that it was sent by hand. */
function letters({ renditions }: Request, own: Side): Standing[] {
  return renditions.map(({ sequence, act, saidOn, sentOn, arrivedOn }) => {
    const at = `${saidOn}T00:00:00.000Z`
    const item = { kind: 'letter', by: own, at, text: act, source: '46(13)–(14)', acts: [noting(own)] } as const
    const state = arrivedOn === null ? ('sent' as const) : ('arrived' as const)
    const told =
      sentOn === null ? ({ state: 'to-send', owedBy: own, owed: 'note-rendition', since: at } as const) : { state, acts: [] }
    return standing({ ...item, ...told }, String(sequence))
  })
}

const noting = (side: Side) => ({ side, act: 'note-rendition' })

/** What a decision leads to: a grant to its execution once its conditions are accepted, the rest to nothing or to what the record owes. */
function owedOfDecision(decided: Request['decided'], { conditions, decisions }: Request['record']): Owed | undefined {
  if (decided === null || decided === 'refused' || decided === 'postponed') return undefined
  const holding = decisions.at(-1)?.conditions ?? []
  const open = conditions.some(({ id, status }) => holding.includes(id) && status !== 'accepted')
  return open ? undefined : ['requested', 'start-execution']
}

/** The article of an act, as the table of the side that does it has it. */
function sourceOf(side: Side, act: string): string {
  const line = stepsOf(side === 'requesting' ? 'outgoing' : 'incoming').find((step) => step.act === act)
  return line?.source ?? 'design'
}

const rank = (item: Standing): string =>
  item.owedBy === null
    ? '2'
    : `${item.kind === 'step' || item.kind === 'clarification' ? '0' : '1'} ${item.until ?? '9999-12-31'}`

function order(one: Standing, other: Standing): number {
  if (rank(one) !== rank(other)) return rank(one) < rank(other) ? -1 : 1
  if (one.at === other.at) return 0
  return (one.at ?? '') < (other.at ?? '') === (one.owedBy !== null) ? -1 : 1
}
