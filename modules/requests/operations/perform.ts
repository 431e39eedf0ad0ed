import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { ActInput, ActName, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, note, recorded, stepped, tell, today } from '../request-steps.ts'
import { actRules } from '../rules/acts.ts'
import type { ActFacts, Effect } from '../rules/acts.ts'
import { forwardEffect, mustBeNameable, mustBePassable } from '../rules/forward.ts'
import { mustPass } from '../rules/gate.ts'
import { mustHaveHappened } from '../rules/happened.ts'
import { gatesOfDecision } from '../rules/gates-of-decision.ts'
import { gatesOf } from '../rules/gates.ts'
import { plain } from '../rules/prepared.ts'
import { mustBeForeignToSeries } from '../rules/references.ts'
import { mustBeComplete } from '../rules/must-be-complete.ts'
import { undoOf } from '../rules/undo.ts'
import { isClosedMatter } from '../store-matter.ts'
import { forgetDraftVersions, referenceTaken, updateRequest } from '../store.ts'
import { forgetWorkingTranslations } from '../drafting/store-translation.ts'
import type { StoredRequest } from '../stored-request.ts'
import { passToCompetent } from './pass-to-competent.ts'

/** One act on one request; what `input` says is as `actInputs[act]` checked it. */
export type Performed<Act extends ActName = ActName> = {
  readonly [Name in Act]: OfRequest & { readonly act: Name; readonly input: ActInput<Name> }
}[Act]

/**
 * Performs one act of the life of a request: the same way for all of them. The tables say from where it is possible, the gates what the law
 * wants before it, `actRules` what it tells the other side and changes here.
 *
 * @throws ComityError `request-not-found`; `not-allowed`, `approver-is-drafter`; `gate-closed` with the article; `step-not-possible`;
 *   `request-incomplete`; `bad-input`; `conflict` where the office uses that reference already; `matter-closed` where the request of a closed matter would be
 *   opened again.
 */
export async function perform(ctx: Context, performed: Performed): Promise<Request> {
  const request = await loadForUpdate(ctx, performed.requestId)
  const inTable = performed.act === 'send-result' && !performed.input.final ? 'send-part' : performed.act
  mustBeAllowed(ctx.actor, inTable, request)
  const moved = stepped(request, inTable, ctx.now)
  mustPass(gatesFor(ctx, request, performed))
  if (performed.act === 'reopen') await mustHaveOpenMatter(ctx, request)
  mustHaveHappened(performed.act, performed.input, today(ctx))
  const effect = effectOf(ctx, request, performed)
  const sent = effect.said?.withPrepared ? request.prepared.map(plain) : []
  const changed = {
    ...moved,
    ...effect.change,
    ...(effect.said?.withPrepared ? { prepared: [] } : {}),
    ...approval(ctx, performed),
    undo: undoOf(request, performed.act, ctx.actor.id),
  }
  mustBeForeignToSeries(request.ownAuthority, changed.ownReference, { given: request.ownReference, now: ctx.now })
  if (changed.ownReference !== request.ownReference && (await referenceTaken(ctx.db, changed)))
    throw new ComityError('conflict', { problems: [{ path: 'reference', message: 'taken' }] })
  if (performed.act === 'submit') await forgetDraftVersions(ctx.db, request.id)
  if (performed.act === 'send' || performed.act === 'discard') await forgetWorkingTranslations(ctx.db, request.id)
  const after = effect.said
    ? await tell(ctx, changed, {
        kind: effect.said.kind,
        body: effect.said.body,
        attachments: [...attachmentsOf(request, effect), ...sent],
      })
    : changed
  await updateRequest(ctx.db, after)
  if (!effect.said) await note(ctx, after, effect.noted?.act ?? performed.act, effect.noted?.body)
  if (performed.act === 'forward' && performed.input.to !== undefined)
    await passToCompetent(ctx, request, { to: performed.input.to, reasons: performed.input.reasons })
  return recorded(ctx, performed.act, after)
}

/** A closed matter has no open request. @throws ComityError `matter-closed`: the matter is opened again first. */
async function mustHaveOpenMatter(ctx: Context, { matterId }: StoredRequest): Promise<void> {
  if (matterId !== null && (await isClosedMatter(ctx.db, matterId))) throw new ComityError('matter-closed')
}

function gatesFor(ctx: Context, request: StoredRequest, performed: Performed) {
  const facts = { today: today(ctx), side: request.direction === 'outgoing' ? ('requesting' as const) : ('requested' as const) }
  if (performed.act === 'decide') return gatesOfDecision(request, performed.input, facts.today)
  return gatesOf(request, performed.act, performed.input, facts)
}

function effectOf(ctx: Context, request: StoredRequest, performed: Performed): Effect {
  const facts: ActFacts = {
    id: () => ctx.world.chance.uuid(),
    actorId: ctx.actor.id,
    actorName: ctx.actor.name,
    today: today(ctx),
  }
  switch (performed.act) {
    case 'submit':
      mustBeComplete(request)
      return { noted: { act: 'submitted', body: {} } }
    case 'send':
      return sending(request)
    case 'forward':
      mustBeNameable(request, performed.input)
      if (performed.input.to !== undefined) mustBePassable(request, performed.input.to)
      return forwardEffect(performed.input)
    case 'pass-on':
      mustBeDomestic(request, performed.input.to)
      return actRules['pass-on'](request, performed.input, facts)
    default:
      return ruleOf(performed.act)(request, performed.input, facts)
  }
}

/** @throws ComityError `bad-input`: the executing authority is another one of the own State. */
function mustBeDomestic({ ownAuthority }: StoredRequest, to: string): void {
  if (to === ownAuthority || to.slice(0, 2) !== ownAuthority.slice(0, 2))
    throw new ComityError('bad-input', { problems: [{ path: 'to', message: 'not-of-own-state' }] })
}

/** From then on its text cannot change. @throws ComityError `request-incomplete`. */
function sending(request: StoredRequest): Effect {
  const body = { form: request.form, reference: request.ownReference, content: mustBeComplete(request) }
  if (request.supplements === null) return { said: { kind: 'request', body } }
  return { said: { kind: 'supplementary-request', body: { ...body, supplements: request.supplements } } }
}

function attachmentsOf(request: StoredRequest, effect: Effect) {
  const kind = effect.said?.kind
  return kind === 'request' || kind === 'supplementary-request' ? request.attachments : []
}

function approval(ctx: Context, { act }: Performed): Partial<StoredRequest> {
  return act === 'approve' ? { approvedBy: ctx.actor.id } : {}
}

type AnyRule = (request: StoredRequest, input: ActInput<ActName>, facts: ActFacts) => Effect

// The table pairs every act with the rule of its own input; the pair was made where `performed` was typed.
function ruleOf(act: keyof typeof actRules): AnyRule {
  return actRules[act] as AnyRule
}
