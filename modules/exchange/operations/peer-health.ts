import { AuthorityId, type Node } from '@comity/accounts/contract'
import { certificateFromPem, parseCertificate } from '@comity/crypto'
import type { Names } from '@comity/directory/contract'
import { listAuthorities, nodesInForce, peerFacts } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { lineStandings, roadOf, standingOf, worstFirst, type LineStanding, type Road } from '../core/line.ts'
import type { LinesHealth, PeerHealth, PeerSearch } from '../peers-api.ts'
import { allLines, type Line, lineOf } from '../store/line-store.ts'
import { lineQueues, type LineQueue } from '../store/queue-store.ts'
import { listens } from './held-peers.ts'

/** A peer with all that its place in the list depends on. */
interface Judged {
  readonly peer: string
  readonly address: string
  readonly line: Line | undefined
  readonly queue: LineQueue | undefined
  readonly road: Road
  readonly standing: LineStanding
  readonly waiting: number
  readonly oldestMs: number | null
  readonly nowMs: number
}

/** Found by a search in the directory at most; who looks for one peer writes more of its name. */
const FOUND = 200

/** Peers of this node, the worst first: one page of them. */
export async function listPeers(node: Node, search: PeerSearch): Promise<{ peers: PeerHealth[]; total: number }> {
  const all = await judgeAll(node)
  const query = search.query?.trim() ?? ''
  const found =
    query === ''
      ? null
      : new Set<string>((await listAuthorities(node.db, { query, limit: FOUND })).authorities.map(({ id }) => id))
  const wanted = all.filter(({ peer }) => found === null || found.has(peer))
  const page = wanted.slice(search.skip, search.skip + search.limit)
  const peers: PeerHealth[] = []
  for (const one of page) peers.push(await healthOf(node, one))
  return { peers, total: wanted.length }
}

/** One peer. @throws ComityError `authority-unknown` */
export async function showPeer(node: Node, id: string): Promise<PeerHealth> {
  const facts = await peerFacts(node.db, id)
  const line = await lineOf(node.db, id)
  if (id === node.facts.authorityId || (facts === null && line === undefined))
    throw new ComityError('authority-unknown', { values: { authority: id } })
  const queue = (await lineQueues(node.db)).find(({ peer }) => peer === id)
  const ownListens = await listens(node, node.facts.authorityId)
  const address = facts?.authority.nodeOrigin ?? ''
  return healthOf(node, judge({ id, address, line, queue, ownListens, listed: facts !== null, nowMs: nowOf(node) }))
}

/** All lines on which anything ever happened, in numbers. */
export async function linesHealth(node: Node): Promise<LinesHealth> {
  const all = await judgeAll(node)
  const seconds = (ms: number | null): number | null => (ms === null ? null : Math.max(0, Math.round((nowOf(node) - ms) / 1000)))
  const used = all.filter(({ line, queue }) => line !== undefined || queue !== undefined)
  const standings = new Map(lineStandings.map((standing) => [standing, 0]))
  for (const { standing } of all) standings.set(standing, (standings.get(standing) ?? 0) + 1)
  return {
    at: new Date(nowOf(node)).toISOString(),
    authority: node.facts.authorityId,
    listens: await listens(node, node.facts.authorityId),
    waiting: used.reduce((sum, one) => sum + one.waiting, 0),
    oldestSeconds: used.reduce((most, one) => Math.max(most, seconds(one.oldestMs) ?? 0), 0),
    receiptsWaiting: used.reduce((sum, one) => sum + (one.queue?.receipts ?? 0), 0),
    standings: standingsOf(standings),
    peers: used.map((one) => ({
      peer: AuthorityId.parse(one.peer),
      standing: one.standing,
      waiting: one.waiting,
      oldestSeconds: seconds(one.oldestMs) ?? 0,
      silentSeconds: seconds(contactOf(one.line)),
      clockOffMs: one.line?.clock_off_ms ?? null,
      certificateEndsInDays: daysUntil(endOf(one.line), nowOf(node)),
      problem: problemOf(one.line),
    })),
  }
}

function standingsOf(counts: ReadonlyMap<LineStanding, number>): Record<LineStanding, number> {
  const of = (standing: LineStanding): number => counts.get(standing) ?? 0
  return {
    impossible: of('impossible'),
    'certificate-ended': of('certificate-ended'),
    failing: of('failing'),
    'not-fetched': of('not-fetched'),
    'clock-differs': of('clock-differs'),
    'certificate-ending': of('certificate-ending'),
    paused: of('paused'),
    untried: of('untried'),
    good: of('good'),
  }
}

async function judgeAll(node: Node): Promise<Judged[]> {
  const own = node.facts.authorityId
  const lines = new Map((await allLines(node.db)).map((line) => [line.peer, line]))
  const queues = new Map((await lineQueues(node.db)).map((queue) => [queue.peer, queue]))
  const listed = new Map((await nodesInForce(node.db)).map(({ id, nodeOrigin }) => [id, nodeOrigin]))
  const ownListens = listed.get(own) !== ''
  const ids = new Set([...listed.keys(), ...lines.keys(), ...queues.keys()])
  ids.delete(own)
  return [...ids]
    .map((id) =>
      judge({
        id,
        address: listed.get(id) ?? '',
        line: lines.get(id),
        queue: queues.get(id),
        ownListens,
        listed: listed.has(id),
        nowMs: nowOf(node),
      }),
    )
    .toSorted(worstFirst)
}

interface Facts {
  readonly id: string
  readonly address: string
  readonly line: Line | undefined
  readonly queue: LineQueue | undefined
  readonly ownListens: boolean
  /** An authority that no directory lists any more has no address, which is not the same as one that fetches. */
  readonly listed: boolean
  readonly nowMs: number
}

function judge({ id, address, line, queue, ownListens, listed, nowMs }: Facts): Judged {
  const { sends = 'automatic', fetches = 'automatic' } = line ?? {}
  const road = roadOf({ ownListens, peerListens: !listed || address !== '', sends, fetches })
  const waiting = queue?.waiting ?? 0
  const oldestMs = queue?.oldestAt?.getTime() ?? null
  const standing = standingOf({
    road,
    paused: (line?.paused_at ?? null) !== null,
    problem: problemOf(line),
    waiting,
    oldestMs,
    askedMs: line?.asked_at?.getTime() ?? null,
    contactMs: contactOf(line),
    clockOffMs: line?.clock_off_ms ?? null,
    certificateEndsMs: endOf(line),
    nowMs,
  })
  return { peer: id, address, line, queue, road, standing, waiting, oldestMs, nowMs }
}

async function healthOf(node: Node, judged: Judged): Promise<PeerHealth> {
  const { line, queue, road } = judged
  const authority = (await peerFacts(node.db, judged.peer))?.authority
  const authorityEnds = authority === undefined ? null : parseCertificate(certificateFromPem(authority.caCertificate)).notAfter
  const pausedAt = line?.paused_at ?? null
  const tried = road.sends === 'push' && pausedAt === null
  return {
    peer: AuthorityId.parse(judged.peer),
    names: namesOf(authority?.names),
    standing: judged.standing,
    sends: road.sends,
    fetches: road.fetches,
    decided: { sends: line?.sends ?? 'automatic', fetches: line?.fetches ?? 'automatic' },
    address: judged.address,
    paused: pausedAt === null ? null : { at: pausedAt.toISOString(), by: line?.paused_by ?? '', why: line?.paused_why ?? null },
    heardAt: text(line?.heard_at),
    heardBy: line?.heard_by ?? null,
    askedAt: text(line?.asked_at),
    reachedAt: text(line?.reached_at),
    failingSince: text(line?.failing_since),
    failedAt: text(line?.failed_at),
    problem: problemOf(line),
    waiting: judged.waiting,
    urgent: queue?.urgent ?? 0,
    oldestAt: text(queue?.oldestAt),
    nextAttemptAt: tried ? text(queue?.nextAttemptAt) : null,
    receiptsWaiting: queue?.receipts ?? 0,
    fetchedAt: text(line?.fetched_at),
    nextFetchAt: pausedAt === null ? text(line?.fetch_due_at) : null,
    fetchProblem: line?.fetch_problem ?? null,
    clockOffMs: line?.clock_off_ms ?? null,
    roundTripMs: line?.round_trip_ms ?? null,
    measuredAt: text(line?.measured_at),
    protocol: line?.protocol ?? null,
    software: line?.software ?? null,
    certificates: { authority: text(authorityEnds), transport: text(line?.transport_ends) },
  }
}

function namesOf(names: Names | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names ?? {}).flatMap(([lang, name]) => (typeof name === 'string' ? [[lang, name]] : [])),
  )
}

const nowOf = (node: Node): number => node.world.clock.now().getTime()
const text = (at: Date | null | undefined): string | null => at?.toISOString() ?? null
const problemOf = (line: Line | undefined): string | null => line?.problem ?? line?.fetch_problem ?? null

/** When the peer last proved, either way, that it is there. */
function contactOf(line: Line | undefined): number | null {
  const times = [line?.heard_at, line?.reached_at].flatMap((at) => (at instanceof Date ? [at.getTime()] : []))
  return times.length === 0 ? null : Math.max(...times)
}

/** When the first of its certificates ends that this node has seen at work. */
function endOf(line: Line | undefined): number | null {
  const ends = [line?.transport_ends, line?.authority_ends].flatMap((at) => (at instanceof Date ? [at.getTime()] : []))
  return ends.length === 0 ? null : Math.min(...ends)
}

function daysUntil(endMs: number | null, nowMs: number): number | null {
  return endMs === null ? null : Math.floor((endMs - nowMs) / 86_400_000)
}
