import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { AnswerClarification, OfRequest, Request } from '../contract.ts'

export async function answerClarification(_ctx: Context, _input: OfRequest & AnswerClarification): Promise<Request> {
  assert.fail('not yet')
}
