import { personById, unitById } from '@comity/accounts/server'
import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { AssignRequest, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, note, recorded } from '../request-steps.ts'
import { updateRequest } from '../store.ts'

/**
 * Gives a request to an officer, a unit and named persons. Nobody can give it where they themselves would lose sight of it unawares: whoever
 * hands it over stays named unless they leave it out of `named` expressly.
 *
 * @throws ComityError `bad-input` for a person or unit of another office, or a person who is disabled.
 */
export async function assignRequest(ctx: Context, input: OfRequest & AssignRequest): Promise<Request> {
  const request = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'assign', request)
  const after = {
    ...request,
    assignee: input.assignee === undefined ? request.assignee : input.assignee,
    unit: input.unit === undefined ? request.unit : input.unit,
    named: input.named ?? [...new Set([...request.named, ctx.actor.id])],
    changedAt: ctx.now,
  }
  await mustBelongHere(ctx, after)
  await updateRequest(ctx.db, after)
  await note(ctx, after, 'assigned', {
    assignee: after.assignee,
    unit: after.unit,
    named: after.named,
    ...(input.remarks === undefined ? {} : { remarks: input.remarks }),
  })
  return recorded(ctx, 'assign', after)
}

async function mustBelongHere(
  ctx: Context,
  {
    ownAuthority,
    assignee,
    unit,
    named,
  }: { ownAuthority: string; assignee: string | null; unit: string | null; named: readonly string[] },
): Promise<void> {
  for (const id of new Set([...named, ...(assignee === null ? [] : [assignee])])) {
    const person = id === ctx.actor.id ? null : await personById(ctx.db, id)
    if (id !== ctx.actor.id && (!person || person.authorityId !== ownAuthority || person.disabled))
      throw new ComityError('bad-input', {
        problems: [{ path: id === assignee ? 'assignee' : 'named', message: 'person-unknown' }],
      })
  }
  const found = unit === null ? null : await unitById(ctx.db, unit)
  if (unit !== null && found?.authorityId !== ownAuthority)
    throw new ComityError('bad-input', { problems: [{ path: 'unit', message: 'unit-unknown' }] })
}
