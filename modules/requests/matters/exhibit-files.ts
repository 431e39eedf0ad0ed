import type { Context, Node } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { MAX_EXHIBITS } from '../contract.ts'
import type { Request, Takeable } from '../contract.ts'
import { attachStored } from '../operations/attach-file.ts'
import { getMatter } from '../operations/get-matter.ts'
import type { ReadFile } from '../operations/read-file.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { loadForUpdate } from '../request-steps.ts'
import { present } from '../rules/exhibits.ts'
import { matterById } from '../store-matter.ts'
import { documentsReceived } from './store-matters.ts'

/** The file of an exhibit. @throws ComityError `matter-not-found`, `file-not-found`, `not-allowed`; `file-damaged` when the stored bytes are no longer those. */
export async function readExhibitFile(
  node: Node,
  viewer: Reader,
  { matterId, sha256 }: { readonly matterId: string; readonly sha256: string },
): Promise<ReadFile> {
  const matter = await getMatter(node.db, viewer, matterId)
  const file = matter.exhibits.find((one) => one.file?.sha256 === sha256)?.file
  if (!file) throw new ComityError('file-not-found', { values: { sha256 } })
  return { name: file.name, mediaType: file.mediaType, bytes: await node.files.get(sha256) }
}

/** What came with the requests of a matter that this reader may see and is none of its exhibits, latest first. @throws ComityError `matter-not-found`. */
export async function takeableDocuments(db: Db, viewer: Reader, matterId: string): Promise<Takeable[]> {
  const matter = await getMatter(db, viewer, matterId)
  const kept = new Set(present(matter.exhibits).map(({ file }) => file?.sha256))
  const received = await documentsReceived(db, sightFor(viewer.actor), matterId, MAX_EXHIBITS)
  return received.filter(({ sha256 }) => !kept.has(sha256))
}

/**
 * Attaches the file of an exhibit to a draft of the matter, or prepares it for the next answer; where another file bears its name it goes behind
 * its number. Where the same file is there already nothing changes.
 *
 * @throws ComityError `matter-not-found`, `exhibit-not-found`; `request-not-found` for a request of another matter; `step-not-possible`.
 */
export async function attachExhibit(
  ctx: Context,
  of: { readonly matterId: string; readonly exhibitId: string; readonly requestId: string },
): Promise<Request> {
  const request = await loadForUpdate(ctx, of.requestId)
  const matter = await matterById(ctx.db, of.matterId, sightFor(ctx.actor).tokens)
  if (!matter) throw new ComityError('matter-not-found')
  if (request.matterId !== matter.id) throw new ComityError('request-not-found')
  const exhibit = present(matter.exhibits).find(({ id }) => id === of.exhibitId)
  if (exhibit?.file === undefined) throw new ComityError('exhibit-not-found')
  return attachStored(ctx, request, { label: exhibit.label, file: exhibit.file })
}
