import type { AuthorityId } from '@comity/accounts/contract'
import { type Actor, type Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { peerFacts } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { roadOf } from '../core/line.ts'
import type { DecideLine, PeerTest } from '../peers-api.ts'
import { bodyBytes, PingAnswer, PingAsk, SOFTWARE } from '../format/fetching.ts'
import { COMITY_VERSION } from '../format/dossier.ts'
import { may } from '../policy.ts'
import { runtimeOf, trustOf } from '../runtime.ts'
import { changeLine, makeDue } from '../store/line-store.ts'
import { askSigned } from '../transport/ask-signed.ts'
import { forgetHeld, listens } from './held-peers.ts'
import { noteFailed } from './note-line.ts'

/** Sends nothing to a peer, gives it nothing and asks it for nothing until it is resumed. @throws ComityError `not-allowed`, `authority-unknown` */
export async function pauseLine(
  node: Node,
  actor: Actor,
  { peer, why }: { peer: AuthorityId; why: string | null },
): Promise<void> {
  await mustManage(node, actor, peer)
  await inContext(node, actor, async (ctx) => {
    await changeLine(ctx.db, peer, { paused_at: ctx.now, paused_by: actor.name, paused_why: why })
    await record(ctx, { act: 'peer.paused', subject: { kind: 'peer', id: peer }, details: { why } })
  })
  wakeAll(node)
}

/** Uses the line again; what waited is due at once. @throws ComityError `not-allowed`, `authority-unknown` */
export async function resumeLine(node: Node, actor: Actor, peer: AuthorityId): Promise<void> {
  await mustManage(node, actor, peer)
  await inContext(node, actor, async (ctx) => {
    await changeLine(ctx.db, peer, { paused_at: null, paused_by: null, paused_why: null })
    await makeDue(ctx.db, peer, ctx.now)
    await record(ctx, { act: 'peer.resumed', subject: { kind: 'peer', id: peer } })
  })
  wakeAll(node)
}

/**
 * Decides how the line to a peer runs.
 *
 * @throws ComityError `not-allowed`, `authority-unknown`; `line-impossible` where that cannot be: to push to a node without an address, to fetch
 * from one, or to leave everything to be fetched by a node that cannot reach this one
 */
export async function decideLine(
  node: Node,
  actor: Actor,
  { peer, ...decided }: DecideLine & { peer: AuthorityId },
): Promise<void> {
  await mustManage(node, actor, peer)
  const [ownListens, peerListens] = [await listens(node, node.facts.authorityId), await listens(node, peer)]
  const road = roadOf({ ownListens, peerListens, ...decided })
  const wantsNobody = !peerListens && (decided.sends === 'push' || decided.fetches === 'always')
  const nobodyBegins = road.sends === 'await' && !ownListens
  if (wantsNobody || nobodyBegins) throw new ComityError('line-impossible')
  await inContext(node, actor, async (ctx) => {
    await changeLine(ctx.db, peer, decided)
    await record(ctx, { act: 'peer.linked', subject: { kind: 'peer', id: peer }, details: { ...decided } })
  })
  wakeAll(node)
}

/** Makes everything for a peer due now; gives how many dossiers that are. @throws ComityError `not-allowed`, `authority-unknown` */
export async function retryLine(node: Node, actor: Actor, peer: AuthorityId): Promise<number> {
  await mustTry(node, actor, peer)
  const dossiers = await inContext(node, actor, async (ctx) => {
    const due = await makeDue(ctx.db, peer, ctx.now)
    await record(ctx, { act: 'peer.retried', subject: { kind: 'peer', id: peer }, details: { dossiers: due } })
    return due
  })
  wakeAll(node)
  return dossiers
}

/** Calls a peer and checks that the answer is signed by it: not reaching it is a result. @throws ComityError `not-allowed`, `authority-unknown` */
export async function testPeer(node: Node, actor: Actor, peer: AuthorityId): Promise<PeerTest> {
  await mustTry(node, actor, peer)
  const at = node.world.clock.now().toISOString()
  const own = await listens(node, node.facts.authorityId)
  const ask = PingAsk.parse({ comity: COMITY_VERSION, asker: node.facts.authorityId, software: SOFTWARE, listens: own })
  const nothing = { roundTripMs: null, clockOffMs: null, protocol: null, software: null, listens: null, waitingThere: null }
  try {
    const trust = await trustOf(node, peer, 'authority-unknown')
    const { answer, measured } = await askSigned(node, trust, {
      path: '/exchange/ping',
      body: bodyBytes(ask),
      schema: PingAnswer,
    })
    const { roundTripMs, clockOffMs, protocol, software, transportEnds } = measured
    const { listens: says, waiting } = answer
    const told = { roundTripMs, clockOffMs, protocol, software, listens: says, waitingThere: waiting }
    return { peer, at, reached: true, problem: null, ...told, certificateEndsAt: transportEnds.toISOString() }
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    const problem = String(error.values['reason'] ?? error.code)
    // That it takes no connection is no failure of the line.
    if (problem !== 'no-address') await noteFailed(node, peer, problem)
    return { peer, at, reached: false, problem, ...nothing, certificateEndsAt: null }
  } finally {
    await inContext(node, actor, (ctx) => record(ctx, { act: 'peer.tested', subject: { kind: 'peer', id: peer } }))
  }
}

function wakeAll(node: Node): void {
  forgetHeld(node)
  const { wake, wakeFetcher } = runtimeOf(node)
  wake()
  wakeFetcher()
}

const mustManage = (node: Node, actor: Actor, peer: AuthorityId): Promise<void> =>
  must(node, actor, { peer, act: 'manage-lines' })
const mustTry = (node: Node, actor: Actor, peer: AuthorityId): Promise<void> => must(node, actor, { peer, act: 'try-line' })

async function must(
  node: Node,
  actor: Actor,
  { peer, act }: { readonly peer: AuthorityId; readonly act: 'manage-lines' | 'try-line' },
): Promise<void> {
  const own = node.facts.authorityId
  if (!may(actor, act, { ownAuthority: own, parties: null })) throw new ComityError('not-allowed')
  if (peer === own || (await peerFacts(node.db, peer)) === null)
    throw new ComityError('authority-unknown', { values: { authority: peer } })
}
