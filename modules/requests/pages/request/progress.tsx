import { ProgressOnBothSides, type Step } from '@comity/ui'
import { incomingStates, outgoingStates, type Request, type RequestState, type TimelineEntry } from '../../contract.ts'
import { theirState } from '../../rules/their-state.ts'
import type { Say } from '../texts.ts'
import type { View } from '../view.ts'

/** States off the straight way: shown only while a request is there. */
const aside: readonly RequestState[] = [
  'ready',
  'sent-orally',
  'awaiting-confirmation',
  'under-assessment',
  'clarification-asked',
  'in-consultation',
  'with-executing-authority',
  'executed',
  'withdrawn',
  'returned',
  'forwarded',
]

interface ProgressProps {
  readonly view: View
  readonly request: Request
  readonly timeline: readonly TimelineEntry[]
  readonly ownName: string
  readonly theirName: string
}

/** How far the request came here, and how far on the other side as far as it told us: nothing uncertain is shown as certain. */
export function Progress({ view: { lang, say }, request, timeline, ownName, theirName }: ProgressProps) {
  const here = request.direction === 'outgoing' ? outgoingHere(request.state) : incomingStates
  const there = request.direction === 'outgoing' ? incomingStates : sentOn
  const theirs = { name: theirName, steps: stepsTo(say, there, theirState(request, timeline)) }
  return <ProgressOnBothSides lang={lang} ours={{ name: ownName, steps: stepsTo(say, here, request.state) }} theirs={theirs} />
}

/** What the other side sees of an outgoing request. */
const sentOn = outgoingStates.slice(outgoingStates.indexOf('sent'))

/** Until it is sent only the way there matters; once sent, how it was drafted is told by the timeline. */
function outgoingHere(state: RequestState): readonly RequestState[] {
  return sentOn.some((one) => one === state) ? sentOn : outgoingStates.slice(0, outgoingStates.indexOf('sent') + 1)
}

function stepsTo(say: Say, states: readonly RequestState[], reached: RequestState | null): Step[] {
  const way = states.filter((state) => !aside.includes(state) || state === reached)
  const at = reached === null ? -1 : way.indexOf(reached)
  return way.map((state, index) => ({ label: say(`state.${state}`), state: stateAt(index, at, reached) }))
}

function stateAt(index: number, at: number, reached: RequestState | null): Step['state'] {
  if (index < at) return 'done'
  if (index > at) return 'next'
  return stopped.includes(reached) ? 'stopped' : 'current'
}

const stopped: readonly (RequestState | null)[] = ['withdrawn', 'returned', 'forwarded']
