import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ComityError } from '@comity/errors'
import type { DraftContent } from '../contract.ts'
import { mergedDraft } from './merge-draft.ts'

const word = fc.constantFrom('one', 'two', 'three')
const drafts: fc.Arbitrary<DraftContent> = fc.record({ subject: word, facts: word, purpose: word }, { requiredKeys: [] })

describe('two writers of one draft', () => {
  it('both find in it what they wrote, or are told of it', () => {
    fc.assert(
      fc.property(drafts, drafts, drafts, (base, mine, theirs) => {
        let merged: DraftContent
        try {
          merged = mergedDraft({ base, mine, theirs }, 1)
        } catch (error) {
          assert(error instanceof ComityError && error.problems.length > 0)
          for (const { path } of error.problems) {
            const field = path === 'content.subject' ? 'subject' : path === 'content.facts' ? 'facts' : 'purpose'
            assert(mine[field] !== base[field] && theirs[field] !== base[field] && mine[field] !== theirs[field], path)
          }
          return
        }
        for (const field of ['subject', 'facts', 'purpose'] as const) {
          if (mine[field] !== base[field]) assert.equal(merged[field], mine[field])
          if (theirs[field] !== base[field]) assert.equal(merged[field], theirs[field])
        }
      }),
    )
  })

  it('are told of every difference where the beginning is no longer known', () => {
    assert.throws(
      () => mergedDraft({ base: null, mine: { facts: 'a' }, theirs: { facts: 'b' } }, 4),
      (error: unknown) => error instanceof ComityError && error.values['revision'] === 4,
    )
    assert.deepEqual(mergedDraft({ base: null, mine: { facts: 'a' }, theirs: { facts: 'a' } }, 4), { facts: 'a' })
  })
})
