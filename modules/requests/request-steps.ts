import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import { announce } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Attachment } from '@comity/exchange/contract'
import { post } from '@comity/exchange/server'
import type { DossierKind, Request, RequestStepped, Side } from './contract.ts'
import { move, withoutStaleDeadline } from './rules/lifecycle.ts'
import type { News, OwnAct } from './rules/lifecycle.ts'
import { bounded, recordAfter } from './rules/record.ts'
import type { Said as RecordedSaying } from './rules/record.ts'
import { renderDocument } from './rules/render-document.ts'
import { accessOf, sees } from './rules/sight.ts'
import { requestForUpdate } from './store.ts'
import { appendToTimeline } from './store-timeline.ts'
import type { NewEntry } from './store-timeline.ts'
import { present, told } from './stored-request.ts'
import type { StoredRequest } from './stored-request.ts'

/**
 * The request, which nobody else changes until this transaction ends.
 *
 * @throws ComityError `request-not-found`, also where it is another office's or not for this person to see.
 */
export async function loadForUpdate(ctx: Context, requestId: string): Promise<StoredRequest> {
  const found = await requestForUpdate(ctx.db, requestId)
  if (!found || !sees(ctx.actor, found)) throw new ComityError('request-not-found')
  return found
}

/**
 * Holds a request until this transaction ends. Whoever is about to change what belongs to a request, and then the request, holds the request
 * first, as what arrives for it does: no two wait for one another.
 */
export async function holdRequest(ctx: Pick<Context, 'db'>, requestId: string): Promise<void> {
  await requestForUpdate(ctx.db, requestId)
}

/** The day at the instant of the operation (UTC). */
export function today(ctx: Context): string {
  return ctx.now.toISOString().slice(0, 10)
}

/** The request after the act, as the life cycle says. @throws ComityError `step-not-possible`. */
export function stepped(request: StoredRequest, act: OwnAct | News, now: Date): StoredRequest {
  // Whatever happens next ends the time in which the act before it may be taken back.
  return withoutStaleDeadline({ ...request, ...move(request.direction, request, act), undo: null, changedAt: now })
}

/** What a step says to the other side. */
export interface Said {
  readonly kind: DossierKind
  readonly body: object
  readonly attachments?: readonly Attachment[]
}

/**
 * Says it to the counterpart and writes it on the timeline: on the network as a posted dossier, off it as a line whose rendition is printed and
 * sent by hand. Gives the request with what was said in its legal record.
 */
export async function tell(ctx: Context, request: StoredRequest, said: Said): Promise<StoredRequest> {
  const attachments = said.attachments ?? []
  const dossierId = request.channel === 'network' ? await posted(ctx, request, said) : null
  const sequence = await appendToTimeline(ctx.db, {
    ...written(ctx, request, said.kind),
    internal: false,
    body: said.body,
    attachments: [...attachments],
    dossierId,
  })
  const after = saidIn(dossierId === null ? withLetter(ctx, request, { sequence, act: said.kind }) : request, {
    kind: said.kind,
    body: said.body,
    by: sideOf(request),
    at: ctx.now.toISOString(),
  })
  await announceStep(ctx, after, { act: said.kind, side: 'ours', kind: said.kind, body: said.body, attachments, dossierId })
  return after
}

/** What is said outside the network is a letter that somebody still has to send. */
function withLetter(
  ctx: Context,
  request: StoredRequest,
  { sequence, act }: { readonly sequence: number | null; readonly act: string },
): StoredRequest {
  if (sequence === null) return request
  const unsent = { sentOn: null, channel: null, tracking: null, sentBy: null, arrivedOn: null }
  return { ...request, renditions: [...request.renditions, { sequence, act, saidOn: today(ctx), ...unsent }] }
}

async function posted(ctx: Context, request: StoredRequest, said: Said): Promise<string> {
  const { counterpart } = request
  assert(counterpart, 'a request that has left the draft has a counterpart')
  const attachments = said.attachments ?? []
  const language = request.content.language ?? 'en'
  const document = renderDocument({
    kind: said.kind,
    body: said.body,
    language,
    sender: request.ownAuthority,
    addressee: counterpart,
    senderReference: request.ownReference,
    addresseeReference: request.counterpartReference,
    writtenAt: ctx.now,
    attachments,
  })
  // Never `urgent`, whatever the request says: every step needs the one before it, and urgent dossiers overtake.
  const { dossierId } = await post(ctx, {
    kind: said.kind,
    addressee: counterpart,
    thread: request.thread,
    body: said.body,
    attachments,
    document,
    language,
  })
  return dossierId
}

/** Which side of the cooperation this office is on. */
export function sideOf(request: Pick<StoredRequest, 'direction'>): Side {
  return request.direction === 'outgoing' ? 'requesting' : 'requested'
}

/** The request with what was said in its legal record; `body` is of its kind, as our own rules made it or the receiver checked it. */
export function saidIn(
  request: StoredRequest,
  said: { readonly kind: DossierKind; readonly body: object; readonly by: Side; readonly at: string },
): StoredRequest {
  return { ...request, record: bounded(recordAfter(request.record, said as RecordedSaying)) }
}

/** Tells the modules above what happened, in this transaction. */
export async function announceStep(
  ctx: Context,
  request: StoredRequest,
  step: Pick<RequestStepped, 'act' | 'side' | 'kind' | 'body' | 'attachments' | 'dossierId' | 'on'>,
): Promise<void> {
  const by = { id: ctx.actor.id, name: ctx.actor.name, authorityId: ctx.actor.authorityId }
  await announce(ctx, 'request-stepped', { request: told(request), access: accessOf(request), ...step, by })
}

/** Writes an internal step on the timeline; it never travels. */
export async function note(ctx: Context, request: StoredRequest, act: string, body: object = {}): Promise<void> {
  await appendToTimeline(ctx.db, noted(ctx, request, act, body))
  await announceStep(ctx, request, { act, side: 'ours', kind: null, body, attachments: [], dossierId: null })
}

/** An internal line of the timeline. */
export function noted(ctx: Context, request: StoredRequest, act: string, body: object = {}): NewEntry {
  return { ...written(ctx, request, act), internal: true, body, attachments: [], dossierId: null }
}

/** Records the act in the audit and gives the request as the actor sees it: the end of every operation. */
export async function recorded(ctx: Context, act: string, request: StoredRequest): Promise<Request> {
  await record(ctx, {
    act: `request.${act}`,
    subject: { kind: 'request', id: request.id },
    details: { reference: request.ownReference, state: request.state },
  })
  return present(request, ctx.actor, today(ctx))
}

function written(ctx: Context, request: StoredRequest, act: string) {
  return { requestId: request.id, at: ctx.now, side: 'ours' as const, act, actorId: ctx.actor.id, actorName: ctx.actor.name }
}
