import type { AuthorityId, Context, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import type { Actor } from '@comity/accounts/contract'
import { canonicalJson } from '@comity/crypto'
import { lockOut, mustNotLockOut } from '../ceremony/lock-out.ts'
import { ContentsFile, type Root, type RootPublication } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { overtakeProposals } from '../proposal-store.ts'
import { followRoots, readRoot } from '../rules/read-root.ts'
import { signersOf } from '../rules/signed-file.ts'
import { editionInForce, standingForUpdate } from '../store.ts'
import { pinRoot, readPinnedRoot } from './create-directory-roots.ts'
import { install } from './install-directory.ts'
import { changedStates } from '../rules/changed-states.ts'
import { standingHere } from './standing-here.ts'
import { forgetPeers } from './peer-facts.ts'
import { roleKeysHere } from './role-keys.ts'
import { signFreshness } from './sign-freshness.ts'
import { partsFor } from './whole-directory.ts'

/**
 * Publishes a new root on the secretariat's node, with contents and freshness that hold under it. Whoever brings it needs no key:
 * the holders' signatures speak. Other nodes follow it with their next fetch (protocol 07 §7).
 *
 * @throws ComityError `not-allowed`, `root-would-lock-out` where its contents or freshness could not be signed, and all that a
 * fetched root is refused for
 */
export async function publishRoot(
  node: Node,
  actor: Actor,
  publisher: AuthorityId | null,
  publication: RootPublication,
): Promise<{ rootVersion: number; version: number }> {
  mustMay(actor, 'publish-root', { publisher, proposedBy: null })
  const pinned = await readPinnedRoot(node.world, node.folder)
  const root = new TextEncoder().encode(canonicalJson(publication.root))
  const next = followRoots(readRoot(pinned), [root]).signed
  mustNotLockOut(next, node.world.clock.now())
  const version = await inContext(node, actor, (ctx) => installRoot(ctx, { pinned, root, next, contents: publication.contents }))
  // After the commit, as every installation: a crash between the two only makes the next one take the step again.
  await pinRoot(node.world, node.folder, root)
  forgetPeers(node)
  return { rootVersion: next.version, version }
}

interface Offered {
  readonly pinned: Uint8Array
  readonly root: Uint8Array
  readonly next: Root
  readonly contents: ContentsFile | undefined
}

async function installRoot(ctx: Context, { pinned, root, next, contents: given }: Offered): Promise<number> {
  await standingForUpdate(ctx.db)
  const contents = given === undefined ? (await editionInForce(ctx.db))?.contents : Buffer.from(canonicalJson(given))
  if (contents === undefined) throw lockOut('contents-signatures', 'contents')
  const file = ContentsFile.parse(JSON.parse(new TextDecoder().decode(contents)))
  // Nodes would refuse a directory whose contents nobody of the new holders has signed.
  if (signersOf(file, next.keys, next.roles.contents).size < next.roles.contents.threshold)
    throw lockOut('contents-signatures', 'contents')
  const [key] = await roleKeysHere(ctx.world, ctx.node.folder, next, 'freshness')
  if (key === undefined) throw lockOut('freshness-key', 'freshness')
  const { version } = file.signed
  const freshness = signFreshness(key, { contents, version, at: ctx.now })
  const parts = await partsFor(
    ctx.db,
    file.signed,
    changedStates(await standingHere(ctx.db, ctx.node.facts.authorityId), file.signed),
  )
  await install(ctx, { files: { root, contents, freshness, parts }, trustedRoot: pinned })
  await record(ctx, {
    act: 'directory.root-published',
    subject: { kind: 'directory-root', id: String(next.version) },
    details: { version, previous: readRoot(pinned).signed.version },
  })
  // What was signed for approval under the old keys is signed for nothing now.
  await overtakeProposals(ctx.db, version, ctx.now)
  return version
}
