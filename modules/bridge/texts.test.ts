import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { catalogueFaults, languages } from '@comity/i18n'
import { texts } from './texts.ts'

describe('the texts of the bridge', () => {
  it('are complete in all six languages, with the same placeholders', () => {
    assert.deepEqual(catalogueFaults(texts), [])
  })

  it('are not English where another language is meant', () => {
    for (const { code } of languages.filter((language) => ['ar', 'zh', 'ru'].includes(language.code)))
      for (const [key, text] of Object.entries(texts[code])) assert.match(text, /[^\p{ASCII}]/u, `${code}.${key}`)
  })
})
