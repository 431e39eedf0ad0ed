import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { canonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { Authority, Pin, PinProposal } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { addPin, changePin, pinForUpdate, replacePin, type StoredPin } from '../pin-store.ts'
import { readApplication } from '../rules/application.ts'
import { entryWarnings } from '../rules/confusable.ts'
import { caSha256Of } from '../rules/effective.ts'
import { caFingerprint } from '../rules/fingerprint.ts'
import { isFingerprint } from '../rules/fingerprint-words.ts'
import { authorityInForce, everyEntry, standingForUpdate, statesInForce } from '../store.ts'
import { pinOf } from './list-pins.ts'
import { forgetPeers } from './peer-facts.ts'
import { rebuildRows } from './rebuild-rows.ts'
import { stateOf } from './whole-directory.ts'

/**
 * Proposes to believe a peer's key without any directory: one person compared its fingerprint with the peer over another way and
 * says what they were told.
 *
 * @throws ComityError `not-allowed`, `application-invalid`, `fingerprint-differs`, `conflict` for this node's own authority
 */
export async function proposePin(ctx: Context, given: PinProposal): Promise<Pin> {
  mayPin(ctx)
  const authority = readApplication(new TextEncoder().encode(canonicalJson(given.card)), ctx.now)
  const fingerprint = caFingerprint(authority)
  if (!isFingerprint(given.fingerprint, fingerprint)) throw new ComityError('fingerprint-differs')
  // Another's key under this authority's own name could only serve to deceive.
  if (authority.id === ctx.node.facts.authorityId) throw new ComityError('conflict', { values: { id: authority.id } })
  const id = ctx.world.chance.uuid()
  await addPin(ctx.db, {
    id,
    authority_id: authority.id,
    entry: JSON.stringify(authority),
    state_names: JSON.stringify(given.stateNames ?? (await namesOfState(ctx, authority))),
    fingerprint,
    compared: given.compared,
    warnings: JSON.stringify(await warningsAbout(ctx, authority)),
    proposed_by: ctx.actor.id,
    proposed_by_name: ctx.actor.name,
    proposed_at: ctx.now,
  })
  await told(ctx, 'directory.pin-proposed', { id, authority: authority.id, fingerprint })
  return savedPin(ctx, id)
}

/**
 * A second person confirms: what is proposed is pinned, what is to end is ended.
 *
 * @throws ComityError `pin-unknown`, `pin-decided`, `pin-own`, `not-allowed`
 */
export async function confirmPin(ctx: Context, id: string): Promise<Pin> {
  const pin = await openPin(ctx, id, ['proposed', 'ending'])
  const first = pin.state === 'proposed' ? pin.proposed_by : pin.ending_by
  if (first === ctx.actor.id) throw new ComityError('pin-own')
  const by = { id: ctx.actor.id, name: ctx.actor.name, at: ctx.now }
  if (pin.state === 'proposed') {
    await replacePin(ctx.db, pin.authority_id, by)
    await changePin(ctx.db, id, { state: 'pinned', decided_by: by.id, decided_by_name: by.name, decided_at: by.at })
  } else await changePin(ctx.db, id, { state: 'ended', ended_by: by.id, ended_by_name: by.name, ended_at: by.at })
  await rebuildRows(ctx.db, null, new Set([stateOf(pin.authority_id)]))
  const act = pin.state === 'proposed' ? 'directory.pinned' : 'directory.pin-ended'
  await told(ctx, act, { id, authority: pin.authority_id, fingerprint: pin.fingerprint })
  ctx.afterCommit(() => forgetPeers(ctx.node))
  return savedPin(ctx, id)
}

/** Rejects what is proposed; keeps what was to end. Either person may. @throws ComityError as `confirmPin` */
export async function rejectPin(ctx: Context, id: string): Promise<Pin> {
  const pin = await openPin(ctx, id, ['proposed', 'ending'])
  const by = { decided_by: ctx.actor.id, decided_by_name: ctx.actor.name, decided_at: ctx.now }
  if (pin.state === 'proposed') await changePin(ctx.db, id, { state: 'rejected', ...by })
  else await changePin(ctx.db, id, { state: 'pinned', ending_by: null, ending_by_name: null, ending_at: null })
  const act = pin.state === 'proposed' ? 'directory.pin-rejected' : 'directory.pin-kept'
  await told(ctx, act, { id, authority: pin.authority_id, fingerprint: pin.fingerprint })
  return savedPin(ctx, id)
}

/** Proposes to end a pin. @throws ComityError as `confirmPin` */
export async function endPin(ctx: Context, id: string): Promise<Pin> {
  const pin = await openPin(ctx, id, ['pinned'])
  const ending = { ending_by: ctx.actor.id, ending_by_name: ctx.actor.name, ending_at: ctx.now }
  await changePin(ctx.db, id, { state: 'ending', ...ending })
  await told(ctx, 'directory.pin-ending', { id, authority: pin.authority_id, fingerprint: pin.fingerprint })
  return savedPin(ctx, id)
}

function mayPin(ctx: Context): void {
  mustMay(ctx.actor, 'pin', { publisher: null, proposedBy: null, own: ctx.node.facts.authorityId })
}

async function openPin(ctx: Context, id: string, states: readonly StoredPin['state'][]): Promise<StoredPin> {
  mayPin(ctx)
  // One at a time: two pins of one authority must not both be in force.
  await standingForUpdate(ctx.db)
  const pin = await pinForUpdate(ctx.db, id)
  if (pin === undefined) throw new ComityError('pin-unknown')
  if (!states.includes(pin.state)) throw new ComityError('pin-decided')
  return pin
}

async function savedPin(ctx: Context, id: string): Promise<Pin> {
  const pin = await pinForUpdate(ctx.db, id)
  if (pin === undefined) throw new ComityError('pin-unknown')
  const facts = await authorityInForce(ctx.db, pin.authority_id)
  return pinOf(pin, facts?.differs ?? null)
}

async function namesOfState(ctx: Context, authority: Authority) {
  const states = await statesInForce(ctx.db)
  return states.find(({ code }) => code === authority.state)?.names ?? { en: authority.state }
}

async function warningsAbout(ctx: Context, authority: Authority) {
  const known = await everyEntry(ctx.db)
  const listed = known.find((one) => one.id === authority.id)
  const otherKeys = listed !== undefined && caSha256Of(listed) !== caSha256Of(authority)
  const warning = { kind: 'other-keys' as const, text: caFingerprint(listed ?? authority), other: authority.id }
  return [...(otherKeys ? [warning] : []), ...entryWarnings(authority, known)].slice(0, 20)
}

async function told(ctx: Context, act: string, about: { id: string; authority: string; fingerprint: string }): Promise<void> {
  const { id, ...details } = about
  await record(ctx, { act, subject: { kind: 'directory-pin', id }, details })
}
