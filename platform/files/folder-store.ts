import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import type { Disk } from '@comity/world'
import type { FileStore, Sha256 } from './file-store.ts'

/**
 * A {@link FileStore} in a local folder, spread over 256 subfolders by the first byte of the hash. Files are readable by the
 * owner only.
 */
export function folderStore(disk: Disk, folder: string): FileStore {
  return {
    async put(bytes) {
      const sha256 = hashOf(bytes)
      const file = placeOf(folder, sha256)
      // Written even where the name exists: that copy may be damaged, or another writer's and not yet on the disk.
      await disk.makeFolder(path.dirname(file))
      await disk.writeDurably(file, bytes)
      return sha256
    },
    async get(sha256) {
      const file = placeOf(folder, sha256)
      if (!(await disk.exists(file))) throw new ComityError('file-not-found', { values: { sha256 } })
      const bytes = await disk.read(file)
      if (hashOf(bytes) !== sha256) throw new ComityError('file-damaged', { values: { sha256 } })
      return bytes
    },
    has: (sha256) => disk.exists(placeOf(folder, sha256)),
    remove: (sha256) => disk.remove(placeOf(folder, sha256)),
  }
}

function placeOf(folder: string, sha256: Sha256): string {
  assert.match(sha256, /^[0-9a-f]{64}$/, 'a file is named by the SHA-256 of its bytes')
  return path.join(folder, sha256.slice(0, 2), sha256)
}

function hashOf(bytes: Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex')
}
