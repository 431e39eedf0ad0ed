import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { DraftRequest, Request } from '../contract.ts'

export async function draftRequest(_ctx: Context, _input: DraftRequest): Promise<Request> {
  assert.fail('not yet')
}
