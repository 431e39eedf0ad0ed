import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import type { Api } from '@comity/http'
import { Sha256Hex } from '@comity/exchange/contract'
import { Day, Line } from './content.ts'
import { Cursor } from './lists.ts'

/** What a search finds: a request itself, a matter, a line of a timeline, a file of either. */
export const hitKinds = ['request', 'matter', 'step', 'file'] as const
export const HitKind = z.enum(hitKinds)
export type HitKind = z.output<typeof HitKind>

/** Rows of one page of results. */
export const MAX_HITS = 50

/**
 * A search. Every word must be there, in any of its forms; `"words in a row"` in quotation marks; the last word is also a beginning where the words
 * themselves find little. Days are those of the hit; both are included.
 */
export const SearchFilter = z.strictObject({
  text: z.string().max(200),
  kind: HitKind.optional(),
  direction: z.enum(['outgoing', 'incoming']).optional(),
  counterpart: AuthorityId.optional(),
  from: Day.optional(),
  to: Day.optional(),
  after: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_HITS).default(20),
})
export type SearchFilter = z.output<typeof SearchFilter>

/** A piece of an excerpt; `hit` where it is what was looked for. Plain text. */
export const ExcerptPiece = z.strictObject({ text: z.string(), hit: z.boolean() })
export type ExcerptPiece = z.output<typeof ExcerptPiece>

/** One thing that was found, newest first. */
export const SearchHit = z
  .strictObject({
    kind: HitKind,
    at: z.iso.datetime(),
    /** The request it belongs to; null where it belongs to a matter. */
    requestId: z.uuid().nullable(),
    matterId: z.uuid().nullable(),
    /** Reference and subject of the request, reference and title of the matter. */
    reference: Line,
    subject: z.string().max(300),
    direction: z.enum(['outgoing', 'incoming']).nullable(),
    counterpart: AuthorityId.nullable(),
    counterpartName: z.string().max(300).nullable(),
    /** The line of the timeline: its number and act. */
    step: z.strictObject({ sequence: z.number().int(), act: z.string() }).nullable(),
    file: z.strictObject({ name: z.string(), sha256: Sha256Hex }).nullable(),
    excerpt: z.array(ExcerptPiece),
  })
  .meta({ id: 'SearchHit' })
export type SearchHit = z.output<typeof SearchHit>

/** The search of the JSON API. */
export const searchApi = {
  search: {
    method: 'GET',
    url: '/api/search',
    query: SearchFilter,
    response: z.strictObject({ hits: z.array(SearchHit), next: z.string().nullable() }),
    summary: 'Searches requests, matters, what was said and files, as far as the caller may see',
  },
} as const satisfies Api
