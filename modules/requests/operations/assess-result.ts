import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { AssessResult, OfRequest, Request } from '../contract.ts'

export async function assessResult(_ctx: Context, _input: OfRequest & AssessResult): Promise<Request> {
  assert.fail('not yet')
}
