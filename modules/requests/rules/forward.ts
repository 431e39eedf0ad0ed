import { ComityError } from '@comity/errors'
import { MAX_ATTACHMENTS } from '../contract.ts'
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
