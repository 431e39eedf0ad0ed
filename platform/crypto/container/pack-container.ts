import assert from 'node:assert/strict'
import { crc32 } from 'node:zlib'
import { view, type Bytes } from '../bytes/bytes.ts'
import { mimetype, mimetypeName, orderFault } from './entry-name.ts'

/** One file of a container. */
export interface ContainerEntry {
  /** Plain ASCII path (protocol/04 §4.2). */
  readonly name: string
  readonly bytes: Uint8Array
}

const localBytes = 30
const centralBytes = 46
const endBytes = 22
const versionNeeded = 20
/** 1980-01-01, the first day that DOS can say. */
const fixedDate = 0x0021

/**
 * The one ZIP of these entries (protocol/04 §4.1): `mimetype` is put first, then the entries in the given order; stored,
 * fixed times, no extra fields, no comments.
 */
export function packContainer(entries: readonly ContainerEntry[]): Bytes {
  const all = [{ name: mimetypeName, bytes: mimetype }, ...entries]
  assert.equal(orderFault(all.map(({ name }) => name)), null, 'the entries fit the container')
  assert(all.length < 0xffff, 'more entries than a ZIP counts')
  const headers = all.reduce((sum, { name }) => sum + localBytes + centralBytes + 2 * name.length, endBytes)
  const target = new Uint8Array(all.reduce((sum, { bytes }) => sum + bytes.length, headers))
  const out = view(target)
  assert(out.length < 0xffffffff, 'larger than a ZIP without extensions')
  let at = 0
  const placed = all.map((entry) => {
    const written = { ...entry, offset: at, crc: crc32(entry.bytes) }
    at = writeLocal(out, written)
    return written
  })
  const directory = at
  for (const entry of placed) at = writeCentral(out, at, entry)
  writeEnd(out, { at, directory, count: placed.length })
  return target
}

interface Placed extends ContainerEntry {
  readonly offset: number
  readonly crc: number
}

// APPNOTE 6.3 §4.3.7. The fields from "version needed" to "extra field length" are the same in both headers (26 bytes).
function writeLocal(out: Buffer, entry: Placed): number {
  out.writeUInt32LE(0x04034b50, entry.offset)
  writeDescription(out, entry.offset + 4, entry)
  const name = entry.offset + localBytes
  out.write(entry.name, name, 'latin1')
  out.set(entry.bytes, name + entry.name.length)
  return name + entry.name.length + entry.bytes.length
}

// APPNOTE 6.3 §4.3.12: made by version 2.0 on FAT, no comment, disk 0, no attributes.
function writeCentral(out: Buffer, at: number, entry: Placed): number {
  out.writeUInt32LE(0x02014b50, at)
  out.writeUInt16LE(versionNeeded, at + 4)
  writeDescription(out, at + 6, entry)
  out.writeUInt32LE(entry.offset, at + 42)
  out.write(entry.name, at + centralBytes, 'latin1')
  return at + centralBytes + entry.name.length
}

function writeDescription(out: Buffer, at: number, { name, bytes, crc }: Placed): void {
  out.writeUInt16LE(versionNeeded, at)
  out.writeUInt16LE(fixedDate, at + 8)
  out.writeUInt32LE(crc, at + 10)
  out.writeUInt32LE(bytes.length, at + 14)
  out.writeUInt32LE(bytes.length, at + 18)
  out.writeUInt16LE(name.length, at + 22)
}

// APPNOTE 6.3 §4.3.16.
function writeEnd(out: Buffer, { at, directory, count }: { at: number; directory: number; count: number }): void {
  out.writeUInt32LE(0x06054b50, at)
  out.writeUInt16LE(count, at + 8)
  out.writeUInt16LE(count, at + 10)
  out.writeUInt32LE(at - directory, at + 12)
  out.writeUInt32LE(directory, at + 16)
}
