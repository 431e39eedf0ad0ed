import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { DraftContent } from '../contract.ts'
import { asOne, changesBetween, goesOn, restored } from './draft-history.ts'
import type { Drafted } from './draft-history.ts'

const word = fc.constantFrom('one', 'two', 'one two', 'three')
const id = fc.constantFrom('11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222')
const measures = fc.uniqueArray(fc.record({ id, kind: fc.constant('other' as const), description: word }), {
  selector: (one) => one.id,
})
const persons = fc.array(
  fc.record({ kind: fc.constant('legal' as const), position: fc.constant('other' as const), name: word }),
  {
    maxLength: 3,
  },
)
const content: fc.Arbitrary<DraftContent> = fc.record(
  {
    facts: word,
    purpose: word,
    legalBasis: fc.array(word, { maxLength: 3 }),
    persons,
    measures,
    proceeding: fc.record({ subjectMatter: word }),
    confiscation: fc.record(
      { route: fc.constant('foreign-order' as const), extent: word, order: fc.record({ court: word, final: fc.boolean() }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)
const drafts = content.map((one): Drafted => ({ content: structuredClone(one), counterpart: null }))

/** What a draft says, whatever the order of its lists and whether what is empty stands or not. */
function said({ content: one }: Drafted): unknown {
  const sorted = Object.entries(one).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((item) => JSON.stringify(item)).toSorted() : value,
  ])
  const full = sorted.filter(([, value]) => JSON.stringify(value).replaceAll(/[{}[\],"]|order|:/g, '') !== '')
  return Object.fromEntries(full.map(([name, value]) => [name, withoutEmpty(value)]))
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const held = Object.entries(value).map(([name, one]) => [name, withoutEmpty(one)] as const)
  return Object.fromEntries(held.filter(([, one]) => JSON.stringify(one) !== '{}').toSorted(([a], [b]) => a.localeCompare(b)))
}

const undone = (now: Drafted, changes: readonly Parameters<typeof restored>[1][]) => changes.toReversed().reduce(restored, now)

describe('the history of a draft', () => {
  it('leads back from any text to the one before', () => {
    fc.assert(
      fc.property(drafts, drafts, (before, after) => {
        assert.deepEqual(said(undone(after, changesBetween(before, after))), said(before))
      }),
    )
  })

  it('tells of nothing where nothing changed', () => {
    fc.assert(fc.property(drafts, (one) => assert.deepEqual(changesBetween(one, structuredClone(one)), [])))
  })

  it('tells two edits as one only where the later goes on, and still leads back', () => {
    fc.assert(
      fc.property(drafts, drafts, drafts, (first, second, third) => {
        const [earlier, later] = [changesBetween(first, second), changesBetween(second, third)]
        if (!goesOn(earlier, later)) return
        assert.deepEqual(said(undone(third, asOne(earlier, later))), said(first))
      }),
    )
  })

  it('keeps a text that was deleted as an edit of its own', () => {
    const draft = (facts: string): Drafted => ({ content: { facts }, counterpart: null })
    const [a, b, c] = [draft('The official'), draft('The official took money'), draft('The official')]
    assert(goesOn(changesBetween(a, b), changesBetween(b, draft('The public official took money'))))
    assert(!goesOn(changesBetween(a, b), changesBetween(b, c)))
  })

  it('brings one thing back and leaves every other as it is now', () => {
    fc.assert(
      fc.property(drafts, drafts, drafts, (before, after, now) => {
        for (const change of changesBetween(before, after)) {
          const back = restored(now, change)
          const touched = change.path.split('.')[0] ?? ''
          for (const field of Object.keys(now.content).filter((name) => name !== touched))
            assert.deepEqual(Reflect.get(back.content, field), Reflect.get(now.content, field), field)
          const [held, kept]: unknown[] = [Reflect.get(now.content, touched), Reflect.get(back.content, touched)]
          // Of a list at most the one item that the change itself had brought goes.
          if (Array.isArray(held) && Array.isArray(kept)) {
            const gone = held.filter((item) => !kept.some((one) => JSON.stringify(one) === JSON.stringify(item)))
            assert(gone.length <= 1, change.path)
          }
        }
      }),
    )
  })
})
