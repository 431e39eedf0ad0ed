import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { languages } from '@comity/i18n'
import { fingerprintOf } from './fingerprint.ts'
import { fingerprintCode, fingerprintWords, isFingerprint, wordLists } from './fingerprint-words.ts'
import { fold } from './fold.ts'

/** Letters inserted, left out or exchanged until the one is the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [place, letter] of Array.from(one).entries()) {
    const next = [place + 1]
    for (let at = 1; at <= other.length; at += 1)
      next.push(Math.min((next[at - 1] ?? 0) + 1, (row[at] ?? 0) + 1, (row[at - 1] ?? 0) + (other[at - 1] === letter ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}

const scripts = {
  ar: /^\p{Script=Arabic}+$/u,
  en: /^[a-z]+$/,
  es: /^[a-zñáéíóúü]+$/,
  fr: /^[a-zàâçéèêëîïôûùüÿœ]+$/,
  ru: /^\p{Script=Cyrillic}+$/u,
  zh: /^\p{Script=Han}{2,3}$/u,
}
const someBytes = fc.uint8Array({ minLength: 1, maxLength: 40 })
const fingerprint = (bytes: Uint8Array): string => fingerprintOf(createHash('sha256').update(bytes).digest())

describe('the words of a fingerprint', () => {
  for (const { code } of languages) {
    it(`are 256 in ${code}, of one script, and no two are taken for each other`, () => {
      const words = wordLists[code].map(fold)
      assert.equal(words.length, 256)
      for (const word of wordLists[code]) assert.match(word, scripts[code])
      for (const [at, word] of words.entries()) {
        for (const other of words.slice(at + 1))
          assert.ok(code === 'zh' ? word !== other : distance(word, other) >= 2, `${code}: ${word}, ${other}`)
      }
    })
  }

  it('say the fingerprint in every language, and no other fingerprint', () => {
    fc.assert(
      fc.property(someBytes, someBytes, fc.constantFrom(...languages.map(({ code }) => code)), (one, other, lang) => {
        const print = fingerprint(one)
        const words = fingerprintWords(lang, print)
        assert.equal(words.length, 16)
        assert.ok(isFingerprint(words.join(' '), print))
        assert.ok(isFingerprint(`  ${words.join(', ').toUpperCase()} `, print))
        return fingerprint(other) === print || !isFingerprint(words.join(' '), fingerprint(other))
      }),
    )
  })

  it('may be given as digits in any grouping; too few of either are never enough', () => {
    const print = fingerprint(Uint8Array.of(7))
    assert.ok(isFingerprint(print, print))
    assert.ok(isFingerprint(print.replaceAll(' ', ':').toLowerCase(), print))
    assert.ok(!isFingerprint(print.slice(0, 40), print))
    assert.ok(!isFingerprint(fingerprintWords('en', print).slice(0, 15).join(' '), print))
    assert.ok(!isFingerprint('', print))
    const [first = '', ...rest] = fingerprintWords('en', print)
    assert.ok(!isFingerprint([...rest, first].join(' '), print))
  })

  it('fit a QR code of letters and digits', () => {
    assert.match(fingerprintCode('xa.central-authority', fingerprint(Uint8Array.of(1))), /^[0-9A-Z $%*+\-./:]+$/)
  })
})
