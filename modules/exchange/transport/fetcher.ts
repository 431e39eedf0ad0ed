import type { Node } from '@comity/accounts/contract'
import { nodesInForce } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { fetchDelay, roadOf } from '../core/line.ts'
import { fetchWaiting } from '../operations/fetch-waiting.ts'
import { listens } from '../operations/held-peers.ts'
import { noteFailed } from '../operations/note-line.ts'
import { runtimeOf } from '../runtime.ts'
import { allLines, claimFetches, makeFetchesDue, setFetched, settleFetch } from '../store/line-store.ts'

export interface FetcherOptions {
  /** How often a peer that answers is asked. */
  readonly everyMs: number
  /** How often to look without being woken. */
  readonly pollMs: number
}

/** Peers asked at the same time. */
const AT_ONCE = 8
/** Another process may ask a peer whose turn this one has not ended after so long. */
const LEASE_MS = 600_000
/** How soon another directory, or the own entry in it, changes who is asked. */
const WHOM_EVERY_MS = 10_000

/** Asks peers for what waits for this node, where it takes no connection itself or was told to; the returned function ends it. */
export function startFetcher(node: Node, options: FetcherOptions): () => Promise<void> {
  const stop = new AbortController()
  let woken = Promise.withResolvers<void>()
  let whomMs = Number.NEGATIVE_INFINITY
  /** One turn at a time at each peer: two would tear the dossier that one of them has half. */
  const underWay = new Map<string, Promise<void>>()
  const runtime = runtimeOf(node)
  runtime.wakeFetcher = () => {
    whomMs = Number.NEGATIVE_INFINITY
    woken.resolve()
  }

  async function look(): Promise<void> {
    const { clock } = node.world
    if (clock.monotonicMs() - whomMs >= WHOM_EVERY_MS) {
      whomMs = clock.monotonicMs()
      await setFetched(node.db, await whomToAsk(node), clock.now())
    }
    const limit = AT_ONCE - underWay.size
    if (limit <= 0) return
    const now = clock.now()
    const due = await claimFetches(node.db, {
      now,
      leaseUntil: new Date(now.getTime() + LEASE_MS),
      limit,
      inTurn: [...underWay.keys()],
    })
    for (const one of due) {
      const turn = takeTurn(node, one, options.everyMs)
        .catch((error: unknown) => node.log.error({ error, peer: one.peer }, 'a turn of fetching could not be noted'))
        .finally(() => {
          underWay.delete(one.peer)
          woken.resolve()
        })
      underWay.set(one.peer, turn)
    }
  }

  async function run(): Promise<void> {
    await makeFetchesDue(node.db, node.world.clock.now()).catch((error: unknown) =>
      node.log.error({ error }, 'peers could not be made due'),
    )
    while (!stop.signal.aborted) {
      woken = Promise.withResolvers<void>()
      await look().catch((error: unknown) => node.log.error({ error }, 'the exchange could not look whom to ask'))
      const forget = node.world.timers.after(options.pollMs, () => woken.resolve())
      await woken.promise
      forget()
    }
  }

  const running = run()
  return async () => {
    stop.abort()
    woken.resolve()
    await running
    await Promise.all(underWay.values())
  }
}

/** Peers with a node of their own that this node fetches from, by the directory and by decision. */
async function whomToAsk(node: Node): Promise<string[]> {
  const own = node.facts.authorityId
  const ownListens = await listens(node, own)
  const lines = new Map((await allLines(node.db)).map((line) => [line.peer, line]))
  const nodes = await nodesInForce(node.db)
  return nodes
    .filter(({ id, nodeOrigin, hostedBy }) => {
      if (id === own || hostedBy !== id) return false
      const { sends = 'automatic', fetches = 'automatic' } = lines.get(id) ?? {}
      return roadOf({ ownListens, peerListens: nodeOrigin !== '', sends, fetches }).fetches
    })
    .map(({ id }) => id)
}

async function takeTurn(node: Node, due: { peer: string; fetch_attempts: number }, everyMs: number): Promise<void> {
  const { peer } = due
  const { clock, chance } = node.world
  const problem = await fetchWaiting(node, peer).then(
    (fetched) => ({ failed: false, text: fetched.problem }),
    (error: unknown) => {
      if (!(error instanceof ComityError)) node.log.error({ error, peer }, 'a turn of fetching failed')
      return { failed: true, text: error instanceof ComityError ? String(error.values['reason'] ?? error.code) : 'internal' }
    },
  )
  const attempts = problem.text === null ? 0 : due.fetch_attempts + 1
  const now = clock.now()
  await settleFetch(node.db, peer, {
    dueAt: new Date(now.getTime() + fetchDelay(attempts, everyMs, chance.fraction())),
    attempts,
    problem: problem.text,
    fetchedAt: problem.failed ? null : now,
  })
  if (problem.failed && problem.text !== null) await noteFailed(node, peer, problem.text)
}
