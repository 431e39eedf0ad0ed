import type { Actor, Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { WishedKind } from '../contract.ts'
import type { CreateWebhook, NewWebhook, Webhook } from '../contract.ts'
import { officeFor } from '../policy.ts'
import { secretText } from '../rules/signature.ts'
import { problemOfAddress } from '../rules/webhook-address.ts'
import type { Hosts } from '../rules/webhook-address.ts'
import { beginAnew } from '../store/delivery-store.ts'
import { insertWebhook, updateWebhook, webhookById, webhooksOf } from '../store/webhook-store.ts'
import type { CountedWebhook } from '../store/webhook-store.ts'
import { mustBeOwnUnit } from './machines.ts'

const DAY_MS = 86_400_000
const SECRET_BYTES = 32
/** Time to put the new secret into the receiver. */
const FORMER_SECRET_MS = DAY_MS

/** Subscriptions of the office. @throws ComityError `not-allowed`. */
export async function listWebhooks(db: Db, actor: Actor): Promise<Webhook[]> {
  return (await webhooksOf(db, officeFor(actor, 'see'))).map(webhookFrom)
}

/** One subscription. @throws ComityError `not-allowed`, `webhook-not-found`. */
export async function getWebhook(db: Db, actor: Actor, id: string): Promise<Webhook> {
  const row = await webhookById(db, officeFor(actor, 'see'), id)
  if (!row) throw new ComityError('webhook-not-found')
  return webhookFrom(row)
}

/**
 * Subscribes a receiver to events; its secret is shown this once. `hosts` are those of the own net that the node's configuration names.
 *
 * @throws ComityError `not-allowed`; `bad-input` for an address that is not HTTPS or not public, or a unit of another office.
 */
export async function createWebhook(ctx: Context, input: CreateWebhook, hosts: Hosts): Promise<NewWebhook> {
  const authorityId = officeFor(ctx.actor, 'change')
  const problem = problemOfAddress(input.url, hosts)
  if (problem !== null) throw new ComityError('bad-input', { problems: [{ path: 'url', message: problem }] })
  await mustBeOwnUnit(ctx, input.unitId)
  const secret = Buffer.from(ctx.world.chance.bytes(SECRET_BYTES))
  const row = {
    id: ctx.world.chance.uuid(),
    authority_id: authorityId,
    url: input.url,
    unit_id: input.unitId,
    kinds: [...new Set(input.kinds)],
    secret,
    former_secret: null,
    former_until: null,
    created_by_name: ctx.actor.name,
    created_at: ctx.now,
    stopped_at: null,
    stopped_for: null,
    failing_since: null,
    next_try_at: null,
    busy_until: null,
    removed_at: null,
  }
  await insertWebhook(ctx.db, row)
  return { webhook: await recorded(ctx, 'created', { ...row, waiting: 0, dead: 0 }), secret: secretText(secret) }
}

/**
 * Gives a receiver another secret, shown this once. For a day the former one signs too; one that has leaked is better ended by removing the
 * subscription.
 *
 * @throws ComityError `not-allowed`, `webhook-not-found`.
 */
export async function rotateSecret(ctx: Context, id: string): Promise<NewWebhook> {
  const row = await load(ctx, id)
  const secret = Buffer.from(ctx.world.chance.bytes(SECRET_BYTES))
  const change = { secret, former_secret: row.secret, former_until: new Date(ctx.now.getTime() + FORMER_SECRET_MS) }
  await updateWebhook(ctx.db, id, change)
  return { webhook: await recorded(ctx, 'secret-changed', { ...row, ...change }), secret: secretText(secret) }
}

/** Stops sending; events wait meanwhile. @throws ComityError `not-allowed`, `webhook-not-found`. */
export async function stopWebhook(ctx: Context, id: string): Promise<Webhook> {
  const row = await load(ctx, id)
  const change = { stopped_at: ctx.now, stopped_for: 'stopped' as const }
  await updateWebhook(ctx.db, id, change)
  return recorded(ctx, 'stopped', { ...row, ...change })
}

/** Sends again, what waits first. @throws ComityError `not-allowed`, `webhook-not-found`. */
export async function resumeWebhook(ctx: Context, id: string): Promise<Webhook> {
  const row = await load(ctx, id)
  const change = { stopped_at: null, stopped_for: null, failing_since: null, next_try_at: null }
  await updateWebhook(ctx.db, id, change)
  await beginAnew(ctx.db, id, ctx.now)
  return recorded(ctx, 'resumed', { ...row, ...change })
}

/** Ends a subscription for good; what waited is not sent. @throws ComityError `not-allowed`, `webhook-not-found`. */
export async function removeWebhook(ctx: Context, id: string): Promise<Webhook> {
  const row = await load(ctx, id)
  await updateWebhook(ctx.db, id, { removed_at: ctx.now })
  return recorded(ctx, 'removed', row)
}

/** A subscription that the actor may change. */
export async function load(ctx: Pick<Context, 'db' | 'actor'>, id: string): Promise<CountedWebhook> {
  const row = await webhookById(ctx.db, officeFor(ctx.actor, 'change'), id)
  if (!row) throw new ComityError('webhook-not-found')
  return row
}

async function recorded(ctx: Context, act: string, row: CountedWebhook): Promise<Webhook> {
  const { id, unit_id: unit } = row
  const details = { url: row.url, unit, kinds: row.kinds.join(' ') }
  await record(ctx, { act: `webhook.${act}`, subject: { kind: 'webhook', id }, details })
  return webhookFrom(row)
}

function webhookFrom(row: CountedWebhook): Webhook {
  return {
    id: row.id,
    url: row.url,
    unitId: row.unit_id,
    kinds: row.kinds.map((kind) => WishedKind.parse(kind)),
    createdByName: row.created_by_name,
    createdAt: row.created_at.toISOString(),
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    stoppedFor: row.stopped_for,
    failingSince: row.failing_since?.toISOString() ?? null,
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    formerSecretUntil: row.former_until?.toISOString() ?? null,
    waiting: row.waiting,
    dead: row.dead,
  }
}
