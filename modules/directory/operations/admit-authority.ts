import type { AuthorityId, Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { type Authority, type EntryWarning, type Contents, type Names, type Proposal, type State } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { addProposal, proposalForUpdate, proposalOf } from '../proposal-store.ts'
import { isSignedByCa, readApplication } from '../rules/application.ts'
import { entryWarnings } from '../rules/confusable.ts'
import { heldLists } from '../revocation-store.ts'
import { caSha256Of, effectiveEntries } from '../rules/effective.ts'
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
  /** Why it is proposed in spite of what looks suspicious. */
  readonly reason?: string | undefined
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
  const warnings = warningsAbout(current, applicant, admission.application)
  if (warnings.length > 0 && admission.reason === undefined)
    throw new ComityError('name-confusable', {
      problems: warnings.map(({ kind, text, other }) => ({ path: kind, message: `${text} ${other}`.trim() })),
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
    ...(await signedByProposer(ctx, next)),
    proposed_by: ctx.actor.id,
    proposed_by_name: ctx.actor.name,
    proposed_at: ctx.now,
    warnings: JSON.stringify(warnings),
    reason: admission.reason ?? null,
  })
  await record(ctx, {
    act: 'directory.proposed',
    subject: { kind: 'directory-proposal', id },
    details: { version: next.version, authority: applicant.id, change, warnings: warnings.map(({ kind }) => kind).join(' ') },
  })
  const saved = await proposalForUpdate(ctx.db, id)
  if (saved === undefined) throw new ComityError('proposal-unknown')
  return proposalOf(saved)
}

/**
 * What a person must not overlook: a name like another's, or other keys for an authority that is listed. The holder of the listed
 * key may sign the application besides: then the other keys are their wish, and no nomination that somebody forged.
 */
function warningsAbout(current: Contents, applicant: Authority, application: Uint8Array): EntryWarning[] {
  const listed = current.authorities.find((one) => one.id === applicant.id)
  const otherKeys =
    listed !== undefined && caSha256Of(listed) !== caSha256Of(applicant) && !isSignedByCa(application, listed)
      ? [{ kind: 'other-keys' as const, text: caFingerprint(listed), other: listed.id }]
      : []
  return [...otherKeys, ...entryWarnings(applicant, current.authorities)].slice(0, 20)
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
