import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { guestAt, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { ownerOf } from '../store.ts'
import { attachmentOf } from '../store-timeline.ts'

/** An attachment with its bytes. */
export interface ReadFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * A file that belongs to the request: its own, or one that came or went with a step.
 *
 * @throws ComityError `request-not-found`, `file-not-found`, `not-allowed`; `file-damaged` when the stored bytes are no longer those.
 */
export async function readFile(
  node: Node,
  viewer: Reader,
  file: { readonly requestId: string; readonly sha256: string },
): Promise<ReadFile> {
  const owner = await ownerOf(node.db, file.requestId, sightFor(viewer.actor).tokens)
  if (owner === null) throw new ComityError('request-not-found')
  const attachment = await attachmentOf(node.db, { ...file, guest: guestAt(viewer.actor, owner) })
  if (!attachment) throw new ComityError('file-not-found', { values: { sha256: file.sha256 } })
  return { name: attachment.name, mediaType: attachment.mediaType, bytes: await node.files.get(file.sha256) }
}
