import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { searchPattern, searchTextOf } from './search-text.ts'

/** What SQL's `like` does with a pattern of one wildcard at each end. */
function finds(wanted: string, text: ReturnType<typeof searchTextOf>): boolean {
  const pattern = searchPattern(wanted)
  return pattern !== null && text.includes(pattern.slice(1, -1).replace(/\\(.)/g, '$1'))
}

describe('the search over requests', () => {
  const text = searchTextOf(['XA-2026-0001', null], {
    subject: 'Bank records of Meridian\nTrading',
    persons: [{ kind: 'natural', position: 'suspect', name: '王伟明' }],
    facts: '100%_sure of Wu',
  })

  it('finds a part of a word, whatever its case, and words across lines', () => {
    for (const wanted of ['MERIDIAN trading', 'idia', '2026-0001', '100%_sure']) assert(finds(wanted, text), wanted)
  })

  it('finds one or two letters at the beginning of a word only', () => {
    assert.deepEqual(
      ['wu', 'x', 'ba', 'nk', 'u'].map((wanted) => finds(wanted, text)),
      [true, true, true, false, false],
    )
  })

  it('finds a Chinese name by any of its characters', () => {
    assert.deepEqual(
      ['王伟明', '王伟', '伟明', '明', '伟王'].map((wanted) => finds(wanted, text)),
      [true, true, true, true, false],
    )
  })

  it('looks for nothing where no letter or digit is asked for: no index would serve it', () => {
    for (const nothing of ['', ' ', '%', '§§', '__']) assert.equal(searchPattern(nothing), null)
  })

  it('finds every subject by itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (subject) => {
        fc.pre(searchPattern(subject) !== null)
        assert(finds(subject, searchTextOf([], { subject })), subject)
      }),
    )
  })
})
