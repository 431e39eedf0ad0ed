import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request } from '../contract.ts'

export async function detachFile(_ctx: Context, _input: OfRequest & { readonly name: string }): Promise<Request> {
  assert.fail('not yet')
}
