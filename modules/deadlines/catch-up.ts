import type { Context, Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { holdCourses, openRequestsAfter } from '@comity/requests/server'
import type { RequestCourse } from '@comity/requests/server'
import { beginClocks } from './begin-clocks.ts'
import { settingOf } from './hear-request.ts'
import type { Calendars } from './rules/calendar.ts'
import { courseOf } from './rules/course.ts'
import { replay } from './rules/replay.ts'
import type { VersionedRule } from './rules/plan-clocks.ts'
import { settleDue } from './settle-due.ts'
import { beginCatchUp, clocksOfRequests, endCatchUp, holdCatchUp, moveCatchUp } from './store-catch-up.ts'
import type { CatchUp, KnownClock } from './store-catch-up.ts'
import { rulesAgainst } from './store-rules.ts'

/** Requests of one transaction: it ends within a second, so that whoever works on one of them hardly waits. */
const ROUND = 50
/** After each round everybody else goes first. */
const PAUSE_MS = 50
/** How long after another process was seen at it, or after a failure, this one looks again. */
const LOOK_AGAIN_MS = 15_000

/** What a round came to: there are more, it is done, or another process is at it. */
export type Round = 'more' | 'done' | 'elsewhere'

/**
 * Gives the requests that were there before there were clocks those that their record and state call for, a round at a time: each has its own
 * transaction, goes on where the last one ended, and once all are done none does anything. Nobody is told of anything here.
 */
export async function catchUp(node: Node, calendars: Calendars, limit = ROUND): Promise<Round> {
  await beginCatchUp(node.db, node.world.clock.now())
  return inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    const place = await holdCatchUp(ctx.db)
    if (place === null) return 'elsewhere'
    if (place.done) return 'done'
    const { courses, through } = await holdCourses(ctx, { after: place.after, limit })
    if (through === null) return end(ctx)
    const clocks = await beginMissing(ctx, { courses, place }, calendars)
    await moveCatchUp(ctx.db, { after: through, requests: courses.length, clocks })
    return 'more'
  })
}

async function end(ctx: Context): Promise<Round> {
  const { requests, clocks } = await endCatchUp(ctx.db, ctx.now)
  if (requests > 0)
    await record(ctx, {
      act: 'clocks.caught-up',
      subject: { kind: 'node', id: ctx.node.facts.name },
      details: { requests, clocks },
    })
  return 'done'
}

async function beginMissing(
  ctx: Context,
  { courses, place }: { readonly courses: readonly RequestCourse[]; readonly place: CatchUp },
  calendars: Calendars,
): Promise<number> {
  const ids = courses.map(({ request }) => request.id)
  const known = Map.groupBy(await clocksOfRequests(ctx.db, ids), ({ request_id: id }) => id)
  const rules = new Map<string, readonly VersionedRule[]>()
  let begun = 0
  for (const course of courses) {
    const { ownAuthority, counterpart, id } = course.request
    const against = `${ownAuthority} ${counterpart ?? ''}`
    const held = rules.get(against) ?? (await rulesAgainst(ctx.db, ownAuthority, counterpart))
    rules.set(against, held)
    const left = replay(courseOf(course, ctx.now), held, settingOf(course, calendars))
    const missing = left.filter((clock) => isMissing(clock, known.get(id) ?? []))
    if (missing.length === 0) continue
    await beginClocks(ctx, course, missing, place.beganAt)
    await settleDue(ctx, course.request)
    begun += missing.length
  }
  return begun
}

/** Not what it has or had, nor what began once its clocks were kept: those steps were heard, by the rules of their day. */
function isMissing(
  { rule, key, startedAt }: { readonly rule: { readonly id: string }; readonly key: string; readonly startedAt: Date },
  known: readonly KnownClock[],
): boolean {
  return known.every((clock) => startedAt < clock.started_at && !(clock.rule_id === rule.id && clock.key === key))
}

/** Catches up in the background until it is done or the node stops. */
export async function catchUpUntil(node: Node, calendars: Calendars, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const round = await nextRound(node, calendars).catch((error: unknown) => {
      node.log.error({ error }, 'clocks of earlier requests could not be begun; it is tried again')
      return 'elsewhere' as const
    })
    if (round === 'done') return
    await node.world.timers.sleep(round === 'more' ? PAUSE_MS : LOOK_AGAIN_MS, signal)
  }
}

/** A round; where it fails, one of a single request, and where that fails too it is passed over: its next step begins clocks as any step does. */
async function nextRound(node: Node, calendars: Calendars): Promise<Round> {
  try {
    return await catchUp(node, calendars)
  } catch (failure) {
    node.log.warn({ error: failure }, 'clocks of earlier requests are begun one request at a time')
    try {
      return await catchUp(node, calendars, 1)
    } catch (error) {
      return passOver(node, error)
    }
  }
}

async function passOver(node: Node, error: unknown): Promise<Round> {
  return inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    const place = await holdCatchUp(ctx.db)
    if (place === null) return 'elsewhere'
    const [requestId] = await openRequestsAfter(ctx.db, { after: place.after, limit: 1 })
    if (requestId === undefined) return 'more'
    node.log.error({ error, requestId }, 'the clocks of an earlier request could not be begun; its next step begins clocks')
    await moveCatchUp(ctx.db, { after: requestId, requests: 0, clocks: 0 })
    return 'more'
  })
}
