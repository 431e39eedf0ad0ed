import type { EventKind } from '../contract.ts'

/** Of which kind the event is that tells of a step. */
export function eventKindOf(step: {
  readonly side: 'ours' | 'theirs'
  readonly kind: string | null
}): Exclude<EventKind, 'ping'> {
  if (step.side === 'ours') return 'request.stepped'
  return step.kind === null ? 'request.receipted' : 'request.received'
}
