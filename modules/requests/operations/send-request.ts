import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request } from '../contract.ts'

export async function sendRequest(_ctx: Context, _input: OfRequest): Promise<Request> {
  assert.fail('not yet')
}
