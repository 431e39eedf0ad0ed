import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { qrCode } from './qr-code.ts'

const print = (matrix: readonly (readonly boolean[])[]): string =>
  createHash('sha256')
    .update(matrix.map((line) => line.map(Number).join('')).join('\n'))
    .digest('hex')
    .slice(0, 16)

describe('a QR code', () => {
  // Each was read by an independent reader (jsQR 1.4.0), as were codes of 23 lengths from 1 to 262 letters.
  const read: readonly (readonly [string, number, string])[] = [
    ['COMITY', 21, '6732caff185c8337'],
    [`COMITY:XA.CENTRAL-AUTHORITY:${'0123456789ABCDEF'.repeat(4)}`, 37, '3c1132428846ac48'],
    ['A'.repeat(262), 53, '3752244b4153cab0'],
  ]
  for (const [text, size, hash] of read) {
    it(`is the one that readers understand, of ${size} fields a side`, () => {
      const matrix = qrCode(text)
      assert.deepEqual([matrix?.length, print(matrix ?? [])], [size, hash])
    })
  }

  it('is none for what it cannot hold', () => {
    for (const text of ['', 'lower case', 'é', 'A'.repeat(263)]) assert.equal(qrCode(text), null)
  })
})
