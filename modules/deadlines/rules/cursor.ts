import { z } from 'zod'
import { ComityError } from '@comity/errors'

const Written = z.tuple([z.iso.datetime(), z.uuid()])

/** The last clock of a page in an opaque form, for URLs. */
export function toCursor(place: { readonly dueAt: Date; readonly id: string }): string {
  return Buffer.from(JSON.stringify([place.dueAt.toISOString(), place.id])).toString('base64url')
}

/** @throws ComityError `bad-input` where it is none that {@link toCursor} made. */
export function fromCursor(cursor: string): { readonly dueAt: Date; readonly id: string } {
  const parsed = Written.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString()))
  if (!parsed.success) throw new ComityError('bad-input', { problems: [{ path: 'after', message: 'cursor' }] })
  return { dueAt: new Date(parsed.data[0]), id: parsed.data[1] }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
