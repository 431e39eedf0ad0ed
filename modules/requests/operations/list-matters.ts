import assert from 'node:assert/strict'
import type { Db } from '@comity/database'
import type { MatterFilterPage, MatterRow } from '../contract.ts'
import type { Reader } from '../policy.ts'

export async function listMatters(_db: Db, _viewer: Reader, _filter: MatterFilter): Promise<Page<MatterRow>> {
  assert.fail('not yet')
}
