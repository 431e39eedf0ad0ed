import { ComityError } from '@comity/errors'
import type { FastifyRequest } from 'fastify'
import { limits } from './limits.ts'
import { isRecord } from './request-state.ts'
import { mustBeStorable } from './storable-text.ts'

/** A file of a form, whole, in memory. Name and media type are what the browser said: not to be believed. */
export interface UploadedFile {
  readonly field: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
}

/** The fields of a form as they came, without the hidden token. */
export type RawForm = Readonly<Record<string, string | readonly string[]>>

/** How many files a form may carry, how large each, how large together. */
export interface UploadLimits {
  readonly files?: number
  readonly fileBytes?: number
  readonly filesBytes?: number
}

export interface ReadForm {
  readonly raw: RawForm
  readonly files: readonly UploadedFile[]
  /** The hidden field that proves that the form came from this session. */
  readonly token: string | null
}

/** @throws ComityError `too-large`, `bad-input`. */
export async function readForm(request: FastifyRequest, upload: UploadLimits | undefined): Promise<ReadForm> {
  if (!request.isMultipart()) return formOf(isRecord(request.body) ? Object.entries(request.body) : [], [])
  if (upload === undefined) throw new ComityError('bad-input')
  const { fields, files } = await readParts(request, upload)
  return formOf(fields, files)
}

async function readParts(request: FastifyRequest, upload: UploadLimits) {
  const fields: [string, unknown][] = []
  const files: UploadedFile[] = []
  const maxBytes = upload.filesBytes ?? limits.filesBytes
  let bytes = 0
  const sizes = {
    files: upload.files ?? limits.files,
    fileSize: upload.fileBytes ?? limits.fileBytes,
    fields: limits.formFields,
    fieldSize: limits.formBytes,
  }
  for await (const part of request.parts({ limits: sizes })) {
    if (part.type === 'field') {
      mustBeStorable({ [part.fieldname]: part.value })
      fields.push([part.fieldname, part.value])
      continue
    }
    mustBeStorable([part.fieldname, part.filename, part.mimetype])
    const content = await part.toBuffer()
    bytes += content.byteLength
    if (bytes > maxBytes) throw new ComityError('too-large')
    // A file field left empty arrives as a nameless empty file.
    if (part.filename !== '' || content.byteLength > 0)
      files.push({ field: part.fieldname, name: part.filename, mediaType: part.mimetype, bytes: content })
  }
  return { fields, files }
}

const TOKEN_FIELDS: readonly string[] = ['csrf', '_csrf']

function formOf(entries: readonly (readonly [string, unknown])[], files: readonly UploadedFile[]): ReadForm {
  if (entries.length > limits.formFields) throw new ComityError('too-large')
  const values = new Map<string, string[]>()
  let token: string | null = null
  for (const [name, value] of entries) {
    const texts = (Array.isArray(value) ? value : [value]).map(String)
    if (TOKEN_FIELDS.includes(name)) token = texts[0] ?? null
    else values.set(name, [...(values.get(name) ?? []), ...texts])
  }
  const raw = Object.fromEntries([...values].map(([name, texts]) => [name, texts.length === 1 ? (texts[0] ?? '') : texts]))
  return { raw, files, token }
}
