import { z } from 'zod'
import { ComityError } from '@comity/errors'

const Written = z.tuple([z.iso.date(), z.uuid()])

/** The last row of a page in an opaque form, for URLs. */
export function toCursor(place: { readonly key: string; readonly id: string }): string {
  return Buffer.from(JSON.stringify([place.key, place.id])).toString('base64url')
}

/** @throws ComityError `bad-input` where it is none that {@link toCursor} made. */
export function fromCursor(cursor: string): { readonly key: string; readonly id: string } {
  const parsed = Written.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString()))
  if (!parsed.success) throw new ComityError('bad-input', { problems: [{ path: 'after', message: 'cursor' }] })
  return { key: parsed.data[0], id: parsed.data[1] }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
