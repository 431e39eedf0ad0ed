import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ComityError } from '@comity/errors'
import { RequestContent } from '../contract.ts'
import type { DraftContent } from '../contract.ts'
import { completenessOf } from './completeness.ts'
import { mustBeComplete } from './must-be-complete.ts'
import { bankRecords, completeContent } from './example-content.ts'

const blocking = (content: DraftContent): string[] =>
  completenessOf(content)
    .filter((finding) => finding.level === 'block')
    .map((finding) => `${finding.path} ${finding.article}`)

describe('the completeness of a request (art. 46(15))', () => {
  it('finds nothing to say about a complete one', () => {
    assert.deepEqual(completenessOf(completeContent()), [])
  })

  it('names every blocking item of an empty draft with its article', () => {
    assert.deepEqual(blocking({}), [
      'content.subject 46(15)(b)',
      'content.legalBasis 46(6)–(7)',
      'content.requestingAuthority 46(15)(a)',
      'content.proceeding.subjectMatter 46(15)(b)',
      'content.proceeding.nature 46(15)(b)',
      'content.proceeding.authorityName 46(15)(b)',
      'content.proceeding.authorityFunctions 46(15)(b)',
      'content.facts 46(15)(c)',
      'content.measures 46(15)(d)',
      'content.purpose 46(15)(f)',
      'content.language 46(14)',
      'content.urgency 46(13)',
      'content.confidentiality 46(20)',
    ])
  })

  it('needs no facts where every measure serves a document, and needs them as soon as one does not', () => {
    const serve = {
      id: '7d1c5f0e-0f0f-4f0f-8f0f-0f0f0f0f0f0f',
      kind: 'serve-document',
      description: 'the summons of 3 March',
    } as const
    const { facts: _, ...without } = completeContent()
    assert.deepEqual(blocking({ ...without, measures: [serve] }), [])
    assert.deepEqual(blocking({ ...without, measures: [serve, bankRecords] }), ['content.facts 46(15)(c)'])
  })

  it('only warns of missing facts that the signatory accepts with a reason', () => {
    const { facts: _, ...without } = completeContent()
    const accepted = {
      ...without,
      acceptedGaps: [{ path: 'content.facts', article: '46(15)(c)', reason: 'sealed by the court until 1 May' }],
    }
    assert.deepEqual(completenessOf(accepted), [{ path: 'content.facts', article: '46(15)(c)', level: 'warn', waivable: true }])
  })

  it('lets a reason stand for any item of art. 46(15) but the measures, and for nothing else', () => {
    const paths = completenessOf({}).filter((finding) => finding.level === 'block')
    const acceptedGaps = paths.map(({ path, article }) => ({ path, article, reason: 'will follow' }))
    assert.deepEqual(blocking({ acceptedGaps }), [
      'content.legalBasis 46(6)–(7)',
      'content.measures 46(15)(d)',
      'content.language 46(14)',
      'content.urgency 46(13)',
      'content.confidentiality 46(20)',
    ])
  })

  it('sends what may be absent for a reason as absent, with the reasons for just that', () => {
    const { purpose: _, proceeding, ...content } = completeContent()
    const gap = (path: string, article: string) => ({ path, article, reason: 'sealed by the court' })
    const acceptedGaps = [
      gap('content.purpose', '46(15)(f)'),
      gap('content.proceeding.subjectMatter', '46(15)(b)'),
      gap('content.facts', '46(15)(c)'),
    ]
    const strict = mustBeComplete({
      content: { ...content, proceeding: { ...proceeding, subjectMatter: '' }, acceptedGaps },
      counterpart: 'xb.central-authority',
    })
    assert.deepEqual(
      strict.acceptedGaps.map((one) => one.path),
      ['content.purpose', 'content.proceeding.subjectMatter'],
    )
    assert.equal(strict.purpose, undefined)
    assert(!('subjectMatter' in strict.proceeding))
  })

  it('never blocks for persons: identity is asked for where possible (46(15)(e))', () => {
    assert.deepEqual(
      completenessOf({ ...completeContent(), persons: [] }).map((finding) => [finding.article, finding.level]),
      [['46(15)(e)', 'warn']],
    )
  })

  it('warns of a deadline without reasons (46(24)) and of a measure without words', () => {
    const { deadlineReason: _, ...content } = completeContent()
    const found = completenessOf({ ...content, measures: [{ ...bankRecords, description: ' ' }] })
    assert.deepEqual(
      found.map((finding) => finding.path),
      ['content.measures.0.description', 'content.deadlineReason'],
    )
  })

  it('leaves nothing for the strict schema to find in what it does not block', () => {
    const whole = completeContent()
    fc.assert(
      fc.property(fc.subarray(Object.keys(whole)), (kept) => {
        const draft: DraftContent = Object.fromEntries(Object.entries(whole).filter(([key]) => kept.includes(key)))
        const request = { content: draft, counterpart: 'xb.central-authority' }
        if (blocking(draft).length === 0) assert(RequestContent.safeParse(mustBeComplete(request)).success, JSON.stringify(kept))
        else assert.throws(() => mustBeComplete(request), ComityError)
      }),
    )
  })
})
