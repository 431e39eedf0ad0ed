import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { catalogueFaults, languages } from '@comity/i18n'
import { authorityKinds, forms } from './contract.ts'
import { contentTexts } from './content/texts.ts'
import { letterTexts } from './letters/texts.ts'
import { directoryErrorTexts } from './error-texts.ts'
import { directoryTexts } from './messages.ts'

describe('the texts of the directory', () => {
  it('are complete in all six languages, with the same placeholders', () => {
    assert.deepEqual(catalogueFaults(directoryTexts), [])
    assert.deepEqual(catalogueFaults(directoryErrorTexts), [])
    assert.deepEqual(catalogueFaults(contentTexts), [])
    assert.deepEqual(catalogueFaults(letterTexts), [])
  })

  it('name every form of cooperation and every kind of authority', () => {
    for (const form of forms) assert.ok(`form-${form}` in directoryTexts.en, form)
    for (const kind of authorityKinds) assert.ok(`kind-${kind}` in directoryTexts.en, kind)
  })

  it('are not English where another language is meant', () => {
    for (const { code } of languages.filter((language) => ['ar', 'zh', 'ru'].includes(language.code))) {
      for (const [key, text] of Object.entries(directoryTexts[code])) assert.match(text, /[^\p{ASCII}]/u, `${code}.${key}`)
    }
  })
})
