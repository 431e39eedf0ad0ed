import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { incomingStates, outgoingStates } from '../contract.ts'
import type { RegisterRequest, Request } from '../contract.ts'
import { authorityFor, sightFor } from '../policy.ts'
import { announceStep, noted, recorded, today } from '../request-steps.ts'
import { insertRequest, nextReference, referenceTaken } from '../store.ts'
import { isToCome } from '../rules/happened.ts'
import { mustBeOpen } from '../rules/open-matter.ts'
import { beginsWith } from '../rules/sight.ts'
import { mustBeForeignToSeries } from '../rules/references.ts'
import { matterToJoin } from '../store-matter.ts'
import { newRequest } from '../new-request.ts'
import { storeScans } from './store-scans.ts'
import type { Scan } from './store-scans.ts'

/**
 * Registers a request that came or went outside the network: it lives the same life, only that what is said travels by hand. A request that was
 * made orally waits for its written confirmation (46(14)). `scans` are the pages that came or went; `decidedOn` is the day of a decision that was made before.
 *
 * @throws ComityError `matter-not-found`, `matter-closed`; `conflict` where the office uses that number already; `bad-input` for a state of the other side or a day to come;
 *   `attachment-too-large`, `attachment-kind`.
 */
export async function registerRequest(
  ctx: Context,
  input: RegisterRequest & { readonly importedFrom?: string; readonly decidedOn?: string; readonly scans?: readonly Scan[] },
): Promise<Request> {
  const ownAuthority = authorityFor(ctx.actor, 'register')
  if (isToCome(input.datedOn, today(ctx)))
    throw new ComityError('bad-input', { problems: [{ path: 'datedOn', message: 'in-the-future' }] })
  const matter = input.matterId === undefined ? null : await matterToJoin(ctx.db, input.matterId, sightFor(ctx.actor).tokens)
  if (input.matterId !== undefined && !matter) throw new ComityError('matter-not-found')
  if (matter) mustBeOpen(matter)
  if (input.ownReference !== undefined) mustBeForeignToSeries(ownAuthority, input.ownReference, { given: null, now: ctx.now })
  const begins = beginsWith(ctx.actor)
  const request = newRequest({
    id: ctx.world.chance.uuid(),
    thread: ctx.world.chance.uuid(),
    direction: input.direction,
    form: input.form,
    state: stateOf(input),
    decided: input.decided ?? null,
    matterId: matter?.id ?? null,
    ownAuthority,
    channel: input.channel,
    counterpart: input.counterpart ?? null,
    counterpartName: input.counterpartName,
    counterpartState: input.counterpartState,
    counterpartReference: input.counterpartReference ?? null,
    ownReference:
      input.ownReference ?? (await nextReference(ctx.db, { authority: ownAuthority, series: 'request', now: ctx.now })),
    content: input.content,
    datedOn: input.datedOn,
    attachments: await storeScans(ctx, input.scans ?? []),
    importedFrom: input.importedFrom ?? null,
    unit: matter?.unit ?? begins.unit,
    named: matter?.named ?? [],
    assignee: begins.assignee,
    draftedBy: ctx.actor.id,
    contributors: [ctx.actor.id],
    createdAt: ctx.now,
  })
  if (await referenceTaken(ctx.db, request))
    throw new ComityError('conflict', { problems: [{ path: 'ownReference', message: 'taken' }] })
  await insertRequest(ctx.db, request, noted(ctx, request, 'registered', { channel: input.channel, datedOn: input.datedOn }))
  const { datedOn: on, decidedOn } = input
  const body = { channel: input.channel, datedOn: on, ...(decidedOn === undefined ? {} : { decidedOn }) }
  await announceStep(ctx, request, { act: 'registered', side: 'ours', kind: null, body, attachments: [], dossierId: null, on })
  return recorded(ctx, 'register', request)
}

function stateOf({ direction, channel, state }: RegisterRequest) {
  // What was drafted here is approved and sent here: a registered request begins where it left the house, or came to it.
  const states: readonly string[] =
    direction === 'outgoing' ? outgoingStates.slice(outgoingStates.indexOf('sent-orally')) : incomingStates
  if (state !== undefined && !states.includes(state))
    throw new ComityError('bad-input', { problems: [{ path: 'state', message: 'state-of-other-side' }] })
  if (state !== undefined) return state
  if (direction === 'outgoing') return channel === 'oral' ? ('sent-orally' as const) : ('sent' as const)
  return channel === 'oral' ? ('awaiting-confirmation' as const) : ('received' as const)
}
