import { z } from 'zod'
import type { RequestStepped } from '@comity/requests/contract'
import type { Happening } from './read-event.ts'
import type { Moment } from './replay.ts'

type Told = Pick<RequestStepped, 'request'>

/** The days that a registered request brings along. */
const Days = z.looseObject({
  datedOn: z.iso.date().optional().catch(undefined),
  decidedOn: z.iso.date().optional().catch(undefined),
})

/**
 * What a registered request has gone through before: its asking, and what its state says has happened since. Empty where nothing is owed any
 * more.
 */
export function pastOf(told: Told & Pick<RequestStepped, 'body'>, now: Date): readonly Moment[] {
  if (over.includes(told.request.state)) return []
  const { datedOn, decidedOn = datedOn } = Days.safeParse(told.body).data ?? {}
  const answered = noonOf(decidedOn, now)
  return [
    askedIn(told, noonOf(datedOn, now)),
    ...decidedIn(told, answered),
    ...sinceIn(told).map((happened) => ({ happening: happened, at: answered })),
  ]
}

/** The asking of a request, by what it says now. */
export function askedIn({ request }: Told, at: Date): Moment {
  const oral = request.state === 'sent-orally' || request.state === 'awaiting-confirmation'
  const due = request.content.suggestedDeadline ?? null
  return { happening: happening(oral ? 'oral-request' : 'request', 'requesting', { due }), at }
}

/** The decision that holds, where there is one. */
export function decidedIn({ request: { decided } }: Told, at: Date): readonly Moment[] {
  return decided === null ? [] : [{ happening: happening('decision', 'requested', { variants: [decided] }), at }]
}

/** What its state says has happened, whoever wrote it down: receipt, result, end. */
export function sinceIn({ request: { state } }: Told): readonly Happening[] {
  return [
    ...(unanswered.includes(state) ? [] : [happening('acknowledgement', 'requested')]),
    ...(finished.includes(state) ? [happening('result', 'requested', { variants: ['final'] })] : []),
    ...(over.includes(state) ? [happening('closing', 'requesting')] : []),
  ]
}

/** Noon of the day where only a day is known, never in the future; now where none is. */
export function noonOf(day: string | undefined, now: Date): Date {
  return day === undefined ? now : new Date(Math.min(Date.parse(`${day}T12:00:00Z`), now.getTime()))
}

const over: readonly string[] = ['draft', 'in-review', 'approved', 'ready', 'closed', 'withdrawn', 'returned', 'forwarded']
const unanswered: readonly string[] = ['sent-orally', 'awaiting-confirmation', 'sent', 'delivered', 'received']
const finished: readonly string[] = ['result-received', 'assessed', 'result-sent']

function happening(kind: string, by: Happening['by'], more: Partial<Happening> = {}): Happening {
  return { kind, by, variants: [], keys: [], due: null, dossierId: null, said: true, ...more }
}
