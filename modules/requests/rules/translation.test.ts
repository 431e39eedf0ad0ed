import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { TranslatedTexts } from '../contract.ts'
import type { DraftContent } from '../contract.ts'
import { completenessOf } from './completeness.ts'
import { completeContent } from './example-content.ts'
import { mergedTexts } from './merge-texts.ts'
import {
  flattened,
  inLanguage,
  passagesOf,
  sourceOf,
  staleTranslations,
  structured,
  untranslated,
  withSources,
} from './translation.ts'

const whole: DraftContent = {
  ...completeContent(),
  property: [
    { kind: 'money', description: 'Account 1' },
    { kind: 'money', description: 'Account 2', location: 'Bres', grounds: 'Paid there' },
  ],
  confiscation: { route: 'foreign-order', extent: 'All of it', thirdParties: 'Heard' },
  return: { basis: '57-3-a', damage: 'A road that was never built' },
  undertakings: [{ kind: 'reciprocity', text: 'We would do the same' }],
}
const paths = passagesOf(whole).map(({ path }) => path)
const translated = fc
  .uniqueArray(fc.constantFrom(...paths))
  .chain((some) => fc.record(Object.fromEntries(some.map((path) => [path, fc.constantFrom('نص', 'نص آخر')]))))
const by = { language: 'ar', translatedBy: 'Tara', translatedOn: '2026-03-02' }

describe('a translation', () => {
  it('travels and comes back with every text that was typed', () => {
    fc.assert(
      fc.property(translated, (texts) => {
        assert.deepEqual({ ...flattened(TranslatedTexts.parse(structured(whole, texts))) }, { ...texts })
      }),
    )
  })

  it('is read as the request itself, what is missing in the language of the authentic text', () => {
    fc.assert(
      fc.property(translated, (texts) => {
        const read = inLanguage(whole, { texts: TranslatedTexts.parse(structured(whole, texts)) })
        const expected = passagesOf(whole).map(({ path, text }) => texts[path] ?? text)
        assert.deepEqual(
          passagesOf(read).map(({ text }) => text),
          expected,
        )
        assert.equal(untranslated(whole, texts).length, paths.length - Object.keys(texts).length)
      }),
    )
  })

  it('of another text is stale and stops sending; names and days do not make it so', () => {
    const texts = TranslatedTexts.parse(structured(whole, { facts: 'نص' }))
    const draft = withSources(whole, { ...whole, translations: [{ ...by, texts, sourceSha256: '0'.repeat(64) }] })
    assert.equal(draft.translations?.[0]?.sourceSha256, sourceOf(whole))
    assert.deepEqual(staleTranslations(draft), [])
    const blocks = (content: DraftContent) =>
      completenessOf(content, { files: [] }).some(({ path, level }) => path === 'content.translations' && level === 'block')
    assert(!blocks({ ...draft, suggestedDeadline: '2026-09-01', persons: [] }))
    const changed = withSources(draft, { ...draft, facts: 'Otherwise.' })
    assert.equal(staleTranslations(changed).length, 1)
    assert(blocks(changed))
    assert(!completenessOf(changed).some(({ path }) => path === 'content.translations'), 'the other side does not judge it')
  })

  it('names a version that counts only where there is one', () => {
    const found = completenessOf({ ...whole, operativeLanguage: 'ru' }, { files: [] })
    assert(found.some(({ path, level }) => path === 'content.operativeLanguage' && level === 'block'))
  })
})

describe('two translators of one request', () => {
  it('both find what they typed, or are told of the passage', () => {
    const texts = fc.record({ a: fc.constantFrom('', 'x', 'y'), b: fc.constantFrom('', 'x', 'y') })
    fc.assert(
      fc.property(texts, texts, texts, (was, saved, typed) => {
        const merged = mergedTexts({ saved, typed, was })
        for (const path of ['a', 'b'] as const) {
          if (merged.conflicts.includes(path)) {
            assert.equal(merged.texts[path], saved[path])
            assert(typed[path] !== was[path] && saved[path] !== was[path] && typed[path] !== saved[path])
          } else {
            if (typed[path] !== was[path]) assert.equal(merged.texts[path], typed[path])
            if (saved[path] !== was[path]) assert.equal(merged.texts[path], saved[path])
          }
        }
      }),
    )
  })
})
