import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { CloseRequest, OfRequest, Request } from '../contract.ts'

export async function closeRequest(_ctx: Context, _input: OfRequest & CloseRequest): Promise<Request> {
  assert.fail('not yet')
}
