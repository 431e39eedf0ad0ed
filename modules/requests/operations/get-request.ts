import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Request } from '../contract.ts'
import { authorityFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { requestById } from '../store.ts'
import { present } from '../stored-request.ts'

/** A request of the viewer's office with the viewer's next steps; one statement. @throws ComityError `request-not-found`, `not-allowed`. */
export async function getRequest(db: Db, viewer: Reader, requestId: string): Promise<Request> {
  const request = await requestById(db, requestId, authorityFor(viewer.actor, 'read'))
  if (!request) throw new ComityError('request-not-found')
  return present(request, viewer.actor)
}
