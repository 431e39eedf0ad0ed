import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request, SendResult } from '../contract.ts'

export async function sendResult(_ctx: Context, _input: OfRequest & SendResult): Promise<Request> {
  assert.fail('not yet')
}
