import type { Context } from '@comity/accounts/contract'
import { peerActor } from '@comity/accounts/server'
import { ComityError, type ErrorCode } from '@comity/errors'
import { sql } from 'kysely'
import { DossierId } from '../contract.ts'
import { openDossier, readDossier, type ReadDossier } from '../format/read-dossier.ts'
import { receiverOf, runtimeOf } from '../runtime.ts'
import { tables } from '../tables.ts'
import type { Examined } from './examine-arrival.ts'

/** A receiver failed for no reason that the sender could mend; the dossier is left out and comes again. */
export class SpoiledBatch extends Error {
  readonly dossierId: string
  readonly thread: string
  readonly reason: unknown

  constructor({ dossierId, thread }: { readonly dossierId: string; readonly thread: string }, reason: unknown) {
    super('a receiver failed')
    this.dossierId = dossierId
    this.thread = thread
    this.reason = reason
  }
}

/**
 * Hands a dossier to the module of its kind, within a savepoint: what a refused one did is undone, the rest of the batch stays.
 *
 * @returns null, or the code of the refusal.
 * @throws SpoiledBatch
 */
export async function applyDossier(
  ctx: Context,
  dossierId: string,
  fresh: (Examined & { readonly ok: true }) | null,
): Promise<ErrorCode | null> {
  const { dossier } = fresh?.read ?? (await stored(ctx, dossierId))
  const receiver = receiverOf(runtimeOf(ctx.node), dossier.kind)
  if (!receiver) return 'dossier-kind-unknown'
  const attachments = dossier.attachments.map(({ path: _path, ...attachment }) => attachment)
  const { kind, sender, addressee, thread, sequence, body, language } = dossier
  const received = {
    dossierId: DossierId.parse(dossierId),
    kind,
    sender,
    addressee,
    thread,
    sequence,
    createdAt: new Date(dossier.createdAt),
    body,
    attachments,
    language,
  }
  await sql`savepoint dossier`.execute(ctx.db)
  try {
    await receiver.receive({ ...ctx, actor: peerActor(sender) }, received)
    await sql`release savepoint dossier`.execute(ctx.db)
    return null
  } catch (error) {
    const code = codeOf(error)
    if (code === null) throw new SpoiledBatch(received, error)
    await sql`rollback to savepoint dossier`.execute(ctx.db)
    return code
  }
}

/** Why the dossier is refused; null for this node's own trouble. */
function codeOf(error: unknown): ErrorCode | null {
  if (error instanceof ComityError) return ours.has(error.code) ? null : error.code
  // Class 22 of SQLSTATE: a value that no column takes, as U+0000 or a day in no year. It would fail again each time.
  const state = error instanceof Error && 'code' in error ? error.code : null
  return typeof state === 'string' && /^22[0-9A-Z]{3}$/.test(state) ? 'dossier-schema' : null
}

/** This node's own trouble, which passes: no reason to refuse what a peer sent. */
const ours: ReadonlySet<ErrorCode> = new Set([
  'internal',
  'unavailable',
  'no-answer',
  'directory-expired',
  'own-key-revoked',
  'file-not-found',
  'file-damaged',
])

async function stored(ctx: Context, dossierId: string): Promise<ReadDossier> {
  const row = await tables(ctx.db)
    .selectFrom('exchange.dossier')
    .select('container')
    .where('dossier_id', '=', dossierId)
    .executeTakeFirstOrThrow()
  return readDossier(openDossier(row.container))
}
