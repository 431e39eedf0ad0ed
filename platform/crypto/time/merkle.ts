import assert from 'node:assert/strict'
import { concat, sameBytes, sha256, type Bytes } from '../bytes/bytes.ts'

/** The Merkle tree hash of the leaves in their order (RFC 6962 §2.1). Of no leaves: SHA-256 of nothing. */
export function merkleRoot(leaves: readonly Uint8Array[]): Bytes {
  if (leaves.length === 0) return sha256(new Uint8Array())
  return rootOf(leaves.map(leafHash))
}

/** The hashes that lead from leaf `index` to the root, nearest first (RFC 6962 §2.1.1). */
export function merklePath(leaves: readonly Uint8Array[], index: number): Bytes[] {
  assert(Number.isInteger(index) && index >= 0 && index < leaves.length, 'the leaf is in the tree')
  return pathOf(leaves.map(leafHash), index)
}

/** Whether `path` leads from `leaf`, the one at `index` of `size`, to `root` (RFC 9162 §2.1.3.2). */
export function verifyMerklePath(input: {
  leaf: Uint8Array
  index: number
  size: number
  path: readonly Uint8Array[]
  root: Uint8Array
}): boolean {
  const { leaf, index, size, path, root } = input
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false
  let node = index
  let last = size - 1
  let hash = leafHash(leaf)
  for (const sibling of path) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        last = Math.floor(last / 2)
      }
    } else {
      hash = nodeHash(hash, sibling)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && sameBytes(hash, root)
}

function leafHash(leaf: Uint8Array): Bytes {
  return sha256(concat(Uint8Array.of(0), leaf))
}

function nodeHash(left: Uint8Array, right: Uint8Array): Bytes {
  return sha256(concat(Uint8Array.of(1), left, right))
}

function rootOf(hashes: readonly Bytes[]): Bytes {
  const [only] = hashes
  assert(only !== undefined, 'a tree has leaves')
  if (hashes.length === 1) return only
  const split = splitOf(hashes.length)
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)))
}

function pathOf(hashes: readonly Bytes[], index: number): Bytes[] {
  if (hashes.length === 1) return []
  const split = splitOf(hashes.length)
  return index < split
    ? [...pathOf(hashes.slice(0, split), index), rootOf(hashes.slice(split))]
    : [...pathOf(hashes.slice(split), index - split), rootOf(hashes.slice(0, split))]
}

// The largest power of two below `size`.
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}
