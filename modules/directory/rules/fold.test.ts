import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fold, searchWords } from './fold.ts'

describe('folding text for the search', () => {
  it('does not distinguish case, diacritics, width or Arabic letter variants', () => {
    assert.equal(fold('Autorité CENTRALE'), fold('autorite centrale'))
    assert.equal(fold('Ёлка й'), fold('елка и'))
    assert.equal(fold('ＡＢＣ'), 'abc')
    assert.equal(fold('السُّلطة'), fold('السلطه'))
    assert.equal(fold('أرلينيا'), fold('ارلينيا'))
    assert.equal(fold('Straße'), 'strasse')
  })

  it('leaves what is folded as it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
  })

  it('takes at most eight words from a question', () => {
    assert.deepEqual(searchWords('  d’Arlénie,  ministère '), ['d', 'arlenie', 'ministere'])
    assert.equal(searchWords('a b c d e f g h i j').length, 8)
    assert.deepEqual(searchWords(' – '), [])
  })
})
