import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { MAX_LINKS } from '../contract.ts'
import type { LinkMatter, MatterLink } from '../contract.ts'
import { getMatter } from '../operations/get-matter.ts'
import { mustBeAllowed, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { loadMatterForUpdate } from './load-matter.ts'
import { countLinks, dropLink, keepLink, linksOf } from './store-matters.ts'

/** The matters that a matter is linked to, as far as the reader may see them: the others are not even counted. @throws ComityError `matter-not-found`. */
export async function linksOfMatter(db: Db, viewer: Reader, matterId: string): Promise<MatterLink[]> {
  await getMatter(db, viewer, matterId)
  return linksOf(db, matterId, sightFor(viewer.actor).tokens)
}

/**
 * Links two matters that this person may see; both show it. A closed one may be linked: what was once decided matters to what comes.
 *
 * @throws ComityError `matter-not-found` for either, whether it is not there or not for this person to see; `bad-input` for itself, or one too many.
 */
export async function linkMatter(
  ctx: Context,
  { matterId, to, reason }: LinkMatter & { readonly matterId: string },
): Promise<MatterLink[]> {
  const [matter, other] = await bothForUpdate(ctx, matterId, to)
  if ((await countLinks(ctx.db, matter.id)) >= MAX_LINKS || (await countLinks(ctx.db, other.id)) >= MAX_LINKS)
    throw new ComityError('bad-input', { problems: [{ path: 'to', message: 'too-many-links' }] })
  await keepLink(ctx.db, { between: [matter.id, other.id], reason, byName: ctx.actor.name, now: ctx.now })
  return recordedLinks(ctx, 'linked', matter, other.reference)
}

/** Takes a link away. @throws ComityError `matter-not-found` for either, also where they are not linked. */
export async function unlinkMatter(
  ctx: Context,
  { matterId, to }: { readonly matterId: string; readonly to: string },
): Promise<MatterLink[]> {
  const [matter, other] = await bothForUpdate(ctx, matterId, to)
  if (!(await dropLink(ctx.db, [matter.id, other.id]))) throw new ComityError('matter-not-found')
  return recordedLinks(ctx, 'unlinked', matter, other.reference)
}

/** Both, in one order whoever links which to which: two people linking the same two do not wait for each other. */
async function bothForUpdate(ctx: Context, matterId: string, to: string) {
  if (matterId === to) throw new ComityError('bad-input', { problems: [{ path: 'to', message: 'itself' }] })
  const ids = [matterId, to].toSorted((a, b) => (a < b ? -1 : 1))
  const found = []
  for (const id of ids) found.push(await loadMatterForUpdate(ctx, id))
  const [matter, other] = [found.find(({ id }) => id === matterId), found.find(({ id }) => id === to)]
  if (!matter || !other || matter.ownAuthority !== other.ownAuthority) throw new ComityError('matter-not-found')
  mustBeAllowed(ctx.actor, 'save-matter', matter)
  return [matter, other] as const
}

async function recordedLinks(
  ctx: Context,
  act: 'linked' | 'unlinked',
  matter: { readonly id: string; readonly reference: string },
  to: string,
): Promise<MatterLink[]> {
  await record(ctx, {
    act: `matter.${act}`,
    subject: { kind: 'matter', id: matter.id },
    details: { reference: matter.reference, to },
  })
  return linksOf(ctx.db, matter.id, sightFor(ctx.actor).tokens)
}
