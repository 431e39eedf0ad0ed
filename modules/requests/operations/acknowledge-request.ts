import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { AcknowledgeRequest, OfRequest, Request } from '../contract.ts'

export async function acknowledgeRequest(_ctx: Context, _input: OfRequest & AcknowledgeRequest): Promise<Request> {
  assert.fail('not yet')
}
