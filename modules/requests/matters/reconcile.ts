import type { Context } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { DraftContent, MAX_CHOSEN, Matter } from '../contract.ts'
import type { Difference, Laggard, Reconcile, Request } from '../contract.ts'
import { keepEdit } from '../drafting/keep-edit.ts'
import { getMatter } from '../operations/get-matter.ts'
import { mustBeAllowed, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { loadForUpdate, recorded, stepped } from '../request-steps.ts'
import { withContributor } from '../rules/contributors.ts'
import { differencesOf, followable, noParts, partsOf, settled } from '../rules/matter-differences.ts'
import type { Parts, ThreeSides } from '../rules/matter-differences.ts'
import { keepDraftVersion, requestById, updateRequest } from '../store.ts'
import type { StoredRequest } from '../stored-request.ts'
import { loadMatterForUpdate, matterRecorded, openMatterForUpdate } from './load-matter.ts'
import { basesOf, keepBase, requestsOfMatter } from './store-matters.ts'

/** States in which a request has not left and follows its matter. */
export const unsentStates = ['draft', 'in-review', 'approved', 'ready', 'sent-orally'] as const

/** What an outgoing request and its matter say differently. @throws ComityError `request-not-found`; `matter-not-found` where it is in none that the reader may see. */
export async function differencesOfRequest(db: Db, viewer: Reader, requestId: string): Promise<Difference[]> {
  const request = await requestById(db, requestId, sightFor(viewer.actor).tokens)
  if (!request) throw new ComityError('request-not-found')
  if (request.matterId === null) throw new ComityError('matter-not-found')
  const matter = await getMatter(db, viewer, request.matterId)
  return differencesOf(await sidesOf(db, request, matter))
}

/** Requests of a matter that have not left, with how far each lags behind it. @throws ComityError `matter-not-found`. */
export async function laggardsOfMatter(db: Db, viewer: Reader, matterId: string): Promise<Laggard[]> {
  const matter = await getMatter(db, viewer, matterId)
  const drafts = await requestsOfMatter(db, sightFor(viewer.actor), { matterId, states: unsentStates, most: MAX_CHOSEN })
  const bases = await basesOf(
    db,
    drafts.map(({ id }) => id),
  )
  return drafts.map((draft) => {
    const sides = { base: bases.get(draft.id) ?? noParts, matter: partsOf(matter), request: partsOf(draft.content) }
    const differences = differencesOf(sides)
    return {
      requestId: draft.id,
      reference: draft.ownReference,
      subject: draft.content.subject ?? '',
      counterpart: draft.counterpart,
      state: draft.state,
      behind: differences.filter(({ changedIn }) => changedIn !== 'request').length,
      ownWords: differences.filter(({ changedIn }) => changedIn === 'request').length,
    }
  })
}

/**
 * Settles differences between a request and its matter, in one transaction for both. A draft is written as by any writer: whoever takes something
 * over has written in it, and who saves from an earlier revision is brought together with it or told.
 *
 * @throws ComityError `request-changed-meanwhile` where a named difference is no longer as it was seen; `step-not-possible` for a request that is no
 *   draft; `not-allowed`, `matter-closed`; `bad-input` where a list becomes too long, or nothing is wished.
 */
export async function reconcile(
  ctx: Context,
  { requestId, ...wish }: Reconcile & { readonly requestId: string },
): Promise<Request> {
  const request = await loadForUpdate(ctx, requestId)
  if (request.matterId === null) throw new ComityError('matter-not-found')
  const { toMatter = [], keep = [] } = wish
  const writesMatter = toMatter.length > 0
  const writesDraft = wish.everything !== undefined || keep.length + (wish.toRequest ?? []).length > 0
  if (!writesMatter && !writesDraft)
    throw new ComityError('bad-input', { problems: [{ path: 'toRequest', message: 'nothing-wished' }] })
  const writable = writesDraft ? writableDraft(ctx, request) : request
  const matter = await (writesMatter ? openMatterForUpdate : loadMatterForUpdate)(ctx, request.matterId)
  const sides = await sidesOf(ctx.db, request, matter)
  const differences = differencesOf(sides)
  const everything = wish.everything === undefined ? [] : followable(differences).map(({ key }) => key)
  const toRequest = [...everything, ...(wish.toRequest ?? [])]
  mustAllStand(differences, [...toRequest, ...keep, ...toMatter])
  const after = settled(sides, { toRequest: new Set(toRequest), toMatter: new Set(toMatter), keep: new Set(keep) })
  await keepBase(ctx.db, requestId, after.base)
  if (writesMatter) {
    const said = checked(() => Matter.parse({ ...matter, ...after.matter }))
    await matterRecorded(ctx, said, { act: 'saved', says: true, details: { from: request.ownReference, taken: toMatter.length } })
  }
  if (toRequest.length === 0) return recorded(ctx, 'reconciled', request)
  return savedDraft(ctx, writable, after.request)
}

async function sidesOf(db: Db, request: StoredRequest, matter: Matter): Promise<ThreeSides> {
  const bases = await basesOf(db, [request.id])
  return { base: bases.get(request.id) ?? noParts, matter: partsOf(matter), request: partsOf(request.content) }
}

function mustAllStand(differences: readonly Difference[], keys: readonly string[]): void {
  const standing = new Set(differences.map(({ key }) => key))
  if (new Set(keys).size !== keys.length) throw new ComityError('bad-input')
  if (!keys.every((key) => standing.has(key))) throw new ComityError('request-changed-meanwhile')
}

function writableDraft(ctx: Context, request: StoredRequest): StoredRequest {
  mustBeAllowed(ctx.actor, 'save', request)
  return stepped(request, 'save', ctx.now)
}

async function savedDraft(ctx: Context, draft: StoredRequest, said: Parts): Promise<Request> {
  const { facts: _, ...others } = draft.content
  const { facts, ...lists } = said
  const content = checked(() => DraftContent.parse({ ...others, ...lists, ...(facts === '' ? {} : { facts }) }))
  const saved = { ...withContributor(draft, ctx.actor.id), content, revision: draft.revision + 1, changedAt: ctx.now }
  await keepDraftVersion(ctx.db, draft)
  await keepEdit(ctx, { id: draft.id, before: draft, after: saved })
  await updateRequest(ctx.db, saved)
  return recorded(ctx, 'reconciled', saved)
}

/** What both said separately may be too long together. */
function checked<Said>(parse: () => Said): Said {
  try {
    return parse()
  } catch (error) {
    throw new ComityError('bad-input', { problems: [{ path: 'keys', message: 'too-many' }], cause: error })
  }
}
