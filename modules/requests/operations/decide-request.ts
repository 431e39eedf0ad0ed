import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { DecideRequest, OfRequest, Request } from '../contract.ts'

export async function decideRequest(_ctx: Context, _input: OfRequest & DecideRequest): Promise<Request> {
  assert.fail('not yet')
}
