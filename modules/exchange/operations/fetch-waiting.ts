import { AuthorityId, type Node } from '@comity/accounts/contract'
import { base64, concat, fromBase64, sha256Hex } from '@comity/crypto'
import { derOfList, takeRevocation } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { COMITY_VERSION, MAX_SEALED_BYTES } from '../format/dossier.ts'
import {
  bodyBytes,
  MAX_ASK_BYTES,
  PART_BYTES,
  PartAsk,
  RECEIPTS_AT_ONCE,
  SOFTWARE,
  WaitingAnswer,
  type WaitingAsk,
} from '../format/fetching.ts'
import { type PeerTrust, runtimeOf, trustOf } from '../runtime.ts'
import { answersGiven } from '../store/receipt-store.ts'
import { recordRefusals } from '../store/inbox-store.ts'
import { askPeer, SEALED } from '../transport/ask-peer.ts'
import { askSigned, JSON_TYPE } from '../transport/ask-signed.ts'
import { clockProblem } from '../transport/clock-problem.ts'
import { receiveBatch } from './receive-batch.ts'
import { examineReceipt, takeReceipts } from './take-receipts.ts'

/** What one turn at a peer brought. */
export interface Fetched {
  readonly dossiers: number
  readonly receipts: number
  /** Something could not be taken here, and is asked for again. */
  readonly problem: string | null
}

/** Calls of one turn, and how long it lasts: a peer that always has more, or gives it drop by drop, must not keep this one from the others. */
const MAX_CALLS = 64
const TURN_MS = 600_000
/** Of a part that is not the last one: one byte at a time would fill the memory with the parts, and never end. */
const MIN_PART_BYTES = 16_384
/** Receipts of the usual size are far smaller; what does not fit a body goes with the next. */
const BROUGHT_BYTES = Math.floor((MAX_ASK_BYTES * 3) / 4) - 50_000

/**
 * Asks a peer for what waits for this node and takes it, until nothing is left: dossiers are handled as if they had been pushed, and their
 * receipts go back with the next call. Whatever is cut off in between is asked for again: the peer keeps a dossier until it has its receipt.
 *
 * @throws ComityError `no-answer` with the reason; `directory-expired`, `authority-unknown`.
 */
export async function fetchWaiting(node: Node, peerId: string, turnMs = TURN_MS): Promise<Fetched> {
  const peer = await trustOf(node, AuthorityId.parse(peerId), 'authority-unknown')
  const endsMs = node.world.clock.monotonicMs() + turnMs
  const turn: Turn = { endsMs, receipts: [], settled: [], dossiers: 0, taken: 0, seen: new Set(), problem: null }
  for (let call = 0; call < MAX_CALLS; call += 1) {
    const brought = withinBudget(turn.receipts)
    const settled = turn.settled.splice(0, RECEIPTS_AT_ONCE)
    const ask: WaitingAsk = {
      comity: COMITY_VERSION,
      asker: node.facts.authorityId,
      software: SOFTWARE,
      receipts: brought.map((one) => base64(one)),
      settled,
    }
    const asked = { path: '/exchange/waiting', body: bodyBytes(ask), schema: WaitingAnswer }
    const { answer } = await askSigned(node, peer, asked)
    const refusedReceipt = answer.outcomes.find((one) => one !== null)
    if (refusedReceipt !== undefined) turn.problem = refusedReceipt
    await takeList(node, peer, answer.crl)
    await takeTheirReceipts(node, peer, { turn, answer })
    await takeDossiers(node, peer, { turn, answer })
    if (turn.receipts.length === 0 && turn.settled.length === 0) break
  }
  return { dossiers: turn.dossiers, receipts: turn.taken, problem: turn.problem }
}

interface Turn {
  /** Nothing more is taken after that: what was taken is still answered, and a dossier goes on in the next turn where it stopped. */
  readonly endsMs: number
  /** To bring with the next call. */
  readonly receipts: Uint8Array[]
  readonly settled: string[]
  dossiers: number
  taken: number
  /** What was handled in this turn: what comes again all the same is left to the next. */
  readonly seen: Set<string>
  problem: string | null
}

interface Step {
  readonly turn: Turn
  readonly answer: WaitingAnswer
}

function withinBudget(receipts: Uint8Array[]): Uint8Array[] {
  let bytes = 0
  const fitting = receipts.findIndex((one, at) => {
    bytes += one.length
    return at > 0 && (at >= RECEIPTS_AT_ONCE || bytes > BROUGHT_BYTES)
  })
  return receipts.splice(0, fitting === -1 ? receipts.length : fitting)
}

async function takeList(node: Node, peer: PeerTrust, crl: string | null): Promise<void> {
  if (crl === null || crl === peer.authority.crl) return
  try {
    await takeRevocation(node, peer.authority.id, derOfList(crl))
  } catch (error) {
    // An older list than the one known, or none of its CA: nothing to learn from it.
    if (!(error instanceof ComityError)) throw error
    node.log.info({ peer: peer.authority.id, code: error.code }, 'a revocation list was not taken')
  }
}

/** What the peer says about dossiers of ours: one that does not hold is recorded, and not asked for again in this turn. */
async function takeTheirReceipts(node: Node, peer: PeerTrust, { turn, answer }: Step): Promise<void> {
  for (const text of answer.receipts) {
    const bytes = fromBase64(text)
    const hash = sha256Hex(bytes)
    if (turn.seen.has(hash)) continue
    turn.seen.add(hash)
    try {
      const arrived = await examineReceipt(node, peer.authority.id, bytes)
      const [outcome] = await takeReceipts(node, [arrived])
      if (outcome?.status === 'rejected') throw outcome.reason
      turn.settled.push(arrived.checked.receiptId)
      turn.taken += 1
    } catch (error) {
      if (!(error instanceof ComityError)) throw error
      turn.problem = error.code
      await refuseHere(node, peer, { code: error.code, sealedSha256: null })
    }
  }
}

async function takeDossiers(node: Node, peer: PeerTrust, { turn, answer }: Step): Promise<void> {
  const fresh = answer.waiting.filter(({ sealedSha256 }) => !turn.seen.has(sealedSha256))
  const given = await answersGiven(node.db, node.facts.authorityId, {
    sealed: fresh.map((one) => one.sealedSha256),
    dossiers: [],
  })
  for (const { sealedSha256, bytes } of fresh) {
    if (isOver(node, turn)) break
    turn.seen.add(sealedSha256)
    const known = given.findLast((one) => one.sealed_sha256 === sealedSha256 && one.sender === peer.authority.id)
    // Taken before, and the line was cut before the receipt was back: it goes now.
    const receipt = known?.container ?? (await takeOne(node, peer, { turn, sealedSha256, bytes }))
    if (receipt !== null) turn.receipts.push(receipt)
    if (turn.receipts.length >= RECEIPTS_AT_ONCE) break
  }
}

function isOver({ world }: Node, { endsMs }: Turn): boolean {
  return world.clock.monotonicMs() >= endsMs
}

async function takeOne(
  node: Node,
  peer: PeerTrust,
  { turn, sealedSha256, bytes }: { readonly turn: Turn; readonly sealedSha256: string; readonly bytes: number },
): Promise<Uint8Array | null> {
  const sealed = await fetchSealed(node, peer, { turn, sealedSha256, bytes })
  if (sealed === null) return null
  if (sha256Hex(sealed) !== sealedSha256) {
    turn.problem = 'dossier-damaged'
    await refuseHere(node, peer, { code: 'dossier-damaged', sealedSha256 })
    return null
  }
  const [outcome] = await receiveBatch(node, [{ sealed, sealedSha256, sender: peer.authority.id }])
  if (outcome?.status === 'fulfilled') {
    turn.dossiers += 1
    return outcome.value
  }
  node.log.error({ error: outcome?.reason, sealedSha256 }, 'a dossier that was fetched could not be taken')
  turn.problem = outcome?.reason instanceof ComityError ? outcome.reason.code : 'internal'
  return null
}

/** Dossiers kept half-fetched at once: bounds the memory that peers with cut lines can fill. */
const MAX_PARTIAL = 4

/** The bytes of one dossier, part by part, from where an earlier call was cut; null when the peer does not have it for us any more, or the turn is over. */
async function fetchSealed(
  node: Node,
  peer: PeerTrust,
  { turn, sealedSha256, bytes }: { readonly turn: Turn; readonly sealedSha256: string; readonly bytes: number },
): Promise<Uint8Array | null> {
  const { partial } = runtimeOf(node).lines
  const before = partial.get(peer.authority.id)
  const had = before?.sealedSha256 === sealedSha256 ? before : { sealedSha256, parts: [], bytes: 0 }
  partial.set(peer.authority.id, had)
  const [oldest] = partial.keys()
  if (partial.size > MAX_PARTIAL && oldest !== undefined) partial.delete(oldest)
  while (had.bytes < bytes) {
    if (isOver(node, turn)) return null
    const part = await askPart(node, peer, { sealedSha256, from: had.bytes, size: bytes })
    if (part === null) {
      partial.delete(peer.authority.id)
      return null
    }
    had.parts.push(part)
    had.bytes += part.length
  }
  partial.delete(peer.authority.id)
  return concat(...had.parts)
}

/** @throws ComityError `no-answer`, also with `part-malformed` where the part is not what was announced. */
async function askPart(
  node: Node,
  peer: PeerTrust,
  { sealedSha256, from, size }: { readonly sealedSha256: string; readonly from: number; readonly size: number },
): Promise<Uint8Array | null> {
  const ask = PartAsk.parse({ comity: COMITY_VERSION, asker: node.facts.authorityId, sealedSha256, from })
  const answer = await askPeer(node, peer, {
    method: 'POST',
    path: '/exchange/part',
    body: bodyBytes(ask),
    contentType: JSON_TYPE,
    maxAnswerBytes: Math.min(size - from, PART_BYTES) + ERROR_BYTES,
  })
  if (answer.status === 404) return null
  const reason = (text: string): ComityError => new ComityError('no-answer', { values: { reason: text } })
  if (answer.status !== 200) throw reason(clockProblem(answer, node.world.clock.now()) ?? `http-${answer.status}`)
  const length = answer.body.length
  const fits =
    length >= Math.min(size - from, MIN_PART_BYTES) &&
    length <= Math.min(size - from, PART_BYTES) &&
    size <= MAX_SEALED_BYTES &&
    answer.headers['content-type'] === SEALED &&
    answer.headers['comity-size'] === String(size)
  if (!fits) throw reason('part-malformed')
  return answer.body
}

/** Room for a problem document where a short last part is expected. */
const ERROR_BYTES = 4_000

function refuseHere(
  node: Node,
  peer: PeerTrust,
  { code, sealedSha256 }: { readonly code: string; readonly sealedSha256: string | null },
): Promise<void> {
  const at = node.world.clock.now()
  return recordRefusals(node.db, [{ at, sender: peer.authority.id, sealed_sha256: sealedSha256, dossier_id: null, code }])
}
