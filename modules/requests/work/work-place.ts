import { z } from 'zod'
import { ComityError } from '@comity/errors'
import { fromCursor, toCursor } from '../rules/cursor.ts'

/** A place in a pile of work: by when it is owed, longest unchanged first; what has no day is owed on `infinity`. */
export interface Place {
  readonly owedOn: string
  /** To the microsecond, as the database tells time. */
  readonly changedAt: string
  /** 1 for a letter to be sent by hand, which comes after what else is owed on the same request. */
  readonly letter: 0 | 1
  readonly id: string
}

const Key = z.tuple([z.union([z.literal('infinity'), z.iso.date()]), z.iso.datetime(), z.enum(['0', '1'])])

/** An opaque form of a place, for URLs. */
export function placeCursor({ owedOn, changedAt, letter, id }: Place): string {
  return toCursor({ key: `${owedOn} ${changedAt} ${letter}`, id })
}

/** @throws ComityError `bad-input` where it is none that {@link placeCursor} made. */
export function placeOf(cursor: string): Place {
  const { key, id } = fromCursor(cursor)
  const parsed = Key.safeParse(key.split(' '))
  if (!parsed.success) throw new ComityError('bad-input', { problems: [{ path: 'after', message: 'cursor' }] })
  const [owedOn, changedAt, letter] = parsed.data
  return { owedOn, changedAt, letter: letter === '1' ? 1 : 0, id }
}
