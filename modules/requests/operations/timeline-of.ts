import assert from 'node:assert/strict'
import type { Db } from '@comity/database'
import type { Id, TimelineEntry } from '../contract.ts'
import type { Reader } from '../policy.ts'

export async function timelineOf(_db: Db, _viewer: Reader, _requestId: string): Promise<TimelineEntry[]> {
  assert.fail('not yet')
}
