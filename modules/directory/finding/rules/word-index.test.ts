import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { demoNames } from '../../demo/demo-names.ts'
import { referenceStates } from '../../rules/reference.ts'
import { distance } from './distance.ts'
import { addTexts, emptyIndex, removeTexts, search } from './word-index.ts'
import { wordsIn } from './words.ts'

const names = [...Object.values(demoNames), ...referenceStates.map((one) => one.names)]
const spoken = (each: object): string[] => Object.values(each).filter((name) => typeof name === 'string')
const indexOf = (texts: readonly (readonly string[])[]) => {
  const made = emptyIndex()
  addTexts(made, texts)
  return made
}
const index = indexOf(names.map(spoken))
const best = (query: string) => names[search(index, query)[0]?.at ?? -1]?.en

/** Any signs at all, halves of pairs among them. */
const signs = fc.array(fc.nat(0x10ffff), { maxLength: 120 }).map((codes) => String.fromCodePoint(...codes))

describe('looking for a name', () => {
  it('finds it in each of the six languages', () => {
    for (const each of names.slice(0, 60))
      for (const name of spoken(each))
        assert.ok(
          search(index, name).some(({ at }) => names[at] === each),
          name,
        )
  })

  it('finds it misspelt, begun only, without accents, in another script', () => {
    const cases = {
      bresona: 'Bresonia',
      Brezonia: 'Bresonia',
      Berzil: 'Brazil',
      barsil: 'Brazil',
      Azerbajian: 'Azerbaijan',
      Kyrgistan: 'Kyrgyzstan',
      azerb: 'Azerbaijan',
      'cote divoire': 'Côte d’Ivoire',
      Азербайжан: 'Azerbaijan',
      أذربجان: 'Azerbaijan',
      البرازيل: 'Brazil',
      برازیل: 'Brazil',
      阿塞拜彊: 'Azerbaijan',
      'central authority bresonai': 'Central Authority of Bresonia, Office of the Prosecutor General',
    }
    for (const [query, expected] of Object.entries(cases)) assert.equal(best(query), expected, query)
  })

  it('finds in Latin letters what is only known in Cyrillic ones, and the other way round', () => {
    const own = indexOf([['Агентство Ленхольма'], ['Lenholm Agency']])
    assert.deepEqual(search(own, 'Lenkholma')[0]?.at, 0)
    assert.ok(search(own, 'Ленхольм').some(({ at }) => at === 1))
  })

  it('asks for every word, and finds nothing for none', () => {
    assert.deepEqual(search(index, 'Bresonia zzzzqqq'), [])
    assert.deepEqual(search(index, ' .,! '), [])
  })

  it('keeps order: the same word before one that only begins so, before a misspelt one', () => {
    const own = indexOf([['Nigria'], ['Nigerian desk'], ['Nigeria']])
    assert.deepEqual(
      search(own, 'nigeria').map(({ at }) => at),
      [2, 1, 0],
    )
  })

  it('finds no more what was taken out, and what came later beside what stayed', () => {
    const own = indexOf([['Lenholm Agency'], ['Arlen Registry']])
    const first = addTexts(own, [['Lenholm Registry'], ['阿尔莱尼亚登记处']])
    removeTexts(own, { first: 0, count: 1 })
    assert.deepEqual([search(own, 'Lenholm').map(({ at }) => at), search(own, 'Arlen').map(({ at }) => at)], [[first], [1]])
    removeTexts(own, { first, count: 2 })
    assert.deepEqual([search(own, 'Lenholm'), search(own, '阿尔莱尼亚')], [[], []])
  })

  it('survives whatever is typed', () => {
    fc.assert(
      fc.property(signs, (query) => search(index, query).every(({ score }) => score > 0 && score <= 1)),
      { numRuns: 40 },
    )
  })
})

describe('the distance of words', () => {
  it('is the same both ways, nothing for the same word, one for a slip', () => {
    const word = fc.string({ minLength: 1, maxLength: 12 })
    fc.assert(fc.property(word, word, (a, b) => distance(a, b, 3) === distance(b, a, 3) && distance(a, a, 2) === 0))
    fc.assert(fc.property(word, fc.nat(11), (a, at) => distance(a, a.slice(0, at) + a.slice(at + 1), 2) <= 1))
    assert.equal(distance('bresonia', 'brseonia', 2), 1)
    assert.equal(distance('short', 'muchlonger', 2), 3)
  })
})

describe('the words of a text', () => {
  it('are folded; Chinese in pairs, Arabic without its article', () => {
    assert.deepEqual(wordsIn('Île-de-France, ŁÓDŹ'), ['ile', 'de', 'france', 'lodz'])
    assert.deepEqual(wordsIn('阿尔莱尼亚'), ['阿尔', '尔莱', '莱尼', '尼亚'])
    assert.deepEqual(wordsIn('السلطة المركزية'), ['سلطه', 'مركزيه'])
  })
})
