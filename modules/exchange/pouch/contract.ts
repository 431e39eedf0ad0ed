import { AuthorityId } from '@comity/accounts/contract'
import type { Api } from '@comity/http'
import { z } from 'zod'

const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)

/** A pouch is one file of this size at most: it fits any mail server that takes large files, any stick, and the memory of a small node. */
export const MAX_POUCH_BYTES = 100_000_000
/** Bounds the list that a hostile pouch can have the reader build. */
export const MAX_POUCH_ITEMS = 20_000
/** Receipts that a pouch says are stored. */
export const MAX_POUCH_SETTLED = 1_000
/** Pouches made of one queue at once; what is left is packed when these have been answered. */
export const POUCHES_AT_ONCE = 20

/** One file of a pouch: byte for byte what would travel over the line. */
export const PouchItem = z.strictObject({
  path: z.string().min(1).max(60),
  kind: z.enum(['dossier', 'receipt', 'directory']),
  bytes: z.number().int().nonnegative(),
  sha256: Sha256Hex,
})
export type PouchItem = z.output<typeof PouchItem>

/** `pouch.json`, the first file of a pouch (protocol/11 section 2). */
export const PouchIndex = z.strictObject({
  comity: z.literal(1),
  pouch: z.literal(1),
  from: AuthorityId,
  to: AuthorityId,
  at: z.iso.datetime(),
  /** Receipts of `to` that came by hand and are stored: it need not bring them again. */
  settled: z.array(Sha256Hex).max(MAX_POUCH_SETTLED),
  items: z.array(PouchItem).max(MAX_POUCH_ITEMS),
})
export type PouchIndex = z.output<typeof PouchIndex>

/** A pouch as lists and the API show it. */
export const Pouch = z
  .strictObject({
    sha256: Sha256Hex,
    direction: z.enum(['out', 'in']),
    peer: AuthorityId.nullable(),
    at: z.iso.datetime(),
    by: z.string(),
    bytes: z.number().int(),
    dossiers: z.number().int(),
    receipts: z.number().int(),
    directory: z.boolean(),
    /** What of it was not taken, and why. */
    refused: z.array(z.strictObject({ path: z.string(), code: z.string() })),
  })
  .meta({ id: 'Pouch' })
export type Pouch = z.output<typeof Pouch>

/** For whom something waits that could be carried. */
export const Waiting = z.strictObject({
  peer: AuthorityId,
  dossiers: z.number().int(),
  receipts: z.number().int(),
})
export type Waiting = z.output<typeof Waiting>

export const PackPouch = z.strictObject({
  to: AuthorityId,
  /** Whether the directory in force travels too, for a node that no line reaches. */
  directory: z.boolean().default(false),
})

export const PouchPage = z.strictObject({
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})

/**
 * What waits, carried by hand. The files are bytes: `GET /api/pouches/:sha256/file`; a pouch, or a single dossier, receipt or directory that came is
 * taken in by `POST /api/pouches/take-in` with the file as the body.
 */
export const pouchesApi = {
  listPouches: {
    method: 'GET',
    url: '/api/pouches',
    query: PouchPage,
    response: z.strictObject({ pouches: z.array(Pouch), total: z.number().int(), waiting: z.array(Waiting) }),
    summary: 'Pouches packed and taken in here, the latest first, and for whom something waits',
  },
  showPouch: {
    method: 'GET',
    url: '/api/pouches/:sha256',
    params: z.strictObject({ sha256: Sha256Hex }),
    response: Pouch,
    summary: 'One pouch',
  },
  packPouch: {
    method: 'POST',
    url: '/api/pouches',
    body: PackPouch,
    response: z.strictObject({
      pouches: z.array(Pouch).max(POUCHES_AT_ONCE),
      /** Dossiers that did not fit. */
      left: z.number().int(),
    }),
    summary: 'Pack what waits for an authority, to be carried there by hand; it goes on waiting for the line as well',
  },
} as const satisfies Api

declare module '@comity/errors' {
  interface ErrorRegistry {
    /** Nothing waits for this authority. */
    'pouch-empty': 409
    /** Neither a pouch nor anything else that can be taken in, or a pouch that is not whole. `reason`. */
    'pouch-malformed': 422
    /** The pouch is for another authority. `to`. */
    'pouch-of-another': 422
    'pouch-unknown': 404
    /** Nothing is given to an authority whose line is paused. */
    'pouch-paused': 409
  }
}
