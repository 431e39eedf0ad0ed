import assert from 'node:assert/strict'
import type { Db } from '@comity/database'
import type { Id, Matter } from '../contract.ts'
import type { Reader } from '../policy.ts'

export async function getMatter(_db: Db, _viewer: Reader, _matterId: string): Promise<Matter> {
  assert.fail('not yet')
}
