import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request, ReturnRequest } from '../contract.ts'

export async function returnRequest(_ctx: Context, _input: OfRequest & ReturnRequest): Promise<Request> {
  assert.fail('not yet')
}
