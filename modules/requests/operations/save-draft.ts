import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request, SaveDraft } from '../contract.ts'

export async function saveDraft(_ctx: Context, _input: OfRequest & SaveDraft): Promise<Request> {
  assert.fail('not yet')
}
