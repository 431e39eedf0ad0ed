import type { AuthorityId, Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { canonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { readContentsDraft, withSignature } from '../ceremony/drafts.ts'
import { holderOf } from '../ceremony/root-changes.ts'
import type { ContentsSignatures, Proposal } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { keepSignatures, proposalForUpdate, proposalOf } from '../proposal-store.ts'
import { fileOf } from '../rules/sign-file.ts'
import { signersOf } from '../rules/signed-file.ts'
import { rootInForce } from '../store.ts'
import { rootOfFile } from './root-of-file.ts'

/**
 * Adds to a proposal what a holder of a contents key signed on a machine of their own. It publishes nothing: a second person
 * still approves.
 *
 * @throws ComityError `proposal-unknown`, `proposal-overtaken`, `not-allowed`, `signature-for-another` where the file is about other
 * contents, `key-of-no-role` where no signature in it is of a contents key
 */
export async function addSignature(
  ctx: Context,
  publisher: AuthorityId | null,
  { proposalId, file }: { readonly proposalId: string; readonly file: ContentsSignatures },
): Promise<Proposal> {
  mustMay(ctx.actor, 'propose', { publisher, proposedBy: null })
  const proposal = await proposalForUpdate(ctx.db, proposalId)
  if (proposal === undefined) throw new ComityError('proposal-unknown')
  if (proposal.state !== 'proposed') throw new ComityError('proposal-overtaken')
  const draft = readContentsDraft(proposal.contents)
  if (canonicalJson(file.signed) !== canonicalJson(draft.signed)) throw new ComityError('signature-for-another')
  const stored = await rootInForce(ctx.db)
  if (stored === undefined) throw new ComityError('unavailable')
  const root = rootOfFile(stored.bytes)
  const signers = signersOf(file, root.keys, root.roles.contents)
  if (signers.size === 0) throw new ComityError('key-of-no-role', { values: { role: 'contents' } })
  const added = file.signatures.filter(({ keyId }) => signers.has(keyId))
  const merged = added.reduce((all, one) => withSignature(all, one), draft)
  const contents = fileOf(merged.signed, merged.signatures)
  await keepSignatures(ctx.db, proposalId, { contents, signatures: merged.signatures.length })
  await record(ctx, {
    act: 'directory.signature-added',
    subject: { kind: 'directory-proposal', id: proposalId },
    details: { keys: [...signers].map((keyId) => `${holderOf(root, keyId)} ${keyId.slice(0, 12)}`.trim()).join(', ') },
  })
  const saved = await proposalForUpdate(ctx.db, proposalId)
  if (saved === undefined) throw new ComityError('proposal-unknown')
  return proposalOf(saved)
}
