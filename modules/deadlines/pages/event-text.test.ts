import assert from 'node:assert/strict'
import { it } from 'node:test'
import { languages } from '@comity/i18n'
import { shippedRules } from '../rules/catalogue.ts'
import { RuleChange } from '../contract.ts'
import { eventText } from './event-text.ts'
import { stepsTyped } from './step-fields.tsx'

it('what starts, meets, stops and resumes each rule is words in six languages, no code', () => {
  const names = shippedRules.flatMap(({ startedBy, metBy, stoppedBy, resumedBy }) =>
    [startedBy, metBy, stoppedBy, resumedBy].flat(),
  )
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

it('the days on which a rule is told are read as they are typed, with any minus sign and any spaces', () => {
  const typed = { officer: ' \u22122, 0 ', head: '3', other: '', secretariat: '' }
  assert.deepEqual(stepsTyped(typed).steps, [
    { days: -2, to: 'officer' },
    { days: 0, to: 'officer' },
    { days: 3, to: 'head' },
  ])
  assert.deepEqual(stepsTyped({}), {}, 'a form without these fields leaves the steps as they were')
  const wrong = RuleChange.safeParse({ reason: 'A reason', ...stepsTyped({ ...typed, head: 'soon' }) })
  assert.equal(wrong.error?.issues[0]?.path[0], 'steps')
})
