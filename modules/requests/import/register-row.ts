import type { Context } from '@comity/accounts/contract'
import { registerRequest } from '../operations/register-request.ts'
import { loadForUpdate, saidIn } from '../request-steps.ts'
import type { RequestState } from '../contract.ts'
import { updateRequest } from '../store.ts'
import { appendToTimeline } from '../store-timeline.ts'
import type { StoredRequest } from '../stored-request.ts'
import type { BacklogRequest } from './check-rows.ts'

/** Where a closed request goes when it is reopened. */
const before: Readonly<Record<'incoming' | 'outgoing', RequestState>> = { incoming: 'result-sent', outgoing: 'assessed' }

/** Registers one row of a backlog, with the decision and the closing that its register knows of, at their days. */
export async function registerRow(
  ctx: Context,
  row: BacklogRequest,
  { importId, language }: { readonly importId: string; readonly language: string | null },
): Promise<string> {
  const measureId = ctx.world.chance.uuid()
  const asked = row.assistance ?? (row.outcome === null ? null : row.subject)
  const registered = await registerRequest(ctx, {
    direction: row.direction,
    form: 'mutual-legal-assistance',
    channel: row.channel,
    counterpartName: row.counterpartName,
    counterpartState: row.counterpartState,
    ...(row.counterpartReference === null ? {} : { counterpartReference: row.counterpartReference }),
    ownReference: row.ownReference,
    datedOn: row.datedOn,
    state: row.state,
    ...(row.decided === null ? {} : { decided: row.decided }),
    ...(row.decidedOn === null ? {} : { decidedOn: row.decidedOn }),
    content: {
      subject: row.subject,
      urgency: row.urgency,
      ...(row.facts === null ? {} : { facts: row.facts }),
      ...(row.legalBasis === null ? {} : { legalBasis: [row.legalBasis] }),
      ...(asked === null ? {} : { measures: [{ id: measureId, kind: 'other' as const, description: asked }] }),
      ...(language === null ? {} : { language }),
    },
    importedFrom: importId,
  })
  await completeHistory(ctx, await loadForUpdate(ctx, registered.id), { row, measureId })
  return registered.id
}

async function completeHistory(
  ctx: Context,
  request: StoredRequest,
  { row, measureId }: { readonly row: BacklogRequest; readonly measureId: string },
): Promise<void> {
  const decision = row.decided === null ? null : { decision: row.decided }
  const decidedAt = row.decidedOn ?? row.closedOn ?? row.datedOn
  const told =
    decision === null
      ? request
      : saidIn(request, { kind: 'decision', body: decision, by: 'requested', at: `${decidedAt}T00:00:00.000Z` })
  const outcomes = row.outcome === null ? [] : [{ measureId, outcome: row.outcome, because: null, remarks: null }]
  const returnsTo = row.state === 'closed' ? before[row.direction] : null
  await updateRequest(ctx.db, { ...told, outcomes, returnsTo })
  const line = { requestId: request.id, actorId: ctx.actor.id, internal: false, attachments: [], dossierId: null }
  const side = row.direction === 'incoming' ? ('ours' as const) : ('theirs' as const)
  const actorName = side === 'ours' ? ctx.actor.name : row.counterpartName
  if (decision !== null && row.decidedOn !== null)
    await appendToTimeline(ctx.db, { ...line, at: dayAt(row.decidedOn), side, actorName, act: 'decision', body: decision })
  if (row.closedOn !== null)
    await appendToTimeline(ctx.db, {
      ...line,
      at: dayAt(row.closedOn),
      side: 'ours',
      actorName: ctx.actor.name,
      act: 'closing',
      body: {},
    })
}

function dayAt(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
