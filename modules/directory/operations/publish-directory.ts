import type { AuthorityId, Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { ContentsFile, type Proposal } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { decideProposal, overtakeProposals, proposalForUpdate, proposalOf } from '../proposal-store.ts'
import { fileOf, signatureOf } from '../rules/sign-file.ts'
import { rootOf, standingForUpdate } from '../store.ts'
import { readPinnedRoot, readSecretariatKey, secretariatKeys } from './create-directory-roots.ts'
import { install } from './install-directory.ts'
import { signFreshness } from './sign-freshness.ts'

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
  const root = current.root_version === null ? undefined : await rootOf(ctx.db, current.root_version)
  if (root === undefined || current.version === null || proposal.version !== current.version + 1)
    throw new ComityError('proposal-overtaken')
  const contents = await signedAgain(ctx, proposal.contents)
  const key = await readSecretariatKey(ctx.world, ctx.node.folder, secretariatKeys.freshness[0])
  const freshness = signFreshness(key, { contents, version: proposal.version, at: ctx.now })
  await install(ctx, {
    files: { root: root.bytes, contents, freshness },
    trustedRoot: await readPinnedRoot(ctx.world, ctx.node.folder),
  })
  await decideProposal(ctx.db, proposal.id, { state: 'published', by: ctx.actor.id, byName: ctx.actor.name, at: ctx.now })
  await record(ctx, {
    act: 'directory.published',
    subject: { kind: 'directory', id: String(proposal.version) },
    details: { proposal: proposal.id, proposedBy: proposal.proposed_by, authority: proposal.authority_id },
  })
  await overtakeProposals(ctx.db, proposal.version, ctx.now)
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
  return decided(ctx, decision)
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

async function signedAgain(ctx: Context, proposed: Uint8Array): Promise<Uint8Array> {
  const { signed, signatures } = ContentsFile.parse(JSON.parse(new TextDecoder().decode(proposed)))
  const key = await readSecretariatKey(ctx.world, ctx.node.folder, secretariatKeys.contents[1])
  return fileOf(signed, [...signatures, signatureOf(signed, key)])
}
