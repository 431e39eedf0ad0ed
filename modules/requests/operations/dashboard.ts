import assert from 'node:assert/strict'
import type { Db } from '@comity/database'
import type { Dashboard } from '../contract.ts'
import type { Reader } from '../policy.ts'

export async function dashboard(_db: Db, _viewer: Reader): Promise<Dashboard> {
  assert.fail('not yet')
}
