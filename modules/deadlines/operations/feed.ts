import { createHash } from 'node:crypto'
import type { Context, Node } from '@comity/accounts/contract'
import { actorFor, personById } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import { sightOf } from '@comity/requests/server'
import { ClockFilter } from '../contract.ts'
import { may, officeFor } from '../policy.ts'
import { calendarFeed } from '../rules/calendar-feed.ts'
import { dayIn } from '../rules/count.ts'
import { clockRows } from '../store.ts'
import { feedByHash, removeFeed, saveFeed } from '../store-feed.ts'
import { ruleTitle, sayIn } from '../texts.ts'

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * Makes a calendar feed for the person; the one before stops working. The address is shown this once. Without `withReference` the entries say
 * only what kind of thing is due.
 *
 * @throws ComityError `not-allowed`.
 */
export async function makeFeed(ctx: Context, input: { readonly withReference: boolean }): Promise<{ url: string }> {
  officeFor(ctx.actor, 'feed')
  const token = Buffer.from(ctx.world.chance.bytes(32)).toString('base64url')
  await saveFeed(ctx.db, {
    person_id: ctx.actor.id,
    token_hash: hashOf(token),
    with_reference: input.withReference,
    created_at: ctx.now,
  })
  await record(ctx, { act: 'calendar.made', subject: { kind: 'person', id: ctx.actor.id }, details: {} })
  return { url: `${ctx.node.facts.origin}/calendar/${token}.ics` }
}

/** Revokes the person's calendar feed, if there is one. */
export async function revokeFeed(ctx: Context): Promise<{ revoked: boolean }> {
  const revoked = await removeFeed(ctx.db, ctx.actor.id)
  if (revoked) await record(ctx, { act: 'calendar.revoked', subject: { kind: 'person', id: ctx.actor.id }, details: {} })
  return { revoked }
}

const MAX_ENTRIES = 200

/**
 * The calendar behind an address, as its person may see it now: what this office owes and nobody else has, or what is theirs; all of it for heads.
 *
 * @throws ComityError `not-found`, also for a person who may no longer sign in.
 */
export async function readFeed(node: Node, token: string): Promise<string> {
  const feed = await feedByHash(node.db, hashOf(token))
  const person = feed === null ? null : await personById(node.db, feed.person_id)
  if (feed === null || person === null || person.disabled) throw new ComityError('not-found')
  const now = node.world.clock.now()
  const actor = await actorFor(node.db, person, now)
  if (!may(actor, 'feed')) throw new ComityError('not-found')
  const filter = ClockFilter.parse({ owner: 'us', limit: MAX_ENTRIES })
  const sight = { office: person.authorityId, tokens: sightOf(actor), personId: person.id }
  const rows = await clockRows(node.db, sight, filter, { after: null, now })
  const lang: Lang = person.language ?? 'en'
  const mine = rows.filter(
    ({ assignee }) =>
      assignee === null || assignee === person.id || (actor.deputyFor ?? []).includes(assignee) || actor.roles.includes('head'),
  )
  const say = sayIn(lang)
  return calendarFeed(
    say('title'),
    new URL(node.facts.origin).hostname,
    mine.map((clock) => ({
      id: clock.id,
      day: dayIn(clock.zone, clock.due_at),
      summary: `${ruleTitle(lang, clock.rule)}${feed.with_reference ? ` (${clock.reference})` : ''}`,
      url: `${node.facts.origin}/deadlines/${clock.id}`,
      changedAt: clock.started_at,
    })),
  )
}
