import type { Actor, Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Matter } from '../contract.ts'
import { mustBeAllowed, sightFor } from '../policy.ts'
import { mustBeOpen } from '../rules/open-matter.ts'
import { sightOn } from '../rules/sight.ts'
import { matterForUpdate, updateMatter } from '../store-matter.ts'
import { requestsSeen } from './store-matters.ts'

/** The matter, which nobody else changes until this transaction ends. @throws ComityError `matter-not-found`. */
export async function loadMatterForUpdate(ctx: Context, matterId: string): Promise<Matter> {
  const matter = await matterForUpdate(ctx.db, matterId, sightFor(ctx.actor).tokens)
  if (!matter) throw new ComityError('matter-not-found')
  return matter
}

/** An open matter that this person may write in. @throws ComityError `matter-not-found`, `not-allowed`, `matter-closed`. */
export async function openMatterForUpdate(ctx: Context, matterId: string): Promise<Matter> {
  const matter = await loadMatterForUpdate(ctx, matterId)
  mustBeAllowed(ctx.actor, 'save-matter', matter)
  mustBeOpen(matter)
  return matter
}

interface RecordedAct {
  readonly act: string
  readonly details?: Readonly<Record<string, string | number>>
  readonly says?: true
}

/** Stores a changed matter, with its entry in the audit: the end of every operation on one. `says` where it says something else than before. */
export async function matterRecorded(ctx: Context, changed: Matter, { act, details = {}, says }: RecordedAct): Promise<Matter> {
  const after = { ...changed, revision: changed.revision + (says === true ? 1 : 0), changedAt: ctx.now.toISOString() }
  await updateMatter(ctx.db, after, changed.revision)
  await record(ctx, {
    act: `matter.${act}`,
    subject: { kind: 'matter', id: after.id },
    details: { reference: after.reference, ...details },
  })
  return withoutHiddenOrigins(ctx.db, ctx.actor, after)
}

/** The matter as this person may read it: which request brought an exhibit is told to who may see that request. */
export async function withoutHiddenOrigins(db: Db, actor: Actor, matter: Matter): Promise<Matter> {
  const origins = matter.exhibits.flatMap(({ origin }) => (origin === undefined ? [] : [origin.requestId]))
  if (origins.length === 0) return matter
  const seen = await requestsSeen(db, sightOn(actor).tokens, origins)
  return {
    ...matter,
    exhibits: matter.exhibits.map(({ origin, ...exhibit }) => ({
      ...exhibit,
      ...(origin !== undefined && seen.has(origin.requestId) ? { origin } : {}),
    })),
  }
}
