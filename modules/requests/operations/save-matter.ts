import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { Id, Matter, SaveMatter } from '../contract.ts'

export async function saveMatter(_ctx: Context, _input: SaveMatter & { readonly matterId: string }): Promise<Matter> {
  assert.fail('not yet')
}
