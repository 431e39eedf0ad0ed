import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Disk } from '@comity/world'
import { ComityError } from '@comity/errors'
import { mustBeStorable } from '@comity/http'
import { MAX_ATTACHMENT_BYTES } from '@comity/requests/contract'
import type { AttachmentType } from '@comity/requests/contract'
import { z } from 'zod'
import { Submission } from '../contract.ts'
import { typeByName } from '../rules/folder-names.ts'
import { bridgeText } from '../texts.ts'
import { Fault } from './fault.ts'

/** Bounds the memory of one submission: a request with all its texts is far smaller. */
const MAX_JSON_BYTES = 2_000_000

export interface ReadSubmission {
  readonly submission: Submission
  readonly digest: Buffer
}

/** Reads the JSON file of a submission; `within` is the shared folder. @throws Fault */
export async function readSubmission(disk: Disk, file: string, within: string): Promise<ReadSubmission> {
  const tooLarge = new Fault('too-large', { values: { limit: MAX_JSON_BYTES / 1_000_000 } })
  const bytes = await plain(disk, file, { within, language: 'en', maxBytes: MAX_JSON_BYTES, tooLarge })
  const written = jsonOf(bytes)
  const { language } = Spoken.parse(written)
  mustBeKept(written, language)
  const parsed = Submission.safeParse(written, { error: wordsOf[language] })
  if (!parsed.success) {
    const lines = parsed.error.issues.slice(0, 50).map((issue) => `${issue.path.join('.') || '.'}: ${told(issue, language)}`)
    throw new Fault('not-a-submission', { lines, language })
  }
  return { submission: parsed.data, digest: createHash('sha256').update(bytes).digest() }
}

/** The same texts are refused as at the API. */
function mustBeKept(written: unknown, language: Submission['language']): void {
  try {
    mustBeStorable(written)
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    const lines = error.problems.map(({ path: where }) => `${where}: ${bridgeText(language)('part.format')}`)
    throw new Fault('not-a-submission', { lines, language })
  }
}

/** The language of the sender, also of a submission that is wrong otherwise. */
const Spoken = z.object({ language: z.enum(['ar', 'en', 'es', 'fr', 'ru', 'zh']).catch('en') }).catch({ language: 'en' })

const wordsOf = {
  ar: z.locales.ar().localeError,
  en: z.locales.en().localeError,
  es: z.locales.es().localeError,
  fr: z.locales.fr().localeError,
  ru: z.locales.ru().localeError,
  zh: z.locales.zhCN().localeError,
}

/** What is wrong with a part, in words: a pattern says nothing to whoever writes the other program. */
function told({ code, path: where, message }: z.core.$ZodIssue, language: Submission['language']): string {
  const say = bridgeText(language)
  if (code === 'custom') return say(where.join() === 'files' ? 'part.twice' : 'part.format')
  return code === 'invalid_format' && message.includes('/') ? say('part.format') : message
}

/** A file beside a submission, as it is attached. */
export interface ReadAttachment {
  readonly name: string
  readonly mediaType: AttachmentType
  readonly bytes: Uint8Array
}

/** Reads the files that a submission names; `within` is the shared folder. @throws Fault */
export async function readAttachments(
  disk: Disk,
  { folder, within }: { readonly folder: string; readonly within: string },
  { files, language }: Submission,
): Promise<ReadAttachment[]> {
  const read: ReadAttachment[] = []
  for (const { name, mediaType, sha256 } of files) {
    const values = { name }
    const type = mediaType ?? typeByName(name)
    if (type === null) throw new Fault('file-kind', { values, language })
    const tooLarge = new Fault('file-too-large', { values: { ...values, limit: MAX_ATTACHMENT_BYTES / 1_000_000 }, language })
    const bytes = await plain(disk, path.join(folder, name), { within, language, maxBytes: MAX_ATTACHMENT_BYTES, tooLarge })
    if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Fault('file-altered', { values, language })
    read.push({ name, mediaType: type, bytes })
  }
  return read
}

/** What one file may be wrong about, by what the disk says of it; anything else is trouble of the disk. */
const faultOf: Readonly<Record<string, 'not-plain' | 'not-readable' | 'file-missing'>> = {
  ELOOP: 'not-plain',
  EINVAL: 'not-plain',
  EISDIR: 'not-plain',
  ENXIO: 'not-plain',
  EACCES: 'not-readable',
  EPERM: 'not-readable',
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
}

interface Reading {
  readonly within: string
  readonly language: Submission['language']
  readonly maxBytes: number
  readonly tooLarge: Fault
}

async function plain(disk: Disk, file: string, { within, language, maxBytes, tooLarge }: Reading): Promise<Uint8Array> {
  try {
    return await disk.readPlain(file, maxBytes, within)
  } catch (error) {
    if (error instanceof ComityError && error.code === 'too-large') throw tooLarge
    const fault = error instanceof Error && 'code' in error ? faultOf[String(error.code)] : undefined
    if (fault === undefined) throw error
    throw new Fault(fault, { values: { name: path.basename(file) }, language })
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new Fault('not-json', { lines: [error instanceof Error ? error.message : String(error)] })
  }
}
