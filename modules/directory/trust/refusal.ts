import { ComityError } from '@comity/errors'
import type { UploadedFile } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { directoryErrorTexts } from '../error-texts.ts'
import { trustText } from './texts.ts'

/** What is wrong with what a person uploaded, beside its field. */
export interface FieldProblem {
  readonly path: string
  readonly message: string
}

/** The bytes of an uploaded file; null where none was chosen. */
export function uploaded(files: readonly UploadedFile[], field: string): Uint8Array | null {
  return files.find((file) => file.field === field && file.bytes.byteLength > 0)?.bytes ?? null
}

export function notChosen(lang: Lang, path: string): FieldProblem {
  return { path, message: trustText(lang)('choose-file') }
}

/** A refusal of this module in words, beside the field; what is no fault of the input is thrown on. */
export function problemOf(error: unknown, lang: Lang, path: string): FieldProblem {
  if (!(error instanceof ComityError)) throw error
  const texts: Readonly<Record<string, string>> = directoryErrorTexts[lang]
  const text = texts[error.code]
  if (text === undefined) throw error
  const message = Object.entries(error.values).reduce((told, [name, value]) => told.replaceAll(`{${name}}`, String(value)), text)
  return { path, message }
}
