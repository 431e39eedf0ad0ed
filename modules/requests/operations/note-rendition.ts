import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { NoteDelivery, NoteSending, OfRequest, Rendition, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { announceStep, loadForUpdate, note, noted, recorded, today } from '../request-steps.ts'
import { plain } from '../rules/prepared.ts'
import { isToCome } from '../rules/happened.ts'
import { updateRequest } from '../store.ts'
import { appendToTimeline } from '../store-timeline.ts'
import type { StoredRequest } from '../stored-request.ts'
import { storeScans } from './store-scans.ts'
import type { Scan } from './store-scans.ts'

/**
 * Notes when and how a letter of an off-network request was sent. Until then sending it is owed; a later note corrects the one before.
 *
 * @throws ComityError `request-not-found`, `not-allowed`; `bad-input` for a line that is no letter, or a day to come or before it was said.
 */
export async function noteSending(ctx: Context, input: OfRequest & NoteSending): Promise<Request> {
  const { request, rendition } = await letterOf(ctx, input)
  const { on: sentOn, channel, tracking = null, remarks } = input
  if (sentOn < rendition.saidOn) throw notBefore('on', 'before-it-was-said')
  const after = withRendition(ctx, request, { ...rendition, sentOn, channel, tracking, sentBy: ctx.actor.name })
  await updateRequest(ctx.db, after)
  await note(ctx, after, 'rendition-sent', {
    letter: rendition.act,
    letterLine: rendition.sequence,
    on: sentOn,
    letterChannel: channel,
    ...(tracking === null ? {} : { tracking }),
    ...(remarks === undefined ? {} : { remarks }),
  })
  return recorded(ctx, 'rendition-sent', after)
}

/**
 * Notes the proof that a letter arrived, with its scans: those uploaded here, and those named among the prepared files.
 *
 * @throws ComityError as {@link noteSending}; `attachment-kind`, `attachment-too-large`.
 */
export async function noteDelivery(
  ctx: Context,
  input: OfRequest & NoteDelivery & { readonly scans?: readonly Scan[] },
): Promise<Request> {
  const { request, rendition } = await letterOf(ctx, input)
  if (rendition.sentOn === null) throw notBefore('sequence', 'not-sent-yet')
  if (input.on < rendition.sentOn) throw notBefore('on', 'before-it-was-sent')
  const chosen = request.prepared.filter(({ name }) => (input.files ?? []).includes(name))
  const scans = [...chosen.map(plain), ...(await storeScans(ctx, input.scans ?? []))]
  const prepared = request.prepared.filter((file) => !chosen.includes(file))
  const after = { ...withRendition(ctx, request, { ...rendition, arrivedOn: input.on }), prepared }
  await updateRequest(ctx.db, after)
  const body = { letter: rendition.act, letterLine: rendition.sequence, on: input.on }
  const told = input.remarks === undefined ? body : { ...body, remarks: input.remarks }
  await appendToTimeline(ctx.db, { ...noted(ctx, after, 'rendition-arrived', told), attachments: scans })
  await announceStep(ctx, after, {
    act: 'rendition-arrived',
    side: 'ours',
    kind: null,
    body: told,
    attachments: scans,
    dossierId: null,
  })
  return recorded(ctx, 'rendition-arrived', after)
}

async function letterOf(
  ctx: Context,
  { requestId, sequence, on }: OfRequest & { readonly sequence: number; readonly on: string },
) {
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'note-rendition', request)
  const rendition = request.renditions.find((one) => one.sequence === sequence)
  if (rendition === undefined) throw notBefore('sequence', 'no-letter')
  if (isToCome(on, today(ctx))) throw notBefore('on', 'in-the-future')
  return { request, rendition }
}

function notBefore(path: string, message: string): ComityError {
  return new ComityError('bad-input', { problems: [{ path, message }] })
}

function withRendition(ctx: Context, request: StoredRequest, changed: Rendition): StoredRequest {
  const renditions = request.renditions.map((one) => (one.sequence === changed.sequence ? changed : one))
  return { ...request, renditions, undo: null, changedAt: ctx.now }
}
