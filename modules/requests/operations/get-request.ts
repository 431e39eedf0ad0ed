import assert from 'node:assert/strict'
import type { Db } from '@comity/database'
import type { Id, Request } from '../contract.ts'
import type { Reader } from '../policy.ts'

export async function getRequest(_db: Db, _viewer: Reader, _requestId: string): Promise<Request> {
  assert.fail('not yet')
}
