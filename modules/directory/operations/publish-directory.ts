import type { AuthorityId, Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { readContentsDraft, withSignature } from '../ceremony/drafts.ts'
import type { Proposal, Root } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { decideProposal, overtakeProposals, proposalForUpdate, proposalOf } from '../proposal-store.ts'
import { fileOf, signatureOf, spkiOf } from '../rules/sign-file.ts'
import { keyIdOf, signersOf } from '../rules/signed-file.ts'
import { rootInForce, standingForUpdate } from '../store.ts'
import { moveTakenUp } from '../suggestion-store.ts'
import { readPinnedRoot } from './create-directory-roots.ts'
import { install } from './install-directory.ts'
import { freshnessKeyHere, roleKeysHere } from './role-keys.ts'
import { rootOfFile } from './root-of-file.ts'
import { signFreshness } from './sign-freshness.ts'
import { contentsIn } from './contents-in.ts'
import { changedStates } from '../rules/changed-states.ts'
import { standingHere } from './standing-here.ts'
import { partsFor } from './whole-directory.ts'

export interface ProposalDecision {
  readonly proposalId: string
}

/**
 * Approves a proposal: adds the second contents signature to the bytes that the first person signed, and publishes them.
 *
 * @throws ComityError `proposal-unknown`, `proposal-own`, `not-allowed`, `proposal-overtaken`, `directory-key-missing`
 */
export async function publishDirectory(
  ctx: Context,
  publisher: AuthorityId | null,
  decision: ProposalDecision,
): Promise<Proposal> {
  const proposal = await openProposal(ctx, decision)
  mustMay(ctx.actor, 'approve', { publisher, proposedBy: proposal.proposed_by })
  const current = await standingForUpdate(ctx.db)
  const root = await rootInForce(ctx.db)
  if (root === undefined || current.version === null || proposal.version !== current.version + 1)
    throw new ComityError('proposal-overtaken')
  const signed = rootOfFile(root.bytes)
  const contents = await signedAgain(ctx, proposal.contents, signed)
  const key = await freshnessKeyHere(ctx.world, ctx.node.folder, signed)
  const freshness = signFreshness(key, { contents, version: proposal.version, at: ctx.now })
  const next = contentsIn(contents)
  const changed = changedStates(await standingHere(ctx.db, ctx.node.facts.authorityId), next)
  await install(ctx, {
    files: { root: root.bytes, contents, freshness, parts: await partsFor(ctx.db, next, changed) },
    trustedRoot: await readPinnedRoot(ctx.world, ctx.node.folder),
  })
  await decideProposal(ctx.db, proposal.id, { state: 'published', by: ctx.actor.id, byName: ctx.actor.name, at: ctx.now })
  await record(ctx, {
    act: 'directory.published',
    subject: { kind: 'directory', id: String(proposal.version) },
    details: { proposal: proposal.id, proposedBy: proposal.proposed_by, authority: proposal.authority_id },
  })
  await moveTakenUp(ctx.db, proposal.id, 'published', ctx.now)
  await freeTakenUp(ctx.db, await overtakeProposals(ctx.db, proposal.version, ctx.now), ctx.now)
  return decided(ctx, decision)
}

/**
 * Rejects a proposal; its proposer may do so too.
 *
 * @throws ComityError `proposal-unknown`, `not-allowed`, `proposal-overtaken`
 */
export async function rejectProposal(ctx: Context, publisher: AuthorityId | null, decision: ProposalDecision): Promise<Proposal> {
  const proposal = await openProposal(ctx, decision)
  mustMay(ctx.actor, 'reject', { publisher, proposedBy: proposal.proposed_by })
  await decideProposal(ctx.db, proposal.id, { state: 'rejected', by: ctx.actor.id, byName: ctx.actor.name, at: ctx.now })
  await record(ctx, {
    act: 'directory.rejected',
    subject: { kind: 'directory-proposal', id: proposal.id },
    details: { version: proposal.version },
  })
  await freeTakenUp(ctx.db, [proposal.id], ctx.now)
  return decided(ctx, decision)
}

/** What proposals that came to nothing had taken up waits again. */
async function freeTakenUp(db: Db, proposals: readonly string[], at: Date): Promise<void> {
  for (const id of proposals) await moveTakenUp(db, id, 'received', at)
}

async function openProposal(ctx: Context, decision: ProposalDecision) {
  const proposal = await proposalForUpdate(ctx.db, decision.proposalId)
  if (proposal === undefined) throw new ComityError('proposal-unknown')
  if (proposal.state !== 'proposed') throw new ComityError('proposal-overtaken')
  return proposal
}

async function decided(ctx: Context, decision: ProposalDecision): Promise<Proposal> {
  const proposal = await proposalForUpdate(ctx.db, decision.proposalId)
  if (proposal === undefined) throw new ComityError('proposal-unknown')
  return proposalOf(proposal)
}

/** With another contents key of this machine, unless the signatures of persons elsewhere are enough already. */
async function signedAgain(ctx: Context, proposed: Uint8Array, root: Root): Promise<Uint8Array> {
  const { threshold } = root.roles.contents
  const draft = readContentsDraft(proposed)
  const signers = signersOf(draft, root.keys, root.roles.contents)
  if (signers.size >= threshold) return proposed
  const here = await roleKeysHere(ctx.world, ctx.node.folder, root, 'contents')
  const key = here.find((one) => !signers.has(keyIdOf(spkiOf(one))))
  if (key === undefined || signers.size + 1 < threshold)
    throw new ComityError('contents-signature-missing', { values: { signed: signers.size, needed: threshold } })
  return fileOf(draft.signed, withSignature(draft, signatureOf(draft.signed, key)).signatures)
}
