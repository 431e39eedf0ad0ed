import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, parseCanonicalJson, parseStrictJson } from '../index.ts'
import { refusal } from '../test-authority.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const malformed = refusal('json-malformed')

describe('canonical JSON (RFC 8785)', () => {
  it('gives the text of the RFC’s own example (§3.2.2)', () => {
    const value: unknown = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    )
    assert.equal(
      canonicalJson(value),
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  it('sorts keys by UTF-16 code units (§3.2.3)', () => {
    assert.equal(
      canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 }),
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    )
  })

  it('is read back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        fc.pre(
          !JSON.stringify(value).includes('__proto__') &&
            JSON.stringify(value).isWellFormed() &&
            !/\\ud[89a-f]/i.test(JSON.stringify(value)),
        )
        const text = bytes(safely(value))
        fc.pre(text.length > 0)
        assert.equal(canonicalJson(parseCanonicalJson(text)), new TextDecoder().decode(text))
      }),
      { seed: 8785 },
    )
  })

  for (const text of ['{ }', '{"b":1,"a":2}', '1.0', '1e0', '-0', '"\\u0041"', '[1 ]', '"\\/"']) {
    it(`refuses ${text}, which has a shorter or another form`, () => {
      assert.throws(() => parseCanonicalJson(bytes(text)), refusal('json-not-canonical'))
    })
  }
})

describe('strict JSON (RFC 7493)', () => {
  const bad = [
    '',
    '{',
    '[1,]',
    '{"a":1,}',
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"__proto__":1}',
    '"\\ud800"',
    '9007199254740992',
    '1e400',
    '01',
    '+1',
    '.5',
    'NaN',
    "'a'",
    '"\t"',
    '"\\x"',
    'nul',
    '1 2',
    '\ufeff1',
    '//',
    `${'['.repeat(33)}${']'.repeat(33)}`,
  ]
  for (const text of bad) {
    it(`refuses ${JSON.stringify(text).slice(0, 40)}`, () => {
      assert.throws(() => parseStrictJson(bytes(text)), malformed)
    })
  }

  it('refuses bytes that are not UTF-8, and too many', () => {
    assert.throws(() => parseStrictJson(Uint8Array.of(0x22, 0xff, 0x22)), malformed)
    assert.throws(() => parseStrictJson(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)), malformed)
    assert.throws(() => parseStrictJson(bytes('[1]'), { maxBytes: 2, maxDepth: 32 }), refusal('too-large'))
  })

  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        fc.pre(!text.includes('__proto__'))
        const expected: unknown = JSON.parse(text)
        try {
          assert.deepEqual(parseStrictJson(bytes(text)), expected)
        } catch (problem) {
          if (!(malformed(problem) && /[0-9]{16}|[eE]/.test(text))) throw problem
        }
      }),
      { seed: 7493 },
    )
  })
})

/** The canonical text, or nothing for values with numbers that are not exact. */
function safely(value: unknown): string {
  try {
    return canonicalJson(value)
  } catch {
    return ''
  }
}
