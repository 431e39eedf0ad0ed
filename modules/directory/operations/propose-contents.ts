import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Contents, Difference, EntryWarning, Names, Proposal } from '../contract.ts'
import { keepParts } from '../part-store.ts'
import { addProposal, proposalForUpdate, proposalOf } from '../proposal-store.ts'
import { fileOf, signatureOf } from '../rules/sign-file.ts'
import type { MadePart } from '../rules/split-parts.ts'
import { rootInForce } from '../store.ts'
import { roleKeysHere } from './role-keys.ts'
import { rootOfFile } from './root-of-file.ts'

/** The next contents, and what a second person must know of them. */
export interface NextContents {
  readonly contents: Contents
  readonly made: readonly MadePart[]
  readonly change: Proposal['change']
  /** The authority or State that it is about, or the first of several. */
  readonly about: string
  readonly names: Names
  readonly fingerprint: string
  readonly differences?: readonly Difference[]
  readonly warnings: readonly EntryWarning[]
  readonly reason: string | null
}

/** Proposes the next version of the directory: the proposer signs the very bytes that a second person will approve. */
export async function proposeContents(ctx: Context, next: NextContents): Promise<Proposal> {
  await keepParts(ctx.db, next.made, ctx.now)
  const id = ctx.world.chance.uuid()
  await addProposal(ctx.db, {
    id,
    version: next.contents.version,
    change: next.change,
    authority_id: next.about,
    names: JSON.stringify(next.names),
    fingerprint: next.fingerprint,
    ...(await signedByProposer(ctx, next.contents)),
    proposed_by: ctx.actor.id,
    proposed_by_name: ctx.actor.name,
    proposed_at: ctx.now,
    warnings: JSON.stringify(next.warnings),
    differences: JSON.stringify(next.differences ?? []),
    reason: next.reason,
  })
  await record(ctx, {
    act: 'directory.proposed',
    subject: { kind: 'directory-proposal', id },
    details: {
      version: next.contents.version,
      authority: next.about,
      change: next.change,
      warnings: next.warnings.map(({ kind }) => kind).join(' '),
    },
  })
  const saved = await proposalForUpdate(ctx.db, id)
  if (saved === undefined) throw new ComityError('proposal-unknown')
  return proposalOf(saved)
}

/** With a contents key of this machine, where one is here; else both persons sign with their own, elsewhere. */
async function signedByProposer(ctx: Context, next: Contents): Promise<{ contents: Uint8Array; signatures: number }> {
  const root = await rootInForce(ctx.db)
  if (root === undefined) throw new ComityError('unavailable')
  const signed = rootOfFile(root.bytes)
  const [key] = await roleKeysHere(ctx.world, ctx.node.folder, signed, 'contents')
  const signatures = key === undefined ? [] : [signatureOf(next, key)]
  return { contents: fileOf(next, signatures), signatures: signatures.length }
}
