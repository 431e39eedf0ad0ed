import { ComityError } from '@comity/errors'
import { MAX_ATTACHMENTS } from '../contract.ts'
import type { ActInput, DossierBody } from '../contract.ts'
import type { StoredRequest } from '../stored-request.ts'
import type { Effect } from './acts.ts'

/** What the sender of a misdirected request is told (E30 18, WA 34(4)). */
export function forwardEffect({ to, competent, competentAuthority, reasons }: ActInput<'forward'>): Effect {
  const body: DossierBody<'misdirected'> = {
    reasons,
    ...(to === undefined ? {} : { forwardedTo: to }),
    ...(competent === undefined ? {} : { competent }),
    ...(competentAuthority === undefined ? {} : { competentAuthority }),
  }
  return { said: { kind: 'misdirected', body } }
}

/**
 * @throws ComityError `bad-input` where the request would be passed to oneself, back to its sender or to another State; where it did not come
 *   by the network or was passed on once already, since then no container of its sender can go with it; or where that is one file too many.
 */
export function mustBePassable(request: StoredRequest, to: string): void {
  const sameState = to.slice(0, 2) === request.ownAuthority.slice(0, 2)
  const problem =
    !sameState || to === request.ownAuthority || to === request.counterpart
      ? 'not-of-own-state'
      : request.channel !== 'network'
        ? 'not-on-the-network'
        : request.record.misdirected !== null
          ? 'passed-on-already'
          : request.attachments.length >= MAX_ATTACHMENTS
            ? 'too-many-files'
            : null
  if (problem !== null) throw new ComityError('bad-input', { problems: [{ path: 'to', message: problem }] })
}

/**
 * Whether an authority is of neither of the two States of a request. What one State tells another in confidence (46(20)) no authority hands to a third: E30 18 and
 * WA 34(4) let it pass on within its own State only. It names who is competent there, and the sender decides.
 */
export function isOfThirdState(
  { ownAuthority, counterpart }: Pick<StoredRequest, 'ownAuthority' | 'counterpart'>,
  id: string,
): boolean {
  return ![ownAuthority, counterpart ?? ''].some((one) => one.slice(0, 2) === id.slice(0, 2))
}

/** @throws ComityError `bad-input` where the authority named as competent is of one of the two States, or the request is passed on besides. */
export function mustBeNameable(request: StoredRequest, { to, competentAuthority }: ActInput<'forward'>): void {
  if (competentAuthority === undefined) return
  const problem =
    to !== undefined ? 'passed-on-already' : isOfThirdState(request, competentAuthority) ? null : 'not-of-third-state'
  if (problem !== null) throw new ComityError('bad-input', { problems: [{ path: 'competentAuthority', message: problem }] })
}
