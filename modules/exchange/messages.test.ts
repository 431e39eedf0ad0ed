import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { catalogueFaults, languages } from '@comity/i18n'
import { DossierSummary, receiptEvents } from './contract.ts'
import { exchangeErrorTexts } from './error-texts.ts'
import { exchangeTexts } from './messages.ts'

describe('the texts of the exchange', () => {
  it('are complete in all six languages, with the same placeholders', () => {
    assert.deepEqual(catalogueFaults(exchangeTexts), [])
    assert.deepEqual(catalogueFaults(exchangeErrorTexts), [])
  })

  it('name every state of a dossier and every event of a receipt', () => {
    for (const state of DossierSummary.shape.state.options) assert.ok(`state.${state}` in exchangeTexts.en, state)
    for (const event of receiptEvents) assert.ok(`event.${event}` in exchangeTexts.en, event)
  })

  it('are not English where another language is meant', () => {
    for (const { code } of languages.filter((language) => ['ar', 'zh', 'ru'].includes(language.code))) {
      for (const [key, text] of Object.entries(exchangeTexts[code])) assert.match(text, /[^\p{ASCII}]/u, `${code}.${key}`)
    }
  })
})
