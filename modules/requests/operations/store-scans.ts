import type { Context } from '@comity/accounts/contract'
import type { Attachment } from '@comity/exchange/contract'
import type { AttachFile } from '../contract.ts'
import { mustBeAttachable } from '../rules/attachments.ts'

/** A scanned page or other file that came or went with what is registered by hand. */
export type Scan = Omit<AttachFile, 'requestId'>

/** Stores the scans of one letter. @throws ComityError `attachment-too-large`, `attachment-kind`, `bad-input` where they are too many. */
export async function storeScans(ctx: Context, scans: readonly Scan[]): Promise<Attachment[]> {
  const stored: Attachment[] = []
  for (const scan of scans) {
    mustBeAttachable(scan, stored)
    const sha256 = await ctx.node.files.put(scan.bytes)
    stored.push({ name: scan.name, mediaType: scan.mediaType, bytes: scan.bytes.length, sha256 })
  }
  return stored
}
