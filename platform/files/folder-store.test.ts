import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { folderStore } from '@comity/files'
import { testWorld } from '@comity/world'

const folder = mkdtempSync(path.join(tmpdir(), 'comity-files-'))
after(() => rmSync(folder, { recursive: true }))
const store = folderStore(testWorld().disk, path.join(folder, 'files'))
const text = (words: string) => new TextEncoder().encode(words)
/** FIPS 180-4's example: SHA-256 of "abc". */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

function damage(sha256: string): void {
  writeFileSync(path.join(folder, 'files', sha256.slice(0, 2), sha256), 'abd')
}

describe('a store of files', () => {
  it('names a file by the SHA-256 of its bytes and gives the bytes back', async () => {
    assert.equal(await store.has(ABC), false)
    assert.equal(await store.put(text('abc')), ABC)
    assert.deepEqual(await store.get(ABC), text('abc'))
    assert.equal(await store.has(ABC), true)
  })

  it('keeps an empty file, and two files apart', async () => {
    const empty = await store.put(new Uint8Array())
    const other = await store.put(text('other'))
    assert.deepEqual(await store.get(empty), new Uint8Array())
    assert.deepEqual(await store.get(other), text('other'))
  })

  it('says that a file is damaged instead of giving other bytes', async () => {
    await store.put(text('abc'))
    damage(ABC)
    await assert.rejects(store.get(ABC), { code: 'file-damaged', values: { sha256: ABC } })
  })

  it('heals a damaged file when the same bytes are put again', async () => {
    damage(ABC)
    await store.put(text('abc'))
    assert.deepEqual(await store.get(ABC), text('abc'))
  })

  it('forgets what is removed, and takes a second removal for done', async () => {
    const gone = await store.put(text('gone'))
    await store.remove(gone)
    await store.remove(gone)
    assert.equal(await store.has(gone), false)
    await assert.rejects(store.get(gone), { code: 'file-not-found' })
  })

  it('never leaves its folder for a name that is no hash', async () => {
    await assert.rejects(async () => store.get('../../etc/passwd'), assert.AssertionError)
    await assert.rejects(async () => store.remove('..'), assert.AssertionError)
  })

  it('takes the same bytes from many at once', async () => {
    const names = await Promise.all(Array.from({ length: 20 }, () => store.put(text('together'))))
    assert.equal(new Set(names).size, 1)
    assert.deepEqual(await store.get(names[0] ?? ''), text('together'))
  })
})
