import type { AuthorityId, Context, Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { outbound, type Outbound } from '../core/outbound.ts'
import { DossierId } from '../contract.ts'
import { checkReceipt, type CheckedReceipt } from '../format/check-receipt.ts'
import { receiverOf, runtimeOf, trustOf } from '../runtime.ts'
import { breakEpochs, type Outcome, saveOutcomes } from '../store/outbox-store.ts'
import { chainNeighbours, storePeerReceipts } from '../store/receipt-store.ts'
import { type DossierRow, tables } from '../tables.ts'
import { receiptRow } from './issue.ts'
import type { Selectable } from 'kysely'

export interface ArrivedReceipt {
  readonly checked: CheckedReceipt
  readonly container: Uint8Array
}

type Sent = Pick<
  Selectable<DossierRow>,
  | 'dossier_id'
  | 'sealed_sha256'
  | 'addressee'
  | 'thread'
  | 'kind'
  | 'state'
  | 'attempts'
  | 'due_at'
  | 'expires_at'
  | 'last_problem'
>

/**
 * Checks a receipt that a peer gave: made by that peer, under its seal and stamp.
 *
 * @throws ComityError `receipt-invalid`, `timestamp-invalid`, or a code of the container, signature or certificate.
 */
export async function examineReceipt(node: Node, issuer: AuthorityId, container: Uint8Array): Promise<ArrivedReceipt> {
  const trust = await trustOf(node, issuer, 'sender-unknown')
  const checked = checkReceipt(container, {
    caDer: trust.caDer,
    crl: trust.crl,
    at: node.world.clock.now(),
    chains: runtimeOf(node).chains,
  })
  const { receipt } = checked
  const theirs = receipt.issuer === issuer && receipt.addressee === issuer && receipt.sender === node.facts.authorityId
  if (!theirs || !['delivered', 'opened', 'refused'].includes(receipt.event))
    throw new ComityError('receipt-invalid', { values: { reason: 'parties' } })
  return { checked, container }
}

/**
 * Stores receipts of peers about our dossiers and tells the modules: one transaction for all, or one for each when that fails, so that
 * a receipt which cannot be taken leaves the others alone. Gives one outcome for each, in order.
 */
export async function takeReceipts(node: Node, arrived: readonly ArrivedReceipt[]): Promise<PromiseSettledResult<void>[]> {
  const take = (some: readonly ArrivedReceipt[]): Promise<void> =>
    inContext(node, systemActor(node.facts.authorityId), (ctx) => takeWithin(ctx, some))
  if (arrived.length === 0) return []
  const [all] = await Promise.allSettled([take(arrived)])
  if (all.status === 'fulfilled' || arrived.length === 1) return arrived.map(() => all)
  const outcomes: PromiseSettledResult<void>[] = []
  for (const one of arrived) outcomes.push(...(await Promise.allSettled([take([one])])))
  return outcomes
}

async function takeWithin(ctx: Context, arrived: readonly ArrivedReceipt[]): Promise<void> {
  await mustContinueChains(ctx, arrived)
  const sent = await sentDossiers(
    ctx,
    arrived.map(({ checked }) => checked.receipt.sealedSha256),
  )
  const matching = arrived.filter(({ checked }) => matches(sent.get(checked.receipt.sealedSha256), checked))
  const stored = new Set(
    await storePeerReceipts(
      ctx.db,
      matching.map(({ checked, container }) => receiptRow({ ...checked, container })),
    ),
  )
  const outcomes: Outcome[] = []
  const broken: string[] = []
  for (const { checked } of matching.filter((one) => stored.has(one.checked.receiptId))) {
    const dossier = sent.get(checked.receipt.sealedSha256)
    if (!dossier) continue
    const { receipt } = checked
    if (receipt.event !== 'delivered' && receipt.event !== 'opened' && receipt.event !== 'refused') continue
    const step = outbound(stateOf(dossier), { is: 'receipt', event: receipt.event, code: receipt.code })
    if (step.state.at === 'delivered' || step.state.at === 'refused')
      outcomes.push({
        dossierId: dossier.dossier_id,
        state: step.state.at,
        attempts: dossier.attempts + Number(dossier.state === 'queued'),
        dueAt: null,
        problem: receipt.code,
      })
    // Whether the addressee has counted its number is not known: a new epoch is right in either case.
    if (step.state.at === 'refused') broken.push(dossier.dossier_id)
    for (const effect of step.effects)
      if (effect.do === 'tell') await tell(ctx, dossier, { event: effect.event, code: effect.code, checked })
  }
  await saveOutcomes(ctx.db, outcomes)
  await breakEpochs(ctx.db, broken)
}

/** Two receipts with one number, or a link that does not fit: the issuer tells different stories to different people. */
async function mustContinueChains(ctx: Context, arrived: readonly ArrivedReceipt[]): Promise<void> {
  const byIssuer = Map.groupBy(arrived, ({ checked }) => checked.receipt.issuer)
  for (const [issuer, receipts] of byIssuer) {
    const known = await chainNeighbours(
      ctx.db,
      issuer,
      receipts.map(({ checked }) => checked.receipt.sequence),
    )
    const ids = new Map(known.map((row) => [row.sequence, row.receipt_id]))
    for (const { checked } of receipts) {
      const { sequence, previousReceipt } = checked.receipt
      const before = ids.get(sequence - 1)
      const same = ids.get(sequence)
      if ((before !== undefined && before !== previousReceipt) || (same !== undefined && same !== checked.receiptId))
        throw new ComityError('receipt-invalid', { values: { reason: 'fork' } })
      ids.set(sequence, checked.receiptId)
    }
  }
}

async function sentDossiers(ctx: Context, sealed: readonly string[]): Promise<Map<string, Sent>> {
  const rows = await tables(ctx.db)
    .selectFrom('exchange.dossier')
    .select([
      'dossier_id',
      'sealed_sha256',
      'addressee',
      'thread',
      'kind',
      'state',
      'attempts',
      'due_at',
      'expires_at',
      'last_problem',
    ])
    .where('sealed_sha256', 'in', [...sealed])
    .where('direction', '=', 'out')
    .orderBy('dossier_id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.sealed_sha256, row]))
}

function matches(dossier: Sent | undefined, { receipt }: CheckedReceipt): boolean {
  const known = dossier !== undefined && dossier.addressee === receipt.issuer
  return known && (receipt.dossierId === null ? receipt.event === 'refused' : receipt.dossierId === dossier.dossier_id)
}

function stateOf(dossier: Sent): Outbound {
  if (dossier.state === 'delivered' || dossier.state === 'expired') return { at: dossier.state }
  if (dossier.state === 'refused') return { at: 'refused', code: dossier.last_problem ?? 'internal' }
  return {
    at: 'sending',
    attempts: dossier.attempts,
    expiresMs: dossier.expires_at?.getTime() ?? 0,
    problem: dossier.last_problem,
  }
}

async function tell(
  ctx: Context,
  dossier: Sent,
  news: { event: 'delivered' | 'opened' | 'refused' | 'expired'; code: string | null; checked: CheckedReceipt },
): Promise<void> {
  const receiver = receiverOf(runtimeOf(ctx.node), dossier.kind)
  await receiver?.receipt(ctx, {
    event: news.event,
    dossierId: DossierId.parse(dossier.dossier_id),
    thread: dossier.thread,
    kind: dossier.kind,
    issuer: news.checked.receipt.issuer,
    at: new Date(news.checked.receipt.at),
    code: news.code,
  })
}
