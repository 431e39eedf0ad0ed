import assert from 'node:assert/strict'
import { AuthorityId, type Context, type Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { ComityError, type ErrorCode } from '@comity/errors'
import type { ReceiptDraft } from '../format/issue-receipts.ts'
import { DossierId } from '../contract.ts'
import { COMITY_VERSION } from '../format/dossier.ts'
import { changeState, recordRefusals, storeIncoming } from '../store/inbox-store.ts'
import { answersGiven, oweReceipts } from '../store/receipt-store.ts'
import { applyDossier, SpoiledBatch } from './apply-dossier.ts'
import { type Arrival, type Examined, examineArrival } from './examine-arrival.ts'
import { issue } from './issue.ts'
import { orderArrivals, type Placed } from './order-arrivals.ts'

type Outcome = PromiseSettledResult<Uint8Array>
type Good = Examined & { readonly ok: true }

/** Takes arrivals in one transaction and gives for each the receipt that answers it; resolves after the commit. */
export async function receiveBatch(node: Node, arrivals: readonly Arrival[]): Promise<Outcome[]> {
  const outcomes: (Outcome | undefined)[] = []
  const fresh: { readonly at: number; readonly examined: Examined }[] = []
  const known = await answersGiven(node.db, node.facts.authorityId, {
    sealed: arrivals.map((one) => one.sealedSha256),
    dossiers: [],
  })
  const bySealed = new Map(known.map((answer) => [keyOf(answer.sender, answer.sealed_sha256), answer.container]))
  for (const [at, arrival] of arrivals.entries()) {
    const answer = bySealed.get(keyOfArrival(arrival))
    if (answer) outcomes[at] = fulfilled(answer)
    // No fault of the dossier, as a directory that expired: this one fails, the others go on.
    else
      await examineAndKeep(node, arrival).then(
        (examined) => fresh.push({ at, examined }),
        (reason: unknown) => {
          outcomes[at] = { status: 'rejected', reason }
        },
      )
  }
  let left = fresh
  while (left.length > 0) {
    const answers = await store(
      node,
      left.map((one) => one.examined),
    ).catch((error: unknown) => {
      if (error instanceof SpoiledBatch) return error
      throw error
    })
    if (answers instanceof SpoiledBatch) {
      // A bug of a receiver must not hold up the dossiers beside it: without the one that failed, once more.
      const spoiled = culpritOf(left, answers)
      if (spoiled) outcomes[spoiled.at] = { status: 'rejected', reason: answers.reason }
      left = left.filter((one) => one !== spoiled)
      continue
    }
    left.forEach((one) => {
      const answer = answers.get(keyOfArrival(one.examined.arrival))
      outcomes[one.at] = answer ? fulfilled(answer) : { status: 'rejected', reason: new ComityError('unavailable') }
    })
    left = []
  }
  return outcomes.map((outcome) => outcome ?? { status: 'rejected', reason: new ComityError('unavailable') })
}

/** The arrival that failed, or the one that brought on the turn of a held one that did. */
function culpritOf<One extends { readonly examined: Examined }>(
  left: readonly One[],
  { dossierId, thread }: SpoiledBatch,
): One | undefined {
  const itself = left.find(({ examined }) => idOf(examined) === dossierId)
  return itself ?? left.find(({ examined }) => examined.ok && examined.read.dossier.thread === thread) ?? left[0]
}

/**
 * Attachments are put before the transaction: their fsync must not happen under the locks of the threads, and one that is kept under
 * its hash for a dossier which is not taken after all does no harm.
 */
async function examineAndKeep(node: Node, arrival: Arrival): Promise<Examined> {
  const examined = await examineArrival(node, arrival)
  if (!examined.ok) return examined
  const { dossier, opened } = examined.read
  for (const { path } of dossier.attachments) {
    const file = opened.files.get(path)
    assert(file, 'the schema check found it')
    await node.files.put(file)
  }
  return examined
}

function store(node: Node, all: readonly Examined[]): Promise<Map<string, Uint8Array>> {
  return inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    // The same bytes twice in one batch count once.
    const distinct = [...new Map(all.map((one) => [keyOfArrival(one.arrival), one])).values()]
    const good = [...new Map(distinct.filter((one): one is Good => one.ok).map((one) => [one.read.dossierId, one])).values()]
    const placed = await orderArrivals(ctx, good)
    const answers = await answersOf(ctx, distinct)
    const unanswered = placed.fresh.filter(({ good: one }) => !answers.has(keyOfArrival(one.arrival)))
    await storeIncoming(
      ctx.db,
      unanswered.map((one) => incomingRow(ctx, one)),
    )
    const refused = await applyAll(ctx, placed)
    const late = placed.released.flatMap((one) =>
      refused.has(one) ? [{ dossier_id: one, event: 'refused' as const, code: refused.get(one) ?? null, at: ctx.now }] : [],
    )
    await oweReceipts(ctx.db, late)
    const bad = distinct.flatMap((one) => (one.ok ? [] : [{ one, code: one.code }]))
    const outOfOrder = unanswered.flatMap((one) => codeOf(one, refused))
    await recordRefusals(
      ctx.db,
      [...bad, ...outOfOrder].map(({ one, code }) => ({
        at: ctx.now,
        sender: one.arrival.sender,
        sealed_sha256: one.arrival.sealedSha256,
        dossier_id: idOf(one),
        code,
      })),
    )
    const drafts = [
      ...bad.filter(({ one }) => !answers.has(keyOfArrival(one.arrival))).map(({ one, code }) => draftOf(ctx, one, code)),
      ...unanswered.map((one) => draftOf(ctx, one.good, codeOf(one, refused)[0]?.code ?? null)),
    ]
    const made = await issue(ctx, drafts)
    for (const { receipt, container } of made) answers.set(keyOf(receipt.sender, receipt.sealedSha256), container)
    for (const one of all) {
      const same =
        idOf(one) === null
          ? undefined
          : made.find(({ receipt }) => receipt.dossierId === idOf(one) && receipt.sender === one.arrival.sender)
      if (same && !answers.has(keyOfArrival(one.arrival))) answers.set(keyOfArrival(one.arrival), same.container)
    }
    return answers
  })
}

/** Answers given meanwhile by another process, or to the same dossier under another seal. */
async function answersOf(ctx: Context, all: readonly Examined[]): Promise<Map<string, Uint8Array>> {
  const ids = all.flatMap((one) => idOf(one) ?? [])
  const given = await answersGiven(ctx.db, ctx.node.facts.authorityId, {
    sealed: all.map((one) => one.arrival.sealedSha256),
    dossiers: ids,
  })
  const answers = new Map(given.map((answer) => [keyOf(answer.sender, answer.sealed_sha256), answer.container]))
  for (const one of all) {
    const same = given.findLast(
      (answer) => answer.dossier_id !== null && answer.dossier_id === idOf(one) && answer.sender === one.arrival.sender,
    )
    if (same && !answers.has(keyOfArrival(one.arrival))) answers.set(keyOfArrival(one.arrival), same.container)
  }
  return answers
}

/** An answer belongs to bytes and to who brought them: else a peer that got hold of another's bytes could have them refused for the other. */
const keyOf = (sender: string, sealedSha256: string): string => `${sender} ${sealedSha256}`
const keyOfArrival = (arrival: Arrival): string => keyOf(arrival.sender, arrival.sealedSha256)

/** Hands over what is due, in order; gives the codes of those that their module refused. */
async function applyAll(ctx: Context, placed: Placed): Promise<Map<string, ErrorCode>> {
  const refused = new Map<string, ErrorCode>()
  for (const dossierId of placed.apply) {
    const code = await applyDossier(
      ctx,
      dossierId,
      placed.fresh.find(({ good }) => good.read.dossierId === dossierId)?.good ?? null,
    )
    if (code !== null) refused.set(dossierId, code)
  }
  for (const dossierId of placed.refuse) refused.set(dossierId, 'dossier-out-of-thread')
  await changeState(
    ctx.db,
    placed.released.filter((one) => !refused.has(one)),
    'applied',
  )
  await changeState(ctx.db, [...refused.keys()], 'refused')
  return refused
}

function codeOf({ good }: Placed['fresh'][number], refused: ReadonlyMap<string, ErrorCode>): { one: Good; code: ErrorCode }[] {
  const code = refused.get(good.read.dossierId)
  return code === undefined ? [] : [{ one: good, code }]
}

function idOf(examined: Examined): string | null {
  return examined.read?.dossierId ?? null
}

function draftOf(ctx: Context, { arrival, read }: Examined, code: ErrorCode | null): ReceiptDraft {
  return {
    comity: COMITY_VERSION,
    event: code === null ? 'delivered' : 'refused',
    dossierId: read === null ? null : DossierId.parse(read.dossierId),
    sealedSha256: arrival.sealedSha256,
    thread: read?.dossier.thread ?? null,
    kind: read?.dossier.kind ?? null,
    sender: arrival.sender,
    addressee: AuthorityId.parse(ctx.node.facts.authorityId),
    issuer: AuthorityId.parse(ctx.node.facts.authorityId),
    at: ctx.now.toISOString(),
    code,
  }
}

function incomingRow(ctx: Context, { good, state }: Placed['fresh'][number]) {
  const { dossier, dossierId } = good.read
  return {
    dossier_id: dossierId,
    direction: 'in' as const,
    kind: dossier.kind,
    sender: dossier.sender,
    addressee: dossier.addressee,
    thread: dossier.thread,
    epoch: dossier.epoch,
    sequence: dossier.sequence,
    previous: dossier.previous,
    urgent: dossier.priority === 'urgent',
    created_at: new Date(dossier.createdAt),
    stored_at: ctx.now,
    sealed_sha256: good.arrival.sealedSha256,
    byte_count: good.container.length,
    state,
    due_at: null,
    expires_at: null,
    container: good.container,
    sealed: good.arrival.sealed,
  }
}

const fulfilled = (value: Uint8Array): Outcome => ({ status: 'fulfilled', value })
