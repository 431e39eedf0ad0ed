import type { AuthorityId, Context, Node } from '@comity/accounts/contract'
import { announce, inContext, systemActor } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { listAuthorities, peerFacts } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { post } from '@comity/exchange/server'
import type { Recipient, Step } from './contract.ts'
import { responsibleFor } from './responsible.ts'
import { nextNotice, stepsCome } from './rules/plan-steps.ts'
import { claimNotice, insertEntry, updateClock } from './store.ts'
import type { StoredClock } from './store.ts'

/** Tells persons of this node that something waits for them; `key` makes it happen once. Given by whoever composes the node. */
export type Notify = (
  ctx: Context,
  notice: {
    readonly to: readonly string[]
    readonly kind: string
    readonly on: string
    readonly subject?: string
    readonly key: string
  },
) => Promise<void>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Gives every notice that is due, each in a transaction of its own; gives how many clocks had one. */
export async function giveNotices(node: Node, notify: Notify, signal?: AbortSignal): Promise<number> {
  let given = 0
  for (;;) {
    if (signal?.aborted === true) return given
    const claimed: string[] = []
    try {
      await inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
        const clock = await claimNotice(ctx.db, ctx.now)
        if (clock === null) return
        claimed.push(clock.id)
        await giveNotice(ctx, clock, notify)
      })
    } catch (error) {
      const [clockId] = claimed
      if (clockId === undefined) throw error
      // One clock that cannot be told must not hold up all others.
      node.log.error({ error, clockId }, 'a deadline could not be told; it is tried again in an hour')
      await updateClock(node.db, clockId, { held_until: new Date(node.world.clock.now().getTime() + HOUR_MS) })
    }
    if (claimed.length === 0) return given
    given += 1
  }
}

async function giveNotice(ctx: Context, clock: StoredClock, notify: Notify): Promise<void> {
  const timed = { rule: clock.rule, owner: clock.owner, dueAt: clock.due_at, lateSince: clock.late_since }
  const overdue = clock.due_at <= ctx.now
  for (const step of stepsCome({ ...timed, noticeAt: clock.notice_at ?? ctx.now }, ctx.now)) {
    const told = await tellStep(ctx, clock, step, notify)
    await insertEntry(ctx.db, { clockId: clock.id, at: ctx.now, what: 'noticed', by: ctx.actor.name, reason: told })
    await announce(ctx, 'escalated', {
      clockId: clock.id,
      requestId: clock.request_id,
      ruleId: clock.rule_id,
      owner: clock.owner,
      to: step.to,
      overdue,
    })
  }
  await updateClock(ctx.db, clock.id, {
    notice_at: nextNotice(timed, new Date(ctx.now.getTime() + 1)),
    held_until: null,
  })
  await record(ctx, {
    act: 'clock.noticed',
    subject: { kind: 'request', id: clock.request_id },
    details: { rule: clock.rule_id, overdue },
  })
}

/** Gives what was done, for the clock's history. */
async function tellStep(ctx: Context, clock: StoredClock, step: Step, notify: Notify): Promise<Recipient | 'nobody'> {
  if (step.to === 'secretariat') return (await tellSecretariat(ctx, clock)) ? 'secretariat' : 'nobody'
  const concerned = { authorityId: clock.authority_id, assignee: clock.assignee, unit: clock.unit, access: clock.access }
  const people = await responsibleFor(ctx, concerned, step.to === 'counterpart' ? 'both' : step.to)
  if (people.length === 0) return 'nobody'
  await notify(ctx, { to: people, ...noticeOf(ctx, clock, step) })
  return step.to
}

/** Of what was due before its clock began there may be thousands in one day: each person is told once that they are there, and where. */
function noticeOf(ctx: Context, clock: StoredClock, step: Step) {
  const { late_since: lateSince, due_at: dueAt } = clock
  if (lateSince !== null) {
    const key = `late:${step.to}:${step.days}:${lateSince.toISOString().slice(0, 10)}`
    return { kind: 'deadlines-late', on: '/deadlines?only=overdue', key }
  }
  const kind = step.to === 'counterpart' ? 'escalated' : dueAt <= ctx.now ? 'deadline-passed' : 'deadline-near'
  return {
    kind: `${kind}/${clock.rule_id}`,
    on: `/requests/${clock.request_id}`,
    subject: clock.reference,
    key: `clock:${clock.id}:${step.to}:${step.days}:${dueAt.getTime()}`,
  }
}

/**
 * Tells the secretariat that an answer is owed between two authorities, and since when: nothing of the case, not even a reference. False where
 * there is no secretariat, or the counterpart is not on the network.
 */
async function tellSecretariat(ctx: Context, clock: StoredClock): Promise<boolean> {
  if (clock.counterpart === null) return false
  const secretariat = await secretariatOf(ctx, clock.authority_id)
  if (secretariat === null || (await peerFacts(ctx.db, clock.counterpart)) === null) return false
  const both = [clock.authority_id, clock.counterpart] as const
  const [requesting, requested] = clock.direction === 'outgoing' ? both : both.toReversed()
  const days = Math.max(0, Math.floor((ctx.now.getTime() - clock.due_at.getTime()) / DAY_MS))
  const since = clock.due_at.toISOString().slice(0, 10)
  try {
    await post(ctx, {
      kind: 'unanswered',
      addressee: secretariat,
      thread: ctx.world.chance.uuid(),
      body: { requestingAuthority: requesting, requestedAuthority: requested, days, since },
      attachments: [],
      document: documentOf(both.join(' and '), days, since),
      language: 'en',
    })
    return true
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    ctx.log.warn({ error }, 'the secretariat could not be told of an unanswered request')
    return false
  }
}

async function secretariatOf(ctx: Context, own: string): Promise<AuthorityId | null> {
  let after: AuthorityId | undefined
  for (;;) {
    const { authorities, next } = await listAuthorities(ctx.db, { limit: 200, ...(after === undefined ? {} : { after }) })
    const found = authorities.find(({ kind, id }) => kind === 'secretariat' && id !== own)
    if (found !== undefined || next === null) return found?.id ?? null
    after = next
  }
}

// Identifiers of authorities and figures only: nothing to escape.
function documentOf(between: string, days: number, since: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Unanswered request</title><h1>Unanswered request</h1><p>Between ${between} an answer is owed since ${since} (${days} days).</p></html>`
}
