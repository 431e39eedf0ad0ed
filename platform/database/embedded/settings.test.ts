import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bufferMb } from './settings.ts'

describe('memory for pages of the database', () => {
  const gb = 2 ** 30

  it('grows with the machine, and leaves the rest to the node and the system', () => {
    assert.deepEqual([1 * gb, 2 * gb, 4 * gb].map(bufferMb), [128, 256, 512])
  })

  it('is never less than a database needs nor more than a register of millions uses', () => {
    assert.equal(bufferMb(gb / 8), 32)
    assert.equal(bufferMb(256 * gb), 512)
  })
})
