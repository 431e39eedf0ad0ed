import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { StateFacts, unGroups } from '../contract.ts'
import { everyState, referenceFacts, referenceRegister, referenceStates } from './reference.ts'

describe('the reference tables', () => {
  it('name every code of ISO 3166-1 in six languages', () => {
    assert.equal(referenceStates.length, 249)
    for (const { code, names } of referenceStates)
      for (const lang of ['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const) assert.ok(names[lang], `${code} ${lang}`)
  })

  it('count 193 Members of the United Nations in five regional groups', () => {
    const facts = referenceStates.map(({ code }) => referenceFacts(code))
    const sizes = unGroups.map((group) => facts.filter(({ unGroup }) => unGroup === group).length)
    assert.deepEqual(sizes, [54, 54, 23, 33, 29])
    for (const one of facts) StateFacts.parse(one)
  })

  it('say nothing where they do not know: no status under any instrument, nothing of a code that is not in ISO', () => {
    for (const { code } of referenceStates) assert.deepEqual(referenceFacts(code).instruments, [])
    assert.deepEqual(referenceFacts('XA'), { kind: 'unknown', instruments: [] })
    assert.equal(referenceFacts('GL').partOf, 'DK')
  })

  it('give way to what the directory lists', () => {
    const all = everyState([
      { code: 'SE', names: { en: 'As the directory says' } },
      { code: 'XA', names: { en: 'Arlenia' } },
    ])
    assert.equal(all.length, 250)
    assert.equal(all.find(({ code }) => code === 'SE')?.names.en, 'As the directory says')
  })

  it('begin with networks and instruments under ids that differ', () => {
    const ids = [...referenceRegister.networks, ...referenceRegister.instruments].map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    for (const id of ['globe', 'carin', 'egmont', 'ejn', 'iberred', 'UNCAC', 'UNTOC', 'OECD-ABC', 'ETS-173'])
      assert.ok(ids.includes(id), id)
  })
})
