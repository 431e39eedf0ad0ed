import type { RequestStepped } from '@comity/requests/contract'
import type { Happening } from './read-event.ts'

/** What a registered request has gone through before: its asking, and what its state says has happened since. Empty where nothing is owed any more. */
export function pastOf({ request }: Pick<RequestStepped, 'request'>): readonly Happening[] {
  const { state, decided } = request
  if (over.includes(state)) return []
  const oral = state === 'sent-orally' || state === 'awaiting-confirmation'
  const asked = happening(oral ? 'oral-request' : 'request', 'requesting', { due: request.content.suggestedDeadline ?? null })
  if (unanswered.includes(state)) return [asked]
  const acknowledged = happening('acknowledgement', 'requested')
  if (decided === null) return [asked, acknowledged]
  const decision = happening('decision', 'requested', { variants: [decided] })
  return finished.includes(state)
    ? [asked, acknowledged, decision, happening('result', 'requested', { variants: ['final'] })]
    : [asked, acknowledged, decision]
}

const over: readonly string[] = ['draft', 'in-review', 'approved', 'ready', 'closed', 'withdrawn', 'returned', 'forwarded']
const unanswered: readonly string[] = ['sent-orally', 'awaiting-confirmation', 'sent', 'delivered', 'received']
const finished: readonly string[] = ['result-received', 'assessed', 'result-sent']

function happening(kind: string, by: Happening['by'], more: Partial<Happening> = {}): Happening {
  return { kind, by, variants: [], keys: [], due: null, dossierId: null, said: true, ...more }
}
