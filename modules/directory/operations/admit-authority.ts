import type { AuthorityId, Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { type Authority, type Contents, type Names, type Proposal, type State } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { addProposal, proposalForUpdate, proposalOf } from '../proposal-store.ts'
import { readApplication } from '../rules/application.ts'
import { heldLists } from '../revocation-store.ts'
import { effectiveEntries } from '../rules/effective.ts'
import { caFingerprint } from '../rules/fingerprint.ts'
import { fileOf, signatureOf } from '../rules/sign-file.ts'
import { rootInForce, standingForUpdate } from '../store.ts'
import { contentsOf } from './first-edition.ts'
import { contentsInForce } from './rebuild-rows.ts'
import { roleKeysHere } from './role-keys.ts'
import { rootOfFile } from './root-of-file.ts'

export interface AdmitAuthority {
  /** The bytes of the authority's join file. */
  readonly application: Uint8Array
  /** The State's names, when the directory does not list it yet. */
  readonly stateNames?: Names | undefined
}

/**
 * Proposes the next version of the directory, in which the applying authority is listed, or listed anew with other keys or
 * facts. The proposer signs the very bytes that a second person will approve.
 *
 * @throws ComityError `not-allowed`, `application-invalid`, `directory-malformed`, `directory-key-missing`, `unavailable`
 */
export async function admitAuthority(ctx: Context, publisher: AuthorityId | null, admission: AdmitAuthority): Promise<Proposal> {
  mustMay(ctx.actor, 'propose', { publisher, proposedBy: null })
  const applicant = readApplication(admission.application, ctx.now)
  await standingForUpdate(ctx.db)
  const current = await contentsInForce(ctx.db)
  if (current === null) throw new ComityError('unavailable')
  const next = contentsOf(current.version + 1, ctx.now, {
    states: statesWith(current.states, applicant.state, admission.stateNames),
    authorities: authoritiesWith(await withLatestLists(ctx, current), applicant),
  })
  const id = ctx.world.chance.uuid()
  const change = current.authorities.some((one) => one.id === applicant.id) ? 'replace' : 'admit'
  await addProposal(ctx.db, {
    id,
    version: next.version,
    change,
    authority_id: applicant.id,
    names: JSON.stringify(applicant.names),
    fingerprint: caFingerprint(applicant),
    contents: await signedByProposer(ctx, next),
    proposed_by: ctx.actor.id,
    proposed_by_name: ctx.actor.name,
    proposed_at: ctx.now,
    warnings: '[]',
    reason: null,
  })
  await record(ctx, {
    act: 'directory.proposed',
    subject: { kind: 'directory-proposal', id },
    details: { version: next.version, authority: applicant.id, change },
  })
  const saved = await proposalForUpdate(ctx.db, id)
  if (saved === undefined) throw new ComityError('proposal-unknown')
  return proposalOf(saved)
}

/** With a contents key of this machine, where one is here; else both persons sign with their own, elsewhere. */
async function signedByProposer(ctx: Context, next: Contents): Promise<Uint8Array> {
  const root = await rootInForce(ctx.db)
  if (root === undefined) throw new ComityError('unavailable')
  const signed = rootOfFile(root.bytes)
  const [key] = await roleKeysHere(ctx.world, ctx.node.folder, signed, 'contents')
  return fileOf(next, key === undefined ? [] : [signatureOf(next, key)])
}

/** What authorities revoked since travels with the next directory. */
async function withLatestLists(ctx: Context, current: Contents): Promise<Authority[]> {
  return effectiveEntries(current, [], await heldLists(ctx.db)).entries.map(({ authority }) => authority)
}

function statesWith(states: readonly State[], code: string, names: Names | undefined): State[] {
  if (names === undefined || states.some((state) => state.code === code)) return [...states]
  return [...states, { code, names }].sort((a, b) => (a.code < b.code ? -1 : 1))
}

function authoritiesWith(authorities: readonly Authority[], added: Authority): Authority[] {
  return [...authorities.filter((one) => one.id !== added.id), added].sort((a, b) => (a.id < b.id ? -1 : 1))
}
