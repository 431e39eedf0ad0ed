import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request, StartExecution } from '../contract.ts'

export async function startExecution(_ctx: Context, _input: OfRequest & StartExecution): Promise<Request> {
  assert.fail('not yet')
}
