import { createHash } from 'node:crypto'
import { attachmentTypes } from '@comity/requests/contract'
import type { AttachmentType } from '@comity/requests/contract'

const endings: Readonly<Record<string, AttachmentType>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  txt: 'text/plain',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
}

/** The media type that the ending of a name tells; null where it tells none of those that may be attached. */
export function typeByName(name: string): AttachmentType | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return attachmentTypes.find((type) => type === endings[ending]) ?? null
}

/** A submission as it lies in `in/`: its JSON file, and the name that its folder of files bears. */
export interface Laid {
  readonly name: string
  readonly file: string
}

/** The submissions among the names of a folder: what begins with a dot is somebody's unfinished work. */
export function submissionsAmong(names: readonly string[]): Laid[] {
  return names.filter((name) => /^[^.].*\.json$/i.test(name)).map((file) => ({ file, name: file.slice(0, -'.json'.length) }))
}

/** What is added to a name in `done/` and `refused/` must still fit into the 255 bytes of a name. */
const MAX_NAME_BYTES = 180

/** Under which name a submission is laid down. */
export function laidDownName(name: string): string {
  const bytes = Buffer.from(name)
  if (bytes.byteLength <= MAX_NAME_BYTES) return name
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const begin = bytes
    .subarray(0, MAX_NAME_BYTES - digest.length - 1)
    .toString()
    .replaceAll('\u{fffd}', '')
  return `${begin}-${digest}`
}

const MAX_NAME_CHARACTERS = 60

/** The name of a document in `out/`: two of the same name do not meet, and it fits any disk. */
export function documentName({ name, sha256 }: { readonly name: string; readonly sha256: string }): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  const plain = name.slice(0, name.length - ending.length).replaceAll(/[<>:"|?*\s]+/g, '_')
  return `${sha256.slice(0, 12)}-${plain.slice(0, MAX_NAME_CHARACTERS).toWellFormed()}${ending}`
}
