import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { catalogueFaults } from '@comity/i18n'
import { DraftContent } from '../../contract.ts'
import { draftingTexts } from '../../drafting/texts.ts'
import { labels } from '../../rules/document-labels.ts'
import { passagesOf } from '../../rules/translation.ts'
import { confiscationFields, returnFields } from './property-specs.ts'
import { isAsked, sectionValues, withSection } from './sections.ts'

const order = fc.record(
  { court: fc.constant('Court'), reference: fc.constant('C 1'), final: fc.boolean(), copy: fc.constant('order.pdf') },
  { requiredKeys: [] },
)
const confiscation = fc.record(
  {
    route: fc.constant('foreign-order' as const),
    extent: fc.constant('All'),
    maximumAmount: fc.constant('5'),
    currency: fc.constant('EUR'),
    order,
  },
  { requiredKeys: [] },
)

describe('the forms on property', () => {
  it('show what a draft says and say it again, the order as one thing in it', () => {
    fc.assert(
      fc.property(confiscation, (asked) => {
        const draft = DraftContent.parse({ facts: 'f', confiscation: asked })
        const again = DraftContent.parse(withSection('confiscation', draft, sectionValues('confiscation', draft)))
        const { order: held, ...rest } = asked
        const bare = { ...rest, ...(held !== undefined && Object.keys(held).length > 0 ? { order: held } : {}) }
        assert.deepEqual(again, structuredClone({ facts: 'f', ...(Object.keys(bare).length > 0 ? { confiscation: bare } : {}) }))
      }),
    )
  })

  it('leave the section out where nothing is typed', () => {
    assert.deepEqual(withSection('return', { facts: 'f', return: { damage: 'd' } }, {}), { facts: 'f' })
  })

  it('are asked for by a measure or by property, and not otherwise', () => {
    assert(!isAsked('confiscation', {}) && !isAsked('return', {}))
    assert(isAsked('confiscation', { property: [{ kind: 'money', description: 'Account' }] }))
    const measure = { id: '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d21', kind: 'recover-assets', description: 'd' } as const
    assert(isAsked('confiscation', { measures: [measure] }) && isAsked('return', { measures: [measure] }))
  })

  it('have a label in the rendition that travels, and texts in six languages', () => {
    const named = [...confiscationFields, ...returnFields].filter(({ name }) => labels[name] === undefined)
    assert.deepEqual(named, [])
    const keys: Record<string, unknown> = JSON.parse(
      readFileSync(new URL('../../drafting/messages/en.json', import.meta.url), 'utf8'),
    )
    assert(Object.keys(keys).length > 100)
    assert.deepEqual(catalogueFaults(draftingTexts), [])
    assert.deepEqual(
      passagesOf({ measures: [{ id: '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d21', kind: 'other', description: 'd', homeLaw: 'h' }] })
        .filter(({ name }) => labels[name] === undefined)
        .map(({ name }) => name),
      [],
    )
  })
})
