import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { measureKinds } from '../contract.ts'
import type { DraftContent } from '../contract.ts'
import { completenessOf } from './completeness.ts'
import { completeContent } from './example-content.ts'
import { mustBeComplete } from './must-be-complete.ts'
import { detailsOfKind } from './measure-details.ts'

const measure = {
  id: '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d21',
  kind: 'trace-or-freeze-proceeds',
  description: 'Freeze it.',
  homeLaw: 'It could be done at home.',
} as const
const base: DraftContent = {
  ...completeContent(),
  offences: [{ title: 'Bribery', provision: 's. 1', lawText: 'Whoever …' }],
  property: [{ kind: 'money', description: 'Account 1', location: 'Bres', amount: '5' }],
  measures: [measure],
}
const found = (change: DraftContent, files: readonly string[] = ['order.pdf']) =>
  completenessOf({ ...base, ...change }, { files }).map(({ level, path, article }) => `${level} ${path.slice(8)} ${article}`)
const order = { court: 'Court of Arlen', final: true, copy: 'order.pdf' }

describe('what a request about property must say on each route', () => {
  it('is asked for once a measure concerns property', () => {
    assert.deepEqual(found({}), ['warn confiscation.route 55(1)–(3)'])
  })

  it('to trace or freeze: grounds and a copy of an order where there is one; the amount under Warsaw', () => {
    assert.deepEqual(found({ confiscation: { route: 'trace-or-freeze' } }), [
      'warn confiscation.order.copy 55(3)(c)',
      'warn confiscation.grounds 54(2)(a)–(b)',
    ])
    const value: DraftContent = {
      confiscation: { route: 'trace-or-freeze', grounds: 'So.', order },
      property: [{ kind: 'equivalent-value', description: 'Any', location: 'Bres', amount: '5' }],
    }
    assert.deepEqual(found(value), ['warn confiscation.maximumAmount WA 37(2)'])
    assert.deepEqual(found({ ...value, legalBasis: ['Конвенция (Варшавская) СЕД № 198'] }), [
      'block confiscation.maximumAmount WA 37(2)',
    ])
  })

  it('for an order of the requested State: the property, and facts enough to seek it', () => {
    assert.deepEqual(found({ confiscation: { route: 'domestic-order' }, property: [] }), [
      'block content.property 55(3)(a)'.replace('content.', ''),
      'block confiscation.grounds 55(3)(a)',
    ])
    assert.deepEqual(
      found({
        confiscation: { route: 'domestic-order', grounds: 'So.' },
        property: [{ kind: 'money', description: 'Somewhere' }],
      }),
      ['warn property 55(3)(a)'],
    )
  })

  it('to enforce our order: its final text as an attached copy, the extent, and how third parties were heard', () => {
    assert.deepEqual(found({ confiscation: { route: 'foreign-order' } }), [
      'block confiscation.order.court 55(3)(b)',
      'block confiscation.order.copy 55(3)(b)',
      'block confiscation.order.final 55(3)(b)',
      'block confiscation.extent 55(3)(b)',
      'block confiscation.thirdParties 55(3)(b)',
    ])
    const confiscation = { route: 'foreign-order', order, extent: 'All.', thirdParties: 'Heard.' } as const
    assert.deepEqual(found({ confiscation }), [])
    assert.deepEqual(found({ confiscation }, []), ['block confiscation.order.copy 55(3)(b)'])
    assert.deepEqual(found({ confiscation, legalBasis: ['Warsaw Convention 2005'] }), [
      'block confiscation.grounds WA 37(3)(a)',
      'block confiscation.provisionalMeasures WA 37(3)(a)',
    ])
  })

  it('is sent without it only for a reason that travels along', () => {
    const confiscation = {
      route: 'foreign-order',
      order: { ...order, final: false },
      extent: 'All.',
      thirdParties: 'Heard.',
    } as const
    const draft = {
      content: { ...base, confiscation },
      counterpart: 'xb.central-authority',
      attachments: [{ name: 'order.pdf' }],
    }
    assert.throws(() => mustBeComplete(draft), /request-incomplete/)
    const gap = { path: 'content.confiscation.order.final', article: '55(3)(b)', reason: 'The appeal ends on 1 May.' }
    const content = { ...draft.content, acceptedGaps: [gap] }
    assert.deepEqual(mustBeComplete({ ...draft, content }).acceptedGaps, [gap])
  })

  it('without a conviction: why nobody can be prosecuted; a person judges', () => {
    assert.deepEqual(found({ confiscation: { route: 'non-conviction' } }), ['warn confiscation.noProsecution 54(1)(c)'])
  })

  it('when property is to come back: the ground, and what the ground rests on (57(3), (5))', () => {
    const asked = {
      confiscation: { route: 'non-conviction', noProsecution: 'Dead.' },
      measures: [{ ...measure, kind: 'recover-assets' }],
    } as const
    assert.deepEqual(found({ ...asked, measures: [...asked.measures] }), ['warn return.basis 57(3), (5)'])
    const on = (basis: '57-3-a' | '57-3-b' | '57-3-c' | '57-5') =>
      found({ ...asked, measures: [...asked.measures], return: { basis } })
    assert.deepEqual(on('57-3-a'), ['warn return.judgment 57(3)(a)–(b)'])
    assert.deepEqual(on('57-3-b'), ['warn return.judgment 57(3)(a)–(b)', 'warn return.priorOwnership 57(3)(b)'])
    assert.deepEqual(on('57-3-c'), ['warn return.victims 57(3)(c)'])
    assert.deepEqual(on('57-5'), ['warn return.disposal 57(5)'])
  })

  it('never an amount without its currency', () => {
    assert(
      found({ confiscation: { route: 'non-conviction', noProsecution: 'Dead.', maximumAmount: '5' } }).includes(
        'block confiscation.currency design',
      ),
    )
  })
})

describe('what a kind of measure asks for', () => {
  it('is warned of with its article, and said no more once it is written', () => {
    for (const kind of measureKinds) {
      const { homeLaw: _, ...bare } = measure
      const asked = detailsOfKind[kind].filter(({ optional }) => optional !== true)
      const content = { ...base, persons: [], confiscation: { route: 'non-conviction', noProsecution: 'Dead.' } as const }
      const lacking = completenessOf({ ...content, measures: [{ ...bare, kind }] }).filter(({ path }) =>
        path.includes('measures.0'),
      )
      assert.deepEqual(
        lacking.map(({ path, article, level }) => `${path.split('.').at(-1)} ${article} ${level}`).toSorted(),
        asked.map(({ name, article }) => `${name} ${article} warn`).toSorted(),
        kind,
      )
      const written = Object.fromEntries(
        detailsOfKind[kind].map(({ name }) => [name, name.startsWith('period') ? '2026-03-02' : 'Written.']),
      )
      const rest = completenessOf({ ...content, measures: [{ ...bare, ...written, kind }] }).filter(({ path }) =>
        path.includes('measures.0'),
      )
      assert.deepEqual(rest, [], kind)
    }
  })

  it('blocks under Warsaw where it is not said that it could be taken at home, unless the signatory says why', () => {
    const { homeLaw: _, ...bare } = measure
    const content = { ...base, legalBasis: ['CETS No. 198'], measures: [bare] }
    const path = 'content.measures.0.homeLaw'
    const level = (acceptedGaps: DraftContent['acceptedGaps']) =>
      completenessOf({ ...content, acceptedGaps }).find((one) => one.path === path)?.level
    assert.equal(level([]), 'block')
    assert.equal(level([{ path, article: 'WA 37(1)(d)', reason: 'Under discussion.' }]), 'warn')
  })
})
