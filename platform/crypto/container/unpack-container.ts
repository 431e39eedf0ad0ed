import { ComityError } from '@comity/errors'
import { sameBytes, view } from '../bytes/bytes.ts'
import { mimetype, orderFault } from './entry-name.ts'
import { packContainer, type ContainerEntry } from './pack-container.ts'

export interface ContainerLimits {
  /** Bounds memory; nothing is compressed, so a container cannot unfold to more than its own size. */
  readonly maxBytes: number
  /** Bounds lists that are made of many empty files. */
  readonly maxEntries: number
}

const defaultLimits: ContainerLimits = { maxBytes: 64 * 1024 * 1024, maxEntries: 1000 }
const localBytes = 30

/**
 * The entries after `mimetype`, as windows into `bytes`. The local headers are followed from the first byte, the directory
 * is never believed: the entries are packed again and must give the same bytes. So there is nothing between, behind,
 * inside or twice that any other ZIP reader could see differently.
 *
 * @throws ComityError `too-large`, `container-malformed` (with the reason) or `container-not-canonical`.
 */
export function unpackContainer(bytes: Uint8Array, limits: ContainerLimits = defaultLimits): ContainerEntry[] {
  if (bytes.length > limits.maxBytes) throw new ComityError('too-large', { values: { maxBytes: limits.maxBytes } })
  const [first, ...entries] = followHeaders(view(bytes), limits.maxEntries)
  const fault = orderFault([first?.name ?? '', ...entries.map(({ name }) => name)])
  if (fault !== null) refuse(fault)
  if (first === undefined || !sameBytes(first.bytes, mimetype)) refuse('another media type')
  if (!sameBytes(packContainer(entries), bytes)) throw new ComityError('container-not-canonical')
  return entries
}

function followHeaders(bytes: Buffer, maxEntries: number): ContainerEntry[] {
  const entries: ContainerEntry[] = []
  let at = 0
  while (at + localBytes <= bytes.length && bytes.readUInt32LE(at) === 0x04034b50) {
    if (entries.length > maxEntries) refuse('too many entries')
    if (bytes.readUInt16LE(at + 8) !== 0) refuse('a compressed entry')
    const size = bytes.readUInt32LE(at + 22)
    const start = at + localBytes + bytes.readUInt16LE(at + 26)
    if (start + size > bytes.length) refuse('an entry reaches past the end')
    entries.push({ name: bytes.toString('latin1', at + localBytes, start), bytes: bytes.subarray(start, start + size) })
    at = start + size
  }
  return entries
}

function refuse(reason: string): never {
  throw new ComityError('container-malformed', { values: { reason } })
}
