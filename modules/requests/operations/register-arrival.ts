import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { OfRequest, RegisterArrival, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { announceStep, loadForUpdate, recorded, today } from '../request-steps.ts'
import { steppedBy } from '../rules/arrivals.ts'
import { plain } from '../rules/prepared.ts'
import { isToCome } from '../rules/happened.ts'
import { updateRequest } from '../store.ts'
import { appendToTimeline } from '../store-timeline.ts'
import { storeScans } from './store-scans.ts'
import type { Scan } from './store-scans.ts'

/**
 * Registers what the other side of an off-network request said by letter, e-mail or orally; `scans` are its pages, `files`
 * names those among the prepared ones. From there it is
 * the same as a dossier that arrived.
 *
 * @throws ComityError `step-not-possible` for a request on the network, whose other side speaks for itself; `dossier-schema`; `bad-input` for a
 *   day to come.
 */
export async function registerArrival(
  ctx: Context,
  input: OfRequest & RegisterArrival & { readonly scans?: readonly Scan[] },
): Promise<Request> {
  const request = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'register-arrival', request)
  if (request.channel === 'network')
    throw new ComityError('step-not-possible', { values: { state: request.state, act: 'register-arrival' } })
  // A day that has begun elsewhere only is not written down as an instant to come.
  const createdAt = new Date(Math.min(Date.parse(`${input.receivedOn}T00:00:00Z`), ctx.now.getTime()))
  if (isToCome(input.receivedOn, today(ctx)))
    throw new ComityError('bad-input', { problems: [{ path: 'receivedOn', message: 'in-the-future' }] })
  const sender = request.counterpart ?? request.ownAuthority
  const chosen = request.prepared.filter(({ name }) => (input.files ?? []).includes(name))
  const rest = request.prepared.filter((file) => !chosen.includes(file))
  const after = { ...steppedBy(request, { kind: input.kind, body: input.body, sender, createdAt }, ctx.now), prepared: rest }
  const scans = [...chosen.map(plain), ...(await storeScans(ctx, input.scans ?? []))]
  await updateRequest(ctx.db, after)
  await appendToTimeline(ctx.db, {
    requestId: request.id,
    at: ctx.now,
    side: 'theirs',
    act: input.kind,
    actorId: ctx.actor.id,
    actorName: request.counterpartName ?? sender,
    internal: false,
    body: input.body,
    attachments: scans,
    dossierId: null,
  })
  const { kind, body } = input
  const on = input.receivedOn
  await announceStep(ctx, after, { act: kind, side: 'theirs', kind, body, attachments: scans, dossierId: null, on })
  return recorded(ctx, `${kind}-registered`, after)
}
