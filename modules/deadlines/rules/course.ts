import { z } from 'zod'
import type { RequestCourse, CourseLine } from '@comity/requests/server'
import { impliedBy, readEvent } from './read-event.ts'
import type { Happening } from './read-event.ts'
import { askedIn, decidedIn, noonOf, sinceIn } from './registered.ts'
import type { Moment } from './replay.ts'

const beginnings: readonly string[] = ['request', 'supplementary-request', 'forwarded-request', 'made-orally', 'registered']

/**
 * Everything that has happened to a request as its timeline tells it, and what its state says beyond that: a register of the past keeps not every
 * step. For the clocks of what was there before there were any.
 */
export function courseOf(course: RequestCourse, now: Date): readonly Moment[] {
  const { request, lines } = course
  const undone = new Set(lines.flatMap(({ body }) => Undone.safeParse(body).data?.undoneLine ?? []))
  const kept = lines.filter(({ sequence }) => !undone.has(sequence))
  const told = kept.flatMap((line) => momentsOf(course, line, now))
  const begun = kept.some(({ act }) => beginnings.includes(act))
  const first = begun ? [] : [askedIn(course, new Date(request.createdAt))]
  const last = told.at(-1)?.at ?? now
  return [...first, ...told, ...sinceIn(course).map((happening) => ({ happening, at: last }))]
}

const Undone = z.looseObject({ undoneLine: z.number().int() })
const Registered = z.looseObject({ datedOn: z.iso.date().optional().catch(undefined) })

function momentsOf(course: RequestCourse, line: CourseLine, now: Date): Moment[] {
  const { request, unopened, lines } = course
  const { act, side, body, dossierId, at } = line
  if (act === 'registered') {
    const on = noonOf(Registered.safeParse(body).data?.datedOn, now)
    const decision = lines.some((one) => one.act === 'decision') ? [] : decidedIn(course, on)
    return [askedIn(course, on), ...decision]
  }
  const event = { direction: request.direction, act, side, kind: line.internal ? null : act, body, dossierId }
  const happening = readEvent(event)
  if (happening === null) return []
  const opened = side === 'theirs' && !line.internal && dossierId !== null && !unopened.includes(dossierId)
  return [happening, ...impliedBy(event, request.record.conditions), ...(opened ? [openedHere(happening)] : [])].map((one) => ({
    happening: one,
    at,
  }))
}

/** That somebody of this office opened what came in stands in no line. */
function openedHere({ by, dossierId }: Happening): Happening {
  const here = by === 'requesting' ? 'requested' : 'requesting'
  return { kind: 'opened', by: here, variants: [], keys: [], due: null, dossierId, said: false }
}
