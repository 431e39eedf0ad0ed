import { ComityError } from '@comity/errors'
import type { RawCall, Viewer } from '@comity/http'
import type { z } from 'zod'

/** Headers of a file to save. Never shown in the page's own origin: what a peer sent could otherwise act in the reader's name. */
export function downloadHeaders(file: { readonly name: string; readonly mediaType: string }): Record<string, string> {
  return {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}

/** Who calls. @throws ComityError `not-signed-in`. */
export function signedIn(call: RawCall): Viewer {
  if (!call.viewer) throw new ComityError('not-signed-in')
  return call.viewer
}

/** What the address of a call names. @throws ComityError `bad-input`. */
export function addressed<Schema extends z.ZodType>(schema: Schema, call: RawCall): z.output<Schema> {
  const parsed = schema.safeParse(call.params)
  if (parsed.success) return parsed.data
  throw new ComityError('bad-input', {
    problems: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  })
}
