import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Attachment } from '@comity/exchange/contract'
import { post } from '@comity/exchange/server'
import type { DossierKind, Request } from './contract.ts'
import { move, openQuestionOf, withoutStaleDeadline } from './rules/lifecycle.ts'
import type { News, OwnAct } from './rules/lifecycle.ts'
import { renderDocument } from './rules/render-document.ts'
import { requestForUpdate } from './store.ts'
import { appendToTimeline } from './store-timeline.ts'
import type { NewEntry } from './store-timeline.ts'
import { present } from './stored-request.ts'
import type { StoredRequest } from './stored-request.ts'

/**
 * The office's own request, which nobody else changes until this transaction ends.
 *
 * @throws ComityError `request-not-found`, also where it is another office's.
 */
export async function loadForUpdate(ctx: Context, requestId: string): Promise<StoredRequest> {
  const found = ctx.actor.authorityId === null ? null : await requestForUpdate(ctx.db, requestId, ctx.actor.authorityId)
  if (!found) throw new ComityError('request-not-found')
  return found
}

/** The request after the act, as the life cycle says. @throws ComityError `step-not-possible`. */
export function stepped(request: StoredRequest, act: OwnAct | News, now: Date): StoredRequest {
  return withoutStaleDeadline({ ...request, ...move(request.direction, request, act), changedAt: now })
}

/** What a step says to the other side. */
export interface Said {
  readonly kind: DossierKind
  readonly body: object
  readonly attachments?: readonly Attachment[]
}

/** Posts a dossier to the counterpart and writes it on the timeline. */
export async function tell(ctx: Context, request: StoredRequest, said: Said): Promise<void> {
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
  const letter = {
    kind: said.kind,
    addressee: counterpart,
    thread: request.thread,
    body: said.body,
    attachments,
    document,
    language,
  }
  // Never `urgent`, whatever the request says: every step needs the one before it, and urgent dossiers overtake.
  const { dossierId } = await post(ctx, letter)
  await appendToTimeline(ctx.db, {
    ...written(ctx, request, said.kind),
    internal: false,
    body: said.body,
    attachments: [...attachments],
    dossierId,
  })
}

/** What the act says, marked where it leaves an open question behind: both timelines show that nobody waited for the answer. */
export function withoutAnswer(request: StoredRequest, body: object): object {
  return openQuestionOf(request) === null ? body : { ...body, withoutAnswer: true }
}

/** Writes an internal step on the timeline; it never travels. */
export async function note(ctx: Context, request: StoredRequest, act: string, body: object = {}): Promise<void> {
  await appendToTimeline(ctx.db, noted(ctx, request, act, body))
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
  return present(request, ctx.actor)
}

function written(ctx: Context, request: StoredRequest, act: string) {
  return { requestId: request.id, at: ctx.now, side: 'ours' as const, act, actorId: ctx.actor.id, actorName: ctx.actor.name }
}
