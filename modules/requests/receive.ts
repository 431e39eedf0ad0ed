import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { ReceiptNews, ReceivedDossier, Receiver } from '@comity/exchange/contract'
import { dossierBodies } from './contract.ts'
import { mustBeAsSigned } from './operations/check-passed-on.ts'
import { arrivedRequest, arrivedStep, mayAnswer } from './rules/arrivals.ts'
import { move } from './rules/lifecycle.ts'
import { announceStep } from './request-steps.ts'
import { insertRequest, nextReference, requestForUpdate, requestOfThreadForUpdate, updateRequest } from './store.ts'
import { appendToTimeline, countOfTheirs, requestOfOwnDossier } from './store-timeline.ts'
import type { NewEntry } from './store-timeline.ts'
import type { StoredRequest } from './stored-request.ts'

/** What this module does with dossiers of its kinds and with receipts about its own. */
export function requestsReceiver(): Receiver {
  return { kinds: Object.keys(dossierBodies), receive, receipt }
}

/**
 * Applies a dossier that arrived: a request begins an incoming one, everything else moves the request of its thread.
 *
 * @throws ComityError `dossier-schema` for a body that is not of its kind; `step-not-possible` where the thread has no request, the
 *   sender is not its other side, or the life cycle knows no such step; `thread-full` for one more of a kind that came too often. The sender gets a `refused` receipt with that code.
 */
export async function receive(ctx: Context, dossier: ReceivedDossier): Promise<void> {
  const present = await requestOfThreadForUpdate(ctx.db, dossier.thread, dossier.addressee)
  const request = beginnings.includes(dossier.kind) ? await begin(ctx, dossier, present) : await goOn(ctx, dossier, present)
  const { kind, body, attachments, dossierId } = dossier
  await announceStep(ctx, request, { act: kind, side: 'theirs', kind, body, attachments, dossierId })
  await record(ctx, {
    act: `request.${dossier.kind}-received`,
    subject: { kind: 'request', id: request.id },
    details: { reference: request.ownReference, state: request.state },
  })
}

async function begin(ctx: Context, dossier: ReceivedDossier, present: StoredRequest | null): Promise<StoredRequest> {
  // A second request in a thread would replace what was asked first.
  if (present) throw new ComityError('step-not-possible', { values: { state: present.state, act: dossier.kind } })
  if (dossier.kind === 'forwarded-request') await mustBeAsSigned(ctx, dossier)
  const given = { id: ctx.world.chance.uuid(), now: ctx.now }
  const request = arrivedRequest(dossier, {
    ...given,
    ownReference: await nextReference(ctx.db, { authority: dossier.addressee, series: 'request', now: ctx.now }),
  })
  await insertRequest(ctx.db, request, entryOf(ctx, dossier, request))
  return request
}

/** Kinds that begin a request where they arrive. */
const beginnings: readonly string[] = ['request', 'supplementary-request', 'forwarded-request']

/**
 * Dossiers of one kind that the other side may send about one request: a peer that floods it fills no page, no file and no search, and blocks none of the
 * other kinds. More reports than these of one request are told in another one that adds to it.
 */
const MAX_OF_KIND = 200

async function goOn(ctx: Context, dossier: ReceivedDossier, present: StoredRequest | null): Promise<StoredRequest> {
  if (!present || !mayAnswer(present, dossier)) throw new ComityError('step-not-possible', { values: { act: dossier.kind } })
  const request = arrivedStep(present, dossier, ctx.now)
  if ((await countOfTheirs(ctx.db, present.id, dossier.kind)) >= MAX_OF_KIND) throw new ComityError('thread-full')
  await updateRequest(ctx.db, request)
  await appendToTimeline(ctx.db, entryOf(ctx, dossier, request))
  return request
}

function entryOf(ctx: Context, dossier: ReceivedDossier, request: StoredRequest): NewEntry {
  return {
    requestId: request.id,
    at: ctx.now,
    side: 'theirs',
    act: dossier.kind,
    actorId: dossier.sender,
    actorName: ctx.actor.name,
    internal: false,
    body: dossier.body,
    attachments: [...dossier.attachments],
    dossierId: dossier.dossierId,
  }
}

/** Receipts that people read on the timeline; the others are the exchange's own. */
const shown: readonly string[] = ['delivered', 'opened', 'refused', 'expired']

/** Marks on the timeline that one of our dossiers arrived, was opened or was refused; the delivered request is `delivered`. */
export async function receipt(ctx: Context, news: ReceiptNews): Promise<void> {
  if (!shown.includes(news.event)) return
  const owner = await requestOfOwnDossier(ctx.db, news.dossierId)
  const request = owner && (await requestForUpdate(ctx.db, owner.requestId))
  if (!request) return
  const after = afterReceipt(request, news, ctx.now)
  await updateRequest(ctx.db, after)
  await appendToTimeline(ctx.db, {
    requestId: request.id,
    at: news.at,
    side: 'theirs',
    act: news.event,
    actorId: news.issuer,
    actorName: news.issuer,
    internal: true,
    body: { kind: news.kind, code: news.code },
    attachments: [],
    dossierId: news.dossierId,
  })
  await announceStep(ctx, after, {
    act: news.event,
    side: 'theirs',
    kind: null,
    body: { kind: news.kind },
    attachments: [],
    dossierId: news.dossierId,
  })
  await record(ctx, {
    act: `request.receipt-${news.event}`,
    subject: { kind: 'request', id: request.id },
    details: { kind: news.kind, code: news.code },
  })
}

function afterReceipt(request: StoredRequest, news: ReceiptNews, now: Date): StoredRequest {
  if (news.event === 'refused' || news.event === 'expired')
    return { ...request, problem: news.code ?? news.event, changedAt: now }
  if (news.event !== 'delivered' || !beginnings.includes(news.kind)) return request
  return { ...request, ...move(request.direction, request, 'delivered'), problem: null, changedAt: now }
}
