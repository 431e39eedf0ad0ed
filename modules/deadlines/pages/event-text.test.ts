import assert from 'node:assert/strict'
import { it } from 'node:test'
import { languages } from '@comity/i18n'
import { shippedRules } from '../rules/catalogue.ts'
import { eventText } from './event-text.ts'

it('what starts, meets, stops and resumes each rule is words in six languages, no code', () => {
  const names = shippedRules.flatMap(({ startedBy, metBy, stoppedBy, resumedBy }) => [startedBy, metBy, stoppedBy, resumedBy].flat())
  for (const { code } of languages)
    for (const name of new Set(names)) {
      const text = eventText(code, name)
      const bare = [name, ...name.split('/')].filter((word) => code !== 'en' || word.includes('-'))
      for (const part of text.split(': ')) assert(!bare.includes(part), `${code} ${name}: ${text}`)
    }
})

it('every rule has something that starts it', () => {
  assert.deepEqual(
    shippedRules.filter(({ startedBy }) => startedBy.length === 0).map(({ id }) => id),
    [],
  )
})
