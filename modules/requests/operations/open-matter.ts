import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { Matter, OpenMatter } from '../contract.ts'

export async function openMatter(_ctx: Context, _input: OpenMatter): Promise<Matter> {
  assert.fail('not yet')
}
