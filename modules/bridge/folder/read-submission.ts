import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Disk } from '@comity/world'
import { ComityError } from '@comity/errors'
import { MAX_ATTACHMENT_BYTES } from '@comity/requests/contract'
import type { AttachmentType } from '@comity/requests/contract'
import { Submission } from '../contract.ts'
import { typeByName } from '../rules/folder-names.ts'
import { Fault } from './fault.ts'

/** Bounds the memory of one submission: a request with all its texts is far smaller. */
const MAX_JSON_BYTES = 2_000_000

export interface ReadSubmission {
  readonly submission: Submission
  readonly digest: Buffer
}

/** Reads the JSON file of a submission. @throws Fault */
export async function readSubmission(disk: Disk, file: string): Promise<ReadSubmission> {
  const bytes = await plain(disk, file, { maxBytes: MAX_JSON_BYTES, tooLarge: new Fault('too-large', { values: { limit: 2 } }) })
  const parsed = Submission.safeParse(jsonOf(bytes))
  if (!parsed.success) {
    const lines = parsed.error.issues.slice(0, 50).map(({ path: where, message }) => `${where.join('.') || '.'}: ${message}`)
    throw new Fault('not-a-submission', { lines })
  }
  return { submission: parsed.data, digest: createHash('sha256').update(bytes).digest() }
}

/** A file beside a submission, as it is attached. */
export interface ReadAttachment {
  readonly name: string
  readonly mediaType: AttachmentType
  readonly bytes: Uint8Array
}

/** Reads the files that a submission names. @throws Fault */
export async function readAttachments(disk: Disk, folder: string, { files, language }: Submission): Promise<ReadAttachment[]> {
  const read: ReadAttachment[] = []
  for (const { name, mediaType, sha256 } of files) {
    const values = { name }
    const type = mediaType ?? typeByName(name)
    if (type === null) throw new Fault('file-kind', { values, language })
    if ((await disk.facts(path.join(folder, name))) === null) throw new Fault('file-missing', { values, language })
    const tooLarge = new Fault('file-too-large', { values: { ...values, limit: MAX_ATTACHMENT_BYTES / 1_000_000 }, language })
    const bytes = await plain(disk, path.join(folder, name), { maxBytes: MAX_ATTACHMENT_BYTES, tooLarge })
    if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Fault('file-altered', { values, language })
    read.push({ name, mediaType: type, bytes })
  }
  return read
}

async function plain(
  disk: Disk,
  file: string,
  { maxBytes, tooLarge }: { readonly maxBytes: number; readonly tooLarge: Fault },
): Promise<Uint8Array> {
  try {
    return await disk.readPlain(file, maxBytes)
  } catch (error) {
    if (error instanceof ComityError && error.code === 'too-large') throw tooLarge
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ELOOP' || code === 'EINVAL' || code === 'EISDIR')
      throw new Fault('not-plain', { values: { name: path.basename(file) } })
    throw error
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new Fault('not-json', { lines: [error instanceof Error ? error.message : String(error)] })
  }
}
