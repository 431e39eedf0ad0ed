import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bufferMb } from './settings.ts'

describe('memory for pages of the database', () => {
  const gb = 2 ** 30

  it('grows with the machine, and leaves the rest to the node and the system', () => {
    assert.deepEqual(
      [1 * gb, 2 * gb, 4 * gb].map((bytes) => bufferMb(bytes, 0)),
      [128, 256, 512],
    )
  })

  it('grows with a register of millions, up to a quarter of the machine', () => {
    assert.equal(bufferMb(24 * gb, 2 * gb), 2048)
    assert.equal(bufferMb(24 * gb, 11 * gb), 4096)
    assert.equal(bufferMb(4 * gb, 11 * gb), 1024)
  })

  it('is never less than a database needs nor more than it uses', () => {
    assert.equal(bufferMb(gb / 8, 0), 32)
    assert.equal(bufferMb(256 * gb, gb / 4), 512)
    assert.equal(bufferMb(256 * gb, 256 * gb), 4096)
  })
})
