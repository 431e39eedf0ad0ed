import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { AttachFile, Request } from '../contract.ts'

export async function attachFile(_ctx: Context, _input: AttachFile): Promise<Request> {
  assert.fail('not yet')
}
