import assert from 'node:assert/strict'
import type { Db } from '@comity/database'
import type { RequestFilterPage, RequestRow } from '../contract.ts'
import type { Reader } from '../policy.ts'

export async function listRequests(_db: Db, _viewer: Reader, _filter: RequestFilter): Promise<Page<RequestRow>> {
  assert.fail('not yet')
}
