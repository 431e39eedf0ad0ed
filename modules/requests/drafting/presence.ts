import type { Actor, Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { OnDraft } from '../contract.ts'
import { may, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { ownStepsFrom } from '../rules/lifecycle.ts'
import { requestById } from '../store.ts'
import { forgetSeenBefore, noteSeen, othersSeen } from './store-presence.ts'

/** Whoever loaded a page of the draft or saved in it within this time counts as being on it. */
const ON_DRAFT_MS = 10 * 60_000

/** Says that this person has the draft open, and who else has. No act, hence no entry in the audit: it tells nothing of the request. */
export async function seenOnDraft(
  { db, world }: Pick<Node, 'db' | 'world'>,
  actor: Actor,
  requestId: string,
): Promise<OnDraft[]> {
  const now = world.clock.now()
  const since = new Date(now.getTime() - ON_DRAFT_MS)
  await forgetSeenBefore(db, since)
  if (actor.kind === 'person') await noteSeen(db, { requestId, personId: actor.id, personName: actor.name, at: now })
  const others = await othersSeen(db, { requestId, personId: actor.id, since })
  return others.map(({ personName, seenAt }) => ({ personName, seenAt: seenAt.toISOString() }))
}

/**
 * The same for a program of somebody who may write in the draft.
 *
 * @throws ComityError `request-not-found`, `not-allowed`; `step-not-possible` when it is no draft any more.
 */
export async function onDraft(node: Pick<Node, 'db' | 'world'>, viewer: Reader, requestId: string): Promise<OnDraft[]> {
  const draft = await requestById(node.db, requestId, sightFor(viewer.actor).tokens)
  if (!draft) throw new ComityError('request-not-found')
  if (!may(viewer.actor, 'save', draft)) throw new ComityError('not-allowed', { values: { act: 'save' } })
  if (!ownStepsFrom(draft.direction, draft).some(({ act }) => act === 'save'))
    throw new ComityError('step-not-possible', { values: { state: draft.state, act: 'save' } })
  return seenOnDraft(node, viewer.actor, requestId)
}
