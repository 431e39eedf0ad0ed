import { AuthorityId } from '@comity/accounts/contract'
import type { Api } from '@comity/http'
import { z } from 'zod'
import { fetchings, lineStandings, sendings } from './core/line.ts'

const Instant = z.iso.datetime().nullable()
const Problem = z.string().max(500).nullable()

/** How the line to one peer stands. */
export const PeerHealth = z
  .strictObject({
    peer: AuthorityId,
    names: z.record(z.string(), z.string()),
    standing: z.enum(lineStandings),
    /** How dossiers go to it, and whether we ask it for what waits there. */
    sends: z.enum(['push', 'await']),
    fetches: z.boolean(),
    /** What this office decided; `automatic` is what the directory says. */
    decided: z.strictObject({ sends: z.enum(sendings), fetches: z.enum(fetchings) }),
    address: z.string().max(300),
    paused: z.strictObject({ at: z.iso.datetime(), by: z.string().max(200), why: z.string().max(500).nullable() }).nullable(),
    /** The peer was here, proven by its signature; and by what. */
    heardAt: Instant,
    heardBy: z.enum(['dossier', 'receipt', 'fetch', 'ping']).nullable(),
    /** It last asked for what waits here. */
    askedAt: Instant,
    /** It answered us, proven by a signature. */
    reachedAt: Instant,
    failingSince: Instant,
    failedAt: Instant,
    /** Why the last attempt failed; null where it did not. */
    problem: Problem,
    waiting: z.number().int(),
    urgent: z.number().int(),
    oldestAt: Instant,
    /** Null where nothing waits, or it waits to be fetched, or the line is paused. */
    nextAttemptAt: Instant,
    receiptsWaiting: z.number().int(),
    fetchedAt: Instant,
    nextFetchAt: Instant,
    fetchProblem: Problem,
    /** By how much its clock is ahead of ours, as its signed answers tell. */
    clockOffMs: z.number().int().nullable(),
    roundTripMs: z.number().int().nullable(),
    measuredAt: Instant,
    protocol: z.number().int().nullable(),
    software: z.string().max(80).nullable(),
    certificates: z.strictObject({ authority: Instant, transport: Instant }),
  })
  .meta({ id: 'PeerHealth' })
export type PeerHealth = z.output<typeof PeerHealth>

/** What a signed ping brought. */
export const PeerTest = z
  .strictObject({
    peer: AuthorityId,
    at: z.iso.datetime(),
    /** Reached, and the answer signed by the peer; or why not. */
    reached: z.boolean(),
    problem: Problem,
    roundTripMs: z.number().int().nullable(),
    clockOffMs: z.number().int().nullable(),
    protocol: z.number().int().nullable(),
    software: z.string().max(80).nullable(),
    /** Whether the peer says that it takes connections, and how much waits there for this node. */
    listens: z.boolean().nullable(),
    waitingThere: z.number().int().nullable(),
    certificateEndsAt: Instant,
  })
  .meta({ id: 'PeerTest' })
export type PeerTest = z.output<typeof PeerTest>

export const PeerSearch = z.strictObject({
  query: z.string().max(100).optional(),
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type PeerSearch = z.output<typeof PeerSearch>

export const PeerList = z.strictObject({
  /** Worst first. */
  peers: z.array(PeerHealth).max(200),
  total: z.number().int(),
})

/** Numbers for a monitoring program. */
export const LinesHealth = z
  .strictObject({
    at: z.iso.datetime(),
    authority: AuthorityId,
    /** Whether this node takes connections, as the directory says. */
    listens: z.boolean(),
    waiting: z.number().int(),
    oldestSeconds: z.number().int(),
    receiptsWaiting: z.number().int(),
    /** How many lines stand how. */
    standings: z.record(z.enum(lineStandings), z.number().int()),
    peers: z
      .array(
        z.strictObject({
          peer: AuthorityId,
          standing: z.enum(lineStandings),
          waiting: z.number().int(),
          oldestSeconds: z.number().int(),
          /** Since it last came or answered, proven by a signature. */
          silentSeconds: z.number().int().nullable(),
          clockOffMs: z.number().int().nullable(),
          certificateEndsInDays: z.number().int().nullable(),
          problem: Problem,
        }),
      )
      .max(20_000),
  })
  .meta({ id: 'LinesHealth' })
export type LinesHealth = z.output<typeof LinesHealth>

export const PauseLine = z.strictObject({ why: z.string().trim().max(500).optional() })
export const DecideLine = z.strictObject({ sends: z.enum(sendings), fetches: z.enum(fetchings) })
export type DecideLine = z.output<typeof DecideLine>

const params = z.strictObject({ id: AuthorityId })
const post = { method: 'POST', params } as const

/** The lines to peers by the API. */
export const peersApi = {
  list: {
    method: 'GET',
    url: '/api/peers',
    query: PeerSearch,
    response: PeerList,
    summary: 'Peers and how the lines to them stand, the worst first',
  },
  health: {
    method: 'GET',
    url: '/api/peers/health',
    response: LinesHealth,
    summary: 'All lines in numbers, for monitoring',
  },
  show: {
    method: 'GET',
    url: '/api/peers/:id',
    params,
    response: PeerHealth,
    summary: 'One peer: last seen both ways, queue, next try, clock, versions, certificates',
  },
  test: { ...post, url: '/api/peers/:id/test', response: PeerTest, summary: 'Call a peer now and check its signed answer' },
  retry: {
    ...post,
    url: '/api/peers/:id/retry',
    response: z.strictObject({ dossiers: z.number().int() }),
    summary: 'Try now what waits for a peer, and ask it for what waits there',
  },
  pause: {
    ...post,
    url: '/api/peers/:id/pause',
    body: PauseLine,
    response: PeerHealth,
    summary: 'Send nothing to a peer, give it nothing and ask it for nothing, until the line is resumed',
  },
  resume: { ...post, url: '/api/peers/:id/resume', response: PeerHealth, summary: 'Use the line to a peer again' },
  link: {
    ...post,
    url: '/api/peers/:id/link',
    body: DecideLine,
    response: PeerHealth,
    summary: 'Decide how dossiers reach a peer, and whether it is asked for what waits there',
  },
} as const satisfies Api
