import type { Context } from '@comity/accounts/contract'
import type { RequestStepped } from '../contract.ts'
import { accessOf } from '../rules/sight.ts'
import { requestForUpdate } from '../store.ts'
import { courseLines, freeRequests, openRequestsAfter } from '../store-courses.ts'
import type { CourseLine } from '../store-courses.ts'
import { told } from '../stored-request.ts'

/** A request with everything that has happened to it. */
export interface RequestCourse extends Pick<RequestStepped, 'request' | 'access'> {
  /** Dossiers that came in and that nobody has opened. */
  readonly unopened: readonly string[]
  readonly lines: readonly CourseLine[]
}

/** A page of courses. */
export interface HeldCourses {
  readonly courses: readonly RequestCourse[]
  /** Give it as `after` for the next page; null where there are no more. */
  readonly through: string | null
}

/**
 * The next requests behind `after` for which something may be owed, by id, held until this transaction ends: for whoever keeps of every request what
 * its steps have told since it is there. Fewer than `limit` where others are at work on some.
 */
export async function holdCourses(
  ctx: Context,
  page: { readonly after: string | null; readonly limit: number },
): Promise<HeldCourses> {
  const [first, ...rest] = await openRequestsAfter(ctx.db, page)
  if (first === undefined) return { courses: [], through: null }
  // Only this one is waited for, while none is held: no two can wait for each other.
  const found = await requestForUpdate(ctx.db, first)
  const free = await freeRequests(ctx.db, rest)
  const busyAt = rest.findIndex((id, index) => free[index]?.id !== id)
  const held = [...(found === null ? [] : [found]), ...(busyAt === -1 ? free : free.slice(0, busyAt))]
  const lines = await courseLines(
    ctx.db,
    held.map(({ id }) => id),
  )
  return {
    courses: held.map((request) => ({
      request: told(request),
      access: accessOf(request),
      unopened: request.unopened,
      lines: lines.get(request.id) ?? [],
    })),
    through: held.at(-1)?.id ?? first,
  }
}
