import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Request } from '../contract.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { requestById } from '../store.ts'
import { present } from '../stored-request.ts'

/** A request of the viewer's office with the viewer's next steps; one statement. `today` decides whether a day has passed in silence; without it none has. @throws ComityError `request-not-found`, `not-allowed`. */
export async function getRequest(db: Db, viewer: Reader, requestId: string, today = ''): Promise<Request> {
  const request = await requestById(db, requestId, sightFor(viewer.actor).tokens)
  if (!request) throw new ComityError('request-not-found')
  return present(request, viewer.actor, today)
}
