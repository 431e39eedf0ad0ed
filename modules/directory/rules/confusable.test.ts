import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AuthorityId } from '@comity/accounts/contract'
import { entryWarnings, mixesScripts, skeleton } from './confusable.ts'
import { sampleAuthority } from './sample-directory.ts'

const known = [sampleAuthority({ names: { en: 'Central Authority of Arlenia', ru: 'Центральный орган Арлении' } })]
function kinds(changes: Parameters<typeof sampleAuthority>[0]): string[] {
  const id = AuthorityId.parse('xb.other')
  return entryWarnings(sampleAuthority({ id, state: 'XB', hostedBy: id, ...changes }), known).map(({ kind }) => kind)
}

describe('names that look like another authority’s', () => {
  it('are found however the letters are borrowed', () => {
    for (const en of [
      'Сentral Authority of Arlenia', // Cyrillic С
      'Central Authοrity of Arlenia', // Greek ο
      'Central Authority of Ar1enia',
      'Central Authority of Arlenіa', // Cyrillic і
      'CENTRAL  AUTHORITY of\u200b Arlenia',
    ])
      assert.ok(kinds({ names: { en } }).length > 0, en)
    assert.deepEqual(kinds({ names: { en: 'Сentral Authority of Arlenia' } }), ['mixed-scripts', 'looks-like'])
  })

  it('are found in identifiers and hosts too', () => {
    const id = AuthorityId.parse('xa.centra1-authority')
    assert.deepEqual(kinds({ id, hostedBy: id, state: 'XA', names: { en: 'Something else' } }), ['looks-like'])
    assert.deepEqual(kinds({ names: { en: 'Another' }, nodeOrigin: 'https://xn--rlenia-4of.example' }), ['foreign-host'])
  })

  it('are not seen where there are none: another name, the usual name of a ministry in another State, other scripts', () => {
    assert.deepEqual(
      kinds({ names: { en: 'Prosecutor General', ru: 'Генеральная прокуратура', ar: 'النيابة العامة', zh: '检察院' } }),
      [],
    )
    assert.deepEqual(
      kinds({ names: { en: 'Central Authority of Arlenia' } }),
      [],
      'the same letters in another State are no disguise',
    )
    assert.equal(mixesScripts('Ministère de la Justice, 司法部 (МЮ)'), false)
  })

  it('have the skeleton of what they imitate, whatever is folded', () => {
    const disguises = { a: 'а', c: 'с', e: 'е', o: 'ο', p: 'р', y: 'у', x: 'х', l: '1' }
    const places = fc.array(fc.constantFrom(...Object.entries(disguises)), { minLength: 1 })
    fc.assert(
      fc.property(places, (swaps) => {
        const name = 'central authority of arlenia, palace of peace'
        const disguised = swaps.reduce((text, [plain, like]) => text.replace(plain, like), name)
        return skeleton(disguised) === skeleton(name)
      }),
    )
    assert.equal(skeleton('modern'), skeleton('modem'))
  })
})
