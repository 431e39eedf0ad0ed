import type { RequestState, TimelineEntry } from '../contract.ts'

/** The last state of theirs that something on our timeline proves. */
const proves: Readonly<Record<string, Readonly<Record<'outgoing' | 'incoming', RequestState | null>>>> = {
  request: { outgoing: null, incoming: 'sent' },
  delivered: { outgoing: 'received', incoming: null },
  acknowledgement: { outgoing: 'acknowledged', incoming: 'acknowledged' },
  'clarification-asked': { outgoing: 'clarification-asked', incoming: 'clarification-asked' },
  'clarification-answer': { outgoing: 'acknowledged', incoming: 'acknowledged' },
  misdirected: { outgoing: 'forwarded', incoming: null },
  consultation: { outgoing: 'in-consultation', incoming: 'in-consultation' },
  withdrawal: { outgoing: 'withdrawn', incoming: 'withdrawn' },
  decision: { outgoing: 'decided', incoming: 'decided' },
  'execution-started': { outgoing: 'executing', incoming: 'executing' },
  result: { outgoing: 'result-sent', incoming: 'result-received' },
  assessment: { outgoing: null, incoming: 'assessed' },
  closing: { outgoing: 'closed', incoming: 'closed' },
}

/** What of a timeline proves something of the other side. */
type Proof = Pick<TimelineEntry, 'act' | 'side' | 'dossierId'>

/** How far the request came on the other side, as far as it told us; null before anything proves that it arrived. */
export function theirState(
  request: { readonly direction: 'outgoing' | 'incoming' },
  timeline: readonly Proof[],
): RequestState | null {
  let reached: RequestState | null = null
  for (const entry of timeline) {
    const state = proves[entry.act]?.[request.direction] ?? null
    const known = entry.side === 'theirs' || arrived(entry, timeline)
    // A late receipt of delivery proves no more than a later answer did.
    if (state !== null && known && !(entry.act === 'delivered' && reached !== null)) reached = state
  }
  return reached
}

function arrived({ dossierId }: Proof, timeline: readonly Proof[]): boolean {
  return dossierId !== null && timeline.some((entry) => entry.act === 'delivered' && entry.dossierId === dossierId)
}
