import assert from 'node:assert/strict'
import type { Node } from '@comity/accounts/contract'
import type { Reader } from '../policy.ts'

export interface ReadFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export async function readFile(_node: Node, _viewer: Reader, _file: { readonly requestId: string; readonly sha256: string }): Promise<ReadFile> {
  assert.fail('not yet')
}
