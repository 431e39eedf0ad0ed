import type { Context, Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { sha256Hex } from '@comity/crypto'
import type { Contents, DirectoryFiles } from '../contract.ts'
import type { ReadParts } from '../rules/read-parts.ts'
import { followRoots, readRoot } from '../rules/read-root.ts'
import { verifyDirectory, type KnownEdition, type VerifiedDirectory } from '../rules/verify-directory.ts'
import { keepInEdition, keepParts, partsHeld, putInEdition } from '../part-store.ts'
import { addEdition, addRoot, noteChecked, noteRevision, putInForce, standingForUpdate, type Standing } from '../store.ts'
import { forgetPeers } from './peer-facts.ts'
import { rebuildRows } from './rebuild-rows.ts'
import { standingHere } from './standing-here.ts'
import { pinRoot, readPinnedRoot } from './create-directory-roots.ts'

/** What an installation found: `nothing-new` when these very files are in force already. */
export type Installed = { readonly outcome: 'installed' | 'refreshed' | 'nothing-new'; readonly version: number }

export interface InstallOptions {
  /** Milliseconds after the expiry in which the directory still serves; 72 hours, at least 48. */
  readonly graceMs?: number
}

/**
 * Verifies a directory against the root pinned on this node and puts it in force, whether it was fetched or carried here.
 *
 * @throws ComityError as `verifyDirectory`; `directory-root-missing`
 */
export async function installDirectory(node: Node, files: DirectoryFiles, options: InstallOptions = {}): Promise<Installed> {
  const trustedRoot = await readPinnedRoot(node.world, node.folder)
  const installed = await inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    const done = await install(ctx, { files, trustedRoot, ...options })
    if (done.outcome === 'installed')
      await record(ctx, {
        act: 'directory.installed',
        subject: { kind: 'directory', id: String(done.version) },
        details: { version: done.version },
      })
    return done
  })
  // After the commit: a crash between the two only makes the next installation take the step again.
  await pinNewest(node, trustedRoot, files)
  forgetPeers(node)
  return installed
}

/** The same within a transaction of the caller, who has read the pinned root and records the act. */
export async function install(
  ctx: Context,
  offer: InstallOptions & { readonly files: DirectoryFiles; readonly trustedRoot: Uint8Array },
): Promise<Installed> {
  const current = await standingForUpdate(ctx.db)
  const verified = verifyDirectory({
    ...offer.files,
    trustedRoot: offer.trustedRoot,
    known: knownEdition(current),
    here: await standingHere(ctx.db, ctx.node.facts.authorityId),
    at: ctx.now,
    ...graceOf(offer),
  })
  const { version } = verified.contents
  const sameContents = current.contents_sha256 === verified.contentsSha256
  // Parts that only some may read can come later than what names them.
  const more = verified.changed === null && (await bringsMore(ctx, verified))
  if (!more && isInForce(current, verified, offer.files)) {
    await noteChecked(ctx.db, ctx.now)
    return { outcome: 'nothing-new', version }
  }
  await keepFiles(ctx, offer, { verified, before: current.contents_sha256 })
  if (!more && sameContents && current.root_version === verified.root.version) return { outcome: 'refreshed', version }
  // Another root over the same contents changes nothing that is read.
  if (verified.parts === null) await noteRevision(ctx.db)
  else await rebuildRows(ctx.db, { contents: verified.contents, parts: verified.parts }, verified.changed)
  return { outcome: 'installed', version }
}

async function bringsMore({ db }: Context, { parts, contentsSha256 }: VerifiedDirectory): Promise<boolean> {
  return parts !== null && parts.held.length > (await partsHeld(db, contentsSha256))
}

interface Keeping {
  readonly verified: VerifiedDirectory
  /** The contents in force until now. */
  readonly before: string | null
}

async function keepFiles(
  ctx: Context,
  { files, trustedRoot }: { readonly files: DirectoryFiles; readonly trustedRoot: Uint8Array },
  { verified, before }: Keeping,
): Promise<void> {
  for (const bytes of [trustedRoot, ...(files.rootsBetween ?? []), files.root])
    await addRoot(ctx.db, { version: readRoot(bytes).signed.version, bytes, installed_at: ctx.now })
  const { contents, root } = verified
  await addEdition(ctx.db, {
    version: contents.version,
    contents_sha256: verified.contentsSha256,
    contents: files.contents,
    installed_at: ctx.now,
  })
  await keepPartsOf(ctx, files, { verified, before })
  await putInForce(ctx.db, {
    network: root.network,
    version: contents.version,
    contents_sha256: verified.contentsSha256,
    root_version: root.version,
    freshness: files.freshness,
    valid_until: verified.validUntil,
    usable_until: verified.usableUntil,
    threshold: root.roles.contents.threshold,
    signedBy: verified.signedBy,
    ...(verified.parts === null ? {} : { parts_missing: missingFor(ctx, verified.contents, verified.parts) }),
    checkedAt: ctx.now,
  })
}

async function keepPartsOf(ctx: Context, { parts = [] }: DirectoryFiles, { verified, before }: Keeping): Promise<void> {
  const { parts: read, contentsSha256, changed } = verified
  if (read === null) return
  const bytesOf = new Map(parts.map((bytes) => [sha256Hex(bytes), bytes]))
  const held = read.held.flatMap((part) => {
    const bytes = bytesOf.get(part.sha256)
    return bytes === undefined ? [] : [{ part, bytes }]
  })
  await keepParts(ctx.db, held, ctx.now)
  await putInEdition(ctx.db, contentsSha256, read.held)
  if (changed !== null && before !== null) await keepInEdition(ctx.db, { from: before, to: contentsSha256, changed })
}

/** How many of the parts that are not here this node's authority may read. */
function missingFor({ node }: Context, { authorities }: Contents, { missing }: ReadParts): number {
  const own = node.facts.authorityId
  const member = authorities.some(({ id }) => id === own)
  return missing.filter(({ audience, readers }) => (audience === 'members' ? member : readers.includes(own))).length
}

function knownEdition({ version, contents_sha256: contentsSha256 }: Standing): KnownEdition | null {
  return version === null || contentsSha256 === null ? null : { version, contentsSha256 }
}

function isInForce(current: Standing, verified: VerifiedDirectory, files: DirectoryFiles): boolean {
  if (current.contents_sha256 !== verified.contentsSha256 || current.root_version !== verified.root.version) return false
  return current.freshness !== null && sha256Hex(current.freshness) === sha256Hex(files.freshness)
}

async function pinNewest(node: Node, trustedRoot: Uint8Array, files: DirectoryFiles): Promise<void> {
  const pinned = readRoot(trustedRoot)
  const newest = followRoots(pinned, [...(files.rootsBetween ?? []), files.root])
  if (newest.signed.version > pinned.signed.version) await pinRoot(node.world, node.folder, files.root)
}

function graceOf({ graceMs }: InstallOptions): { graceMs?: number } {
  return graceMs === undefined ? {} : { graceMs }
}
