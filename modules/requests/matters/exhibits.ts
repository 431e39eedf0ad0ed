import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { Attachment } from '@comity/exchange/contract'
import type { Exhibit, Matter, NewExhibit, SaveExhibit } from '../contract.ts'
import { guestAt, sightFor } from '../policy.ts'
import { mustBeAttachable } from '../rules/attachments.ts'
import { mustBeFreeLabel, mustHaveRoom, nextLabel } from '../rules/exhibits.ts'
import { requestById } from '../store.ts'
import { attachmentOf } from '../store-timeline.ts'
import { matterRecorded, openMatterForUpdate } from './load-matter.ts'

interface OfMatter {
  readonly matterId: string
}

interface OfExhibit extends OfMatter {
  readonly exhibitId: string
}

/** A file as it comes from a form or the interface. */
export interface ExhibitFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/**
 * Adds an exhibit, with its file or as the document of a request of the same matter, whose origin is kept.
 *
 * @throws ComityError `matter-not-found`, `matter-closed`; `conflict` where its number is taken; `request-not-found`, `file-not-found`;
 *   `attachment-kind`, `attachment-too-large`.
 */
export async function addExhibit(
  ctx: Context,
  { matterId, takenFrom, label: wished, ...said }: NewExhibit & OfMatter & { readonly file?: ExhibitFile },
): Promise<Matter> {
  const matter = await openMatterForUpdate(ctx, matterId)
  mustHaveRoom(matter.exhibits)
  const label = wished ?? nextLabel(matter.exhibits)
  mustBeFreeLabel(matter.exhibits, label, null)
  const { file: given, ...words } = said
  const taken = takenFrom === undefined ? {} : await takenOver(ctx, matter, takenFrom)
  const stored = given === undefined ? {} : { file: await storedFile(ctx, given) }
  const exhibit: Exhibit = { id: ctx.world.chance.uuid(), label, ...words, ...taken, ...stored, revision: 0 }
  const details = { exhibit: label, ...(exhibit.file ? { sha256: exhibit.file.sha256 } : {}), ...originOf(exhibit) }
  return matterRecorded(ctx, { ...matter, exhibits: [...matter.exhibits, exhibit] }, { act: 'exhibit-added', details })
}

/** Replaces what is said of an exhibit. @throws ComityError `exhibit-not-found`; `request-changed-meanwhile`; `conflict` where its number is taken. */
export async function saveExhibit(
  ctx: Context,
  { matterId, exhibitId, revision, ...said }: SaveExhibit & OfExhibit,
): Promise<Matter> {
  const { matter, exhibit } = await loaded(ctx, { matterId, exhibitId })
  if (exhibit.revision !== revision)
    throw new ComityError('request-changed-meanwhile', { values: { revision: exhibit.revision } })
  mustBeFreeLabel(matter.exhibits, said.label, exhibitId)
  const { id, origin, file } = exhibit
  const after: Exhibit = {
    id,
    ...said,
    ...(origin === undefined ? {} : { origin }),
    ...(file === undefined ? {} : { file }),
    revision: revision + 1,
  }
  return changed(ctx, matter, after, 'exhibit-saved')
}

/** Gives an exhibit its file, or another one. @throws ComityError `exhibit-not-found`, `attachment-kind`, `attachment-too-large`. */
export async function fileExhibit(
  ctx: Context,
  { file: given, ...of }: OfExhibit & { readonly file: ExhibitFile },
): Promise<Matter> {
  const { matter, exhibit } = await loaded(ctx, of)
  const file = await storedFile(ctx, given)
  const before: Record<string, string> = exhibit.file === undefined ? {} : { replaced: exhibit.file.sha256 }
  const after = { ...exhibit, file, revision: exhibit.revision + 1 }
  return changed(ctx, matter, after, 'exhibit-filed', { sha256: file.sha256, ...before })
}

/** Takes an exhibit away; {@link restoreExhibit} brings it back. @throws ComityError `exhibit-not-found`. */
export async function removeExhibit(ctx: Context, of: OfExhibit): Promise<Matter> {
  const { matter, exhibit } = await loaded(ctx, of)
  const after = { ...exhibit, removedAt: ctx.now.toISOString(), revision: exhibit.revision + 1 }
  return changed(ctx, matter, after, 'exhibit-removed')
}

/** Brings an exhibit back that was taken away. @throws ComityError `exhibit-not-found`; `conflict` where another bears its number now. */
export async function restoreExhibit(ctx: Context, { matterId, exhibitId }: OfExhibit): Promise<Matter> {
  const matter = await openMatterForUpdate(ctx, matterId)
  const exhibit = matter.exhibits.find(({ id, removedAt }) => id === exhibitId && removedAt !== undefined)
  if (!exhibit) throw new ComityError('exhibit-not-found')
  mustBeFreeLabel(matter.exhibits, exhibit.label, exhibitId)
  const { removedAt: _, ...after } = exhibit
  return changed(ctx, matter, { ...after, revision: exhibit.revision + 1 }, 'exhibit-restored')
}

async function loaded(ctx: Context, { matterId, exhibitId }: OfExhibit) {
  const matter = await openMatterForUpdate(ctx, matterId)
  const exhibit = matter.exhibits.find(({ id, removedAt }) => id === exhibitId && removedAt === undefined)
  if (!exhibit) throw new ComityError('exhibit-not-found')
  return { matter, exhibit }
}

function changed(
  ctx: Context,
  matter: Matter,
  after: Exhibit,
  act: string,
  details: Readonly<Record<string, string>> = {},
): Promise<Matter> {
  const exhibits = matter.exhibits.map((one) => (one.id === after.id ? after : one))
  return matterRecorded(ctx, { ...matter, exhibits }, { act, details: { exhibit: after.label, ...details } })
}

async function storedFile(ctx: Context, given: ExhibitFile): Promise<Attachment> {
  mustBeAttachable(given, [])
  const sha256 = await ctx.node.files.put(given.bytes)
  return { name: given.name, mediaType: given.mediaType, bytes: given.bytes.length, sha256 }
}

/** The document as the exhibit's file; the request must be of the same matter, and for this person to see. */
async function takenOver(
  ctx: Context,
  matter: Matter,
  { requestId, sha256 }: { readonly requestId: string; readonly sha256: string },
): Promise<Pick<Exhibit, 'file' | 'origin'>> {
  const request = await requestById(ctx.db, requestId, sightFor(ctx.actor).tokens)
  if (request?.matterId !== matter.id) throw new ComityError('request-not-found')
  const file = await attachmentOf(ctx.db, {
    requestId,
    sha256,
    guest: guestAt(ctx.actor, request.ownAuthority),
  })
  if (!file) throw new ComityError('file-not-found', { values: { sha256 } })
  return { file, origin: { requestId, reference: request.ownReference } }
}

function originOf({ origin }: Exhibit): Record<string, string> {
  return origin === undefined ? {} : { origin: origin.requestId }
}
