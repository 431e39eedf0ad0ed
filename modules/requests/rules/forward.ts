import { ComityError } from '@comity/errors'
import type { ActInput, DossierBody } from '../contract.ts'
import type { StoredRequest } from '../stored-request.ts'
import type { Effect } from './acts.ts'

/** What the sender of a misdirected request is told (E30 18, WA 34(4)). */
export function forwardEffect({ to, competent, reasons }: ActInput<'forward'>): Effect {
  const body: DossierBody<'misdirected'> = {
    reasons,
    ...(to === undefined ? {} : { forwardedTo: to }),
    ...(competent === undefined ? {} : { competent }),
  }
  return { said: { kind: 'misdirected', body } }
}

/** @throws ComityError `bad-input` where the request would be passed to oneself, back to its sender, or to another State. */
export function mustBeOfOwnState(request: StoredRequest, to: string): void {
  const sameState = to.slice(0, 2) === request.ownAuthority.slice(0, 2)
  if (!sameState || to === request.ownAuthority || to === request.counterpart)
    throw new ComityError('bad-input', { problems: [{ path: 'to', message: 'not-of-own-state' }] })
}
