import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { catalogueFaults } from '@comity/i18n'
import { assetSteps, incomingStates, measureKinds, measureOutcomes, outgoingStates } from '../contract.ts'
import { requestsErrorTexts } from '../error-texts.ts'
import { ownActs } from '../rules/lifecycle.ts'
import { articleText, isKey, problemText, sayIn } from './texts.ts'

function textsOf(lang: string): Record<string, string> {
  const texts: Record<string, string> = JSON.parse(readFileSync(new URL(`../messages/${lang}.json`, import.meta.url), 'utf8'))
  return texts
}

describe('the texts of requests', () => {
  it('are whole in six languages, with the same placeholders', () => {
    const texts = {
      en: textsOf('en'),
      ar: textsOf('ar'),
      zh: textsOf('zh'),
      fr: textsOf('fr'),
      ru: textsOf('ru'),
      es: textsOf('es'),
    }
    assert.deepEqual(catalogueFaults(texts), [])
    assert.deepEqual(catalogueFaults(requestsErrorTexts), [])
  })

  it('name every state, act, measure, outcome and step of property', () => {
    const keys = [
      ...[...outgoingStates, ...incomingStates].map((state) => `state.${state}`),
      ...ownActs.map((act) => `step.${act}`),
      ...measureKinds.map((kind) => `measure.${kind}`),
      ...assetSteps.map((step) => `assetStep.${step}`),
      ...measureOutcomes.map((outcome) => `outcome.${outcome}`),
    ]
    assert.deepEqual(
      keys.filter((key) => !isKey(key)),
      [],
    )
  })

  it('cite an article of the Convention by number and another instrument by its own letters', () => {
    const say = sayIn('en')
    assert.deepEqual(
      [articleText(say, '46(15)(d)'), articleText(say, 'E30 14(2)'), articleText(say, 'design')],
      ['UNCAC art. 46(15)(d)', 'E30 14(2)', 'Good practice'],
    )
  })

  it('keep an article in one piece where the language is read from right to left', () => {
    const say = sayIn('ar')
    for (const source of ['57(4)', 'E30 14(2)']) assert.ok(articleText(say, source).includes(`\u2066${source}\u2069`), source)
    assert.ok(say('ground.de-minimis').includes('\u206646(9)(ب)\u2069'))
  })

  it('say why something did not arrive, never as a bare word', () => {
    for (const code of ['expired', 'refused', 'dossier-schema', 'certificate-revoked', 'draft-changed'])
      assert.match(problemText('en', code), /^[A-Z].* .*\.$/, code)
    assert.match(problemText('fr', 'certificate-revoked'), /certificate-revoked/)
  })
})
