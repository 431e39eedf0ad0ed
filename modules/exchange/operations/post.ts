import { AuthorityId, type Context } from '@comity/accounts/contract'
import { type ContainerEntry, seal, sha256Hex, signContainer } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { KEEP_TRYING_MS } from '../core/outbound.ts'
import { DossierId, type Letter, type PostedDossier } from '../contract.ts'
import { COMITY_VERSION, type Dossier, dossierJson, MAX_DOSSIER_BYTES, SUITE } from '../format/dossier.ts'
import { attachmentPath } from '../format/read-dossier.ts'
import { mustHoldGoodKeys, type PeerTrust, runtimeOf, trustOf } from '../runtime.ts'
import { storeOutgoing, takeNumber } from '../store/outbox-store.ts'
import type { ThreadOutRow } from '../tables.ts'

/**
 * Signs, seals and stores a dossier in the caller's transaction; the worker sends it after the commit. Its bytes never change again.
 *
 * @throws ComityError `authority-unknown`, `directory-expired`, `dossier-too-large`, `file-not-found`, `own-key-revoked`.
 */
export async function post(ctx: Context, letter: Letter): Promise<PostedDossier> {
  const { node } = ctx
  const runtime = runtimeOf(node)
  await mustHoldGoodKeys(node, ctx.db)
  const peer = await trustOf(node, letter.addressee, 'authority-unknown', ctx.db)
  const number = await takeNumber(ctx.db, letter.thread, letter.addressee)
  const dossier = dossierOf(ctx, { letter, peer, number })
  const files = await filesOf(ctx, letter, dossier)
  const { bytes: container, manifestHash } = signContainer({ files, seal: runtime.seal, at: ctx.now })
  if (container.length > MAX_DOSSIER_BYTES)
    throw new ComityError('dossier-too-large', { values: { bytes: container.length, limit: MAX_DOSSIER_BYTES } })
  const sealed = seal(container, [peer.recipient], node.world.chance)
  await storeOutgoing(ctx.db, {
    dossier_id: manifestHash,
    direction: 'out',
    kind: letter.kind,
    sender: dossier.sender,
    addressee: dossier.addressee,
    thread: letter.thread,
    epoch: dossier.epoch,
    sequence: dossier.sequence,
    previous: dossier.previous,
    urgent: dossier.priority === 'urgent',
    created_at: ctx.now,
    stored_at: ctx.now,
    sealed_sha256: sha256Hex(sealed),
    byte_count: container.length,
    state: 'queued',
    due_at: ctx.now,
    expires_at: new Date(ctx.now.getTime() + KEEP_TRYING_MS),
    container,
    sealed,
  })
  ctx.afterCommit(() => runtime.wake())
  return { dossierId: DossierId.parse(manifestHash), sequence: dossier.sequence }
}

function dossierOf(ctx: Context, { letter, peer, number }: { letter: Letter; peer: PeerTrust; number: ThreadOutRow }): Dossier {
  return {
    comity: COMITY_VERSION,
    suite: SUITE,
    kind: letter.kind,
    sender: AuthorityId.parse(ctx.node.facts.authorityId),
    addressee: letter.addressee,
    thread: letter.thread,
    epoch: number.epoch,
    sequence: number.last_sequence,
    previous: number.last_dossier === null ? null : DossierId.parse(number.last_dossier),
    priority: letter.urgent ? 'urgent' : 'ordinary',
    createdAt: ctx.now.toISOString(),
    directoryVersion: peer.directoryVersion,
    language: letter.language,
    attachments: letter.attachments.map((attachment, index) => ({ path: attachmentPath(index, attachment.name), ...attachment })),
    body: bodyOf(letter.body),
  }
}

/** What JSON drops (undefined members) is dropped before it is signed. */
function bodyOf(body: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(body))
}

async function filesOf(ctx: Context, letter: Letter, dossier: Dossier): Promise<ContainerEntry[]> {
  const files: ContainerEntry[] = [
    { name: 'dossier.json', bytes: dossierJson(dossier) },
    { name: 'document.html', bytes: new TextEncoder().encode(letter.document) },
  ]
  for (const { path, sha256 } of dossier.attachments) files.push({ name: path, bytes: await ctx.node.files.get(sha256) })
  return files
}
