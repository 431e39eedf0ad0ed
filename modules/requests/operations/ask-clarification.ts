import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { AskClarification, OfRequest, Request } from '../contract.ts'

export async function askClarification(_ctx: Context, _input: OfRequest & AskClarification): Promise<Request> {
  assert.fail('not yet')
}
