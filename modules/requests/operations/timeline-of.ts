import { z } from 'zod'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { TimelineEntry } from '../contract.ts'
import { seenMatterNumbers } from '../matters/store-matters.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { timelineSeen } from '../store-timeline.ts'

/** What happened to a request, oldest first; a guest sees what passed between the States, what was passed on to them, and their own notes. @throws ComityError `request-not-found`, `not-allowed`. */
export async function timelineOf(db: Db, viewer: Reader, requestId: string): Promise<TimelineEntry[]> {
  const found = await timelineSeen(db, requestId, { ...viewer.actor, tokens: sightFor(viewer.actor).tokens })
  if (found === null) throw new ComityError('request-not-found')
  return withSeenMatters(db, viewer, found)
}

/** Where a request was placed, by matter: its number since it was named by it, its identity since. */
const Placed = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  fromId: z.string().optional(),
  toId: z.string().optional(),
})

/** Who may see a request need not see its matter: its number is told to those who do, and the others read that it was placed. */
async function withSeenMatters(
  db: Db,
  { actor }: Reader,
  { owner, entries }: { readonly owner: string; readonly entries: readonly TimelineEntry[] },
): Promise<TimelineEntry[]> {
  const said = entries.flatMap(({ act, body }) => (act === 'placed' ? [Placed.parse(body)] : []))
  if (said.length === 0) return [...entries]
  const named = said.flatMap(({ from, to, fromId, toId }) => [from, to, fromId, toId].filter((one) => one !== undefined))
  const known = await seenMatterNumbers(db, sightFor(actor).tokens, { owner, named })
  const told = (label: 'from' | 'to', ...names: readonly (string | undefined)[]) => {
    const number = names.map((name) => known.get(name ?? '')).find((one) => one !== undefined)
    return number === undefined ? {} : { [label]: number }
  }
  return entries.map((entry) => {
    if (entry.act !== 'placed') return entry
    const { from, to, fromId, toId } = Placed.parse(entry.body)
    return { ...entry, body: { ...told('from', from, fromId), ...told('to', to, toId) } }
  })
}
