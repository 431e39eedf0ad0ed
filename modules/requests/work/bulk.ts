import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { BulkAct, BulkOutcome } from '../contract.ts'
import { assignRequest } from '../operations/assign-request.ts'
import { doing } from '../operations/named-acts.ts'
import { may, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { present } from '../stored-request.ts'
import type { StoredRequest } from '../stored-request.ts'
import { requestsByIds } from './store-chosen.ts'

/**
 * What the act would do to each request, in the order given, on a day (`YYYY-MM-DD`); changes nothing. The act itself looks again.
 *
 * @throws ComityError `not-allowed` for one who reads no requests; `bad-input` where `assign` names neither officer nor unit.
 */
export async function planBulk(db: Db, viewer: Reader, input: BulkAct, today: string): Promise<BulkOutcome[]> {
  mustSayWhom(input)
  const seen = await seenOf(db, viewer, input)
  return chosen(input).map((id) => {
    const request = seen.get(id)
    return outcomeOf(id, request, request ? refusalOf(viewer, input, request, today) : 'request-not-found')
  })
}

/**
 * Does the act to each request, one transaction and one audit entry each: what is refused for one does not hold up the others. What the node
 * itself could not do is told as `internal` and stands in its log.
 *
 * @throws ComityError as {@link planBulk}.
 */
export async function performBulk(node: Node, viewer: Reader, input: BulkAct): Promise<BulkOutcome[]> {
  mustSayWhom(input)
  const seen = await seenOf(node.db, viewer, input)
  const outcomes: BulkOutcome[] = []
  for (const id of chosen(input)) outcomes.push(outcomeOf(id, seen.get(id), await tryOne(node, viewer, input, id)))
  return outcomes
}

async function seenOf(db: Db, viewer: Reader, input: BulkAct): Promise<ReadonlyMap<string, StoredRequest>> {
  return requestsByIds(db, input.ids, sightFor(viewer.actor).tokens)
}

/** Each once: who chose one twice wants it done once. */
function chosen({ ids }: BulkAct): string[] {
  return [...new Set(ids)]
}

function mustSayWhom({ act, assignee, unit }: BulkAct): void {
  if (act === 'assign' && assignee === undefined && unit === undefined)
    throw new ComityError('bad-input', { problems: [{ path: 'assignee', message: 'assignee-or-unit' }] })
}

function outcomeOf(id: string, request: StoredRequest | undefined, refusal: string | null): BulkOutcome {
  return { id, reference: request?.ownReference ?? null, subject: request?.content.subject ?? null, refusal }
}

function refusalOf({ actor }: Reader, { act }: BulkAct, request: StoredRequest, today: string): string | null {
  if (!may(actor, act, request)) return 'not-allowed'
  if (act === 'assign') return null
  const step = present(request, actor, today).nextSteps.find((next) => next.act === act)
  if (step === undefined) return 'step-not-possible'
  return step.closed === undefined ? null : 'gate-closed'
}

async function tryOne(node: Node, { actor }: Reader, input: BulkAct, requestId: string): Promise<string | null> {
  try {
    await inContext(node, actor, (ctx) => {
      if (input.act === 'acknowledge') return doing('acknowledge')(ctx, { requestId })
      const { assignee, unit, remarks } = input
      return assignRequest(ctx, { requestId, assignee, unit, remarks })
    })
    return null
  } catch (error) {
    if (error instanceof ComityError) return error.code
    // The others are done or will be: who asked is owed the outcome of each.
    node.log.error({ error, requestId }, 'one of a bulk act failed')
    return 'internal'
  }
}
