import type { AuthorityId, Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { type Authority, type EntryWarning, type Contents, type Names, type Proposal, type State } from '../contract.ts'
import { authorityNamesHeld, type AuthorityNames } from '../finding/store-finding.ts'
import { mustMay } from '../must-may.ts'
import { isSignedByCa, readApplication } from '../rules/application.ts'
import { entryWarnings } from '../rules/confusable.ts'
import { heldLists } from '../revocation-store.ts'
import { caSha256Of, effectiveEntries } from '../rules/effective.ts'
import { caFingerprint } from '../rules/fingerprint.ts'
import { standingForUpdate } from '../store.ts'
import { contentsOf } from './first-edition.ts'
import { contentsInForce } from './rebuild-rows.ts'
import { proposeContents } from './propose-contents.ts'
import { nextEdition, wholeInForce } from './whole-directory.ts'

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
  const { contents: next, made } = await withApplicant(ctx, current, applicant, admission.stateNames)
  const warnings = warningsAbout(current, applicant, {
    application: admission.application,
    known: await authorityNamesHeld(ctx.db),
  })
  if (warnings.length > 0 && admission.reason === undefined)
    throw new ComityError('name-confusable', {
      problems: warnings.map(({ kind, text, other }) => ({ path: kind, message: `${text} ${other}`.trim() })),
    })
  return proposeContents(ctx, {
    contents: next,
    made,
    change: current.authorities.some((one) => one.id === applicant.id) ? 'replace' : 'admit',
    about: applicant.id,
    names: applicant.names,
    fingerprint: caFingerprint(applicant),
    warnings,
    reason: admission.reason ?? null,
  })
}

/** In contents of the first format nothing but the entry changes; else what is listed of the authority without a node gives way to its entry. */
async function withApplicant(ctx: Context, current: Contents, applicant: Authority, stateNames: Names | undefined) {
  const states = statesWith(current.states, applicant.state, stateNames)
  const authorities = authoritiesWith(await withLatestLists(ctx, current), applicant)
  if (current.parts === undefined)
    return { contents: contentsOf(current.version + 1, ctx.now, { states, authorities }), made: [] }
  const { whole, before } = await wholeInForce(ctx.db, new Set([applicant.state]))
  const listings = new Map(
    [...whole.listings].map(([code, one]) => [code, { ...one, listed: one.listed.filter(({ id }) => id !== applicant.id) }]),
  )
  return nextEdition(ctx, { ...whole, states, authorities, listings }, { contents: current, before })
}

/**
 * What a person must not overlook: a name like another's, or other keys for an authority that is listed. The holder of the listed
 * key may sign the application besides: then the other keys are their wish, and no nomination that somebody forged.
 */
function warningsAbout(
  current: Contents,
  applicant: Authority,
  { application, known }: { readonly application: Uint8Array; readonly known: readonly AuthorityNames[] },
): EntryWarning[] {
  const listed = current.authorities.find((one) => one.id === applicant.id)
  const otherKeys =
    listed !== undefined && caSha256Of(listed) !== caSha256Of(applicant) && !isSignedByCa(application, listed)
      ? [{ kind: 'other-keys' as const, text: caFingerprint(listed), other: listed.id }]
      : []
  return [...otherKeys, ...entryWarnings(applicant, known)].slice(0, 20)
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
