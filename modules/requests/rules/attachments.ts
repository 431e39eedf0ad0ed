import { ComityError } from '@comity/errors'
import { FileName } from '@comity/exchange/contract'
import { MAX_ATTACHMENTS, MAX_ATTACHMENT_BYTES, attachmentTypes } from '../contract.ts'
import type { AttachmentType } from '../contract.ts'

/** Where a file goes that is attached now: with the request while it is a draft, else with the next answer or result. */
export function listOf(request: { readonly state: string }): 'attachments' | 'prepared' {
  return request.state === 'draft' ? 'attachments' : 'prepared'
}

interface NewFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/**
 * Refuses a file that is too large, is not what it says it is, or has a name that deceives.
 *
 * @throws ComityError `attachment-too-large`, `attachment-kind`, `bad-input`.
 */
export function mustBeAttachable(file: NewFile, beside: readonly { readonly name: string }[]): void {
  const values = { name: file.name }
  if (file.bytes.length > MAX_ATTACHMENT_BYTES)
    throw new ComityError('attachment-too-large', { values: { ...values, limit: MAX_ATTACHMENT_BYTES } })
  if (!FileName.safeParse(file.name).success)
    throw new ComityError('bad-input', { problems: [{ path: 'name', message: 'file-name' }] })
  if (!isWhatItSays(file)) throw new ComityError('attachment-kind', { values: { ...values, mediaType: file.mediaType } })
  const others = beside.filter((other) => other.name !== file.name)
  if (others.length >= MAX_ATTACHMENTS)
    throw new ComityError('bad-input', { problems: [{ path: 'name', message: 'too-many-files' }] })
}

function isWhatItSays(file: NewFile): boolean {
  const type = attachmentTypes.find((allowed) => allowed === file.mediaType)
  return type !== undefined && signs[type](file.bytes)
}

// First bytes: ISO 32000-1 §7.5.2; W3C PNG §5.2; ITU-T T.81 B.1.1.3; TIFF 6.0 §2; PKWARE APPNOTE 4.3.7.
const zip = (bytes: Uint8Array): boolean => begins(bytes, [0x50, 0x4b, 0x03, 0x04])

const signs: Readonly<Record<AttachmentType, (bytes: Uint8Array) => boolean>> = {
  'application/pdf': (bytes) => begins(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d]),
  'image/png': (bytes) => begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': (bytes) => begins(bytes, [0xff, 0xd8, 0xff]),
  'image/tiff': (bytes) => begins(bytes, [0x49, 0x49, 0x2a, 0x00]) || begins(bytes, [0x4d, 0x4d, 0x00, 0x2a]),
  'text/plain': isText,
  'text/csv': isText,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': zip,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': zip,
  'application/vnd.oasis.opendocument.text': zip,
  'application/vnd.oasis.opendocument.spreadsheet': zip,
}

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

/** UTF-8 without NUL: what calls itself text and is not could be anything. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
