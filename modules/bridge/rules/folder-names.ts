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

/** The names of the submissions in a folder, without `.json`: what begins with a dot is somebody's unfinished work. */
export function submissionNames(names: readonly string[]): string[] {
  return names.filter((name) => /^[^.].*\.json$/i.test(name)).map((name) => name.slice(0, -'.json'.length))
}

const MAX_NAME_CHARACTERS = 60

/** The name of a document in `out/`: two of the same name do not meet, and it fits any disk. */
export function documentName({ name, sha256 }: { readonly name: string; readonly sha256: string }): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  const plain = name.slice(0, name.length - ending.length).replaceAll(/[<>:"|?*\s]+/g, '_')
  return `${sha256.slice(0, 12)}-${plain.slice(0, MAX_NAME_CHARACTERS).toWellFormed()}${ending}`
}
