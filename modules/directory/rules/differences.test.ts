import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { differences, MOST_DIFFERENCES } from './differences.ts'

describe('what a second person is told before approving', () => {
  it('shows an item put before another of the same name', () => {
    const known = { form: 'mla', instrument: 'UNCAC', territory: 'XB', languages: ['en'] }
    const slipped = { form: 'mla', instrument: 'UNCAC', territory: 'XC', languages: ['fr'] }
    const told = differences({ designations: [known] }, { designations: [slipped, known] })
    assert(told.some(({ after }) => after === 'XC'))
    assert(told.some(({ path, after }) => path === 'designations.UNCAC~2.territory' && after === 'XB'))
    assert.deepEqual(differences({ designations: [known, known] }, { designations: [known, known] }), [])
  })

  it('says how many more there are where not all are told', () => {
    const points = Object.fromEntries(Array.from({ length: 700 }, (_, at) => [`contact-${1000 + at}`, 'new']))
    const told = differences({ website: 'https://a.example' }, { ...points, website: 'https://evil.example' })
    assert.equal(told.length, MOST_DIFFERENCES)
    assert.deepEqual(told.at(-1), { path: '…', before: '', after: '+202' })
  })
})
