import { z } from 'zod'
import { ComityError } from '@comity/errors'

/** The last row of a page: the value that the list is sorted by, and the id that breaks ties. */
export interface Place {
  readonly key: string
  readonly id: string
}

const Written = z.tuple([z.string().max(100), z.uuid()])

/** An opaque form of a place, for URLs. */
export function toCursor(place: Place): string {
  return Buffer.from(JSON.stringify([place.key, place.id])).toString('base64url')
}

/** @throws ComityError `bad-input` where it is none that {@link toCursor} made. */
export function fromCursor(cursor: string): Place {
  const parsed = Written.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString()))
  if (!parsed.success) throw new ComityError('bad-input', { problems: [{ path: 'after', message: 'cursor' }] })
  const [key, id] = parsed.data
  return { key, id }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
