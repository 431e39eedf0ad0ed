import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AuthorityId, roles } from '@comity/accounts/contract'
import type { Actor, Role } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { may, mustBeAllowed, table } from './policy.ts'
import type { Act, Thing } from './policy.ts'
import { ownActs } from './rules/lifecycle.ts'

const arlenia = AuthorityId.parse('xa.central-authority')
const bresonia = AuthorityId.parse('xb.central-authority')
const acts: readonly Act[] = [
  ...ownActs,
  'read',
  'open',
  'open-matter',
  'save-matter',
  'assign-matter',
  'close-matter',
  'place',
  'draft',
  'register',
  'note-rendition',
]

const actors: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constantFrom('person', 'peer', 'system'),
  id: fc.constantFrom('ana', 'ben', 'cai'),
  name: fc.constant('Somebody'),
  authorityId: fc.constantFrom(arlenia, bresonia, null),
  roles: fc.subarray([...roles]),
})
const things: fc.Arbitrary<Thing> = fc.record({
  ownAuthority: fc.constantFrom(arlenia, bresonia),
  contributors: fc.subarray(['ana', 'ben', 'cai']),
})

/** The rules as sentences of the reference, one refusal after the other; it shares nothing with the table. */
function oracle(actor: Actor, act: Act, thing: Thing): boolean {
  const is = (role: (typeof roles)[number]): boolean => actor.roles.includes(role)
  if (actor.kind !== 'person') return false
  if (actor.authorityId !== thing.ownAuthority) return false
  if (act === 'approve' && thing.contributors?.includes(actor.id)) return false
  const drafts = is('originator') || is('case-officer') || is('head')
  const reads = roles.some((role) => role !== 'administrator' && is(role))
  const property = is('case-officer') || is('head') || is('asset-officer')
  switch (act) {
    case 'read':
      return reads
    case 'note':
      return reads && roles.some((role) => !['administrator', 'auditor'].includes(role) && is(role))
    case 'acknowledge':
    case 'confirm-written':
      return is('registrar') || is('case-officer')
    case 'open':
    case 'register':
    case 'register-arrival':
    case 'note-rendition':
    case 'forward':
    case 'triage':
    case 'assign':
    case 'assign-matter':
    case 'meet-condition':
    case 'return-material':
      return is('registrar') || is('head') || is('case-officer')
    case 'place':
      return drafts || is('registrar')
    case 'translate':
      return is('translator')
    case 'return':
      return is('head') || is('reviewer')
    case 'draft':
    case 'save':
    case 'submit':
    case 'discard':
    case 'open-matter':
    case 'record-use':
    case 'assess':
      return drafts
    case 'save-matter':
      return drafts || is('asset-officer')
    case 'attach':
      return drafts || is('asset-officer') || is('executing-officer')
    case 'enquire':
      return drafts
    case 'start-execution':
    case 'report-execution':
      return is('head') || is('case-officer') || is('executing-officer')
    case 'report-asset':
    case 'propose-lifting':
    case 'give-lifting-views':
    case 'propose-agreement':
      return property
    default:
      return onlyHead.includes(act) ? is('head') : is('head') || is('case-officer')
  }
}

/** What binds the State: a second person over the drafters, and every refusal (reference §6). */
const onlyHead: readonly Act[] = [
  'approve',
  'send',
  'decide',
  'make-oral',
  'withdraw',
  'reopen',
  'answer-conditions',
  'answer-consent',
  'answer-costs',
  'answer-agreement',
  'lift-freeze',
]

describe('who may do what with a request', () => {
  it('is what the reference says, for every actor, act and request', () => {
    fc.assert(
      fc.property(actors, fc.constantFrom(...acts), things, (actor, act, thing) =>
        assert.equal(may(actor, act, thing), oracle(actor, act, thing)),
      ),
      { numRuns: 5000 },
    )
  })

  it('knows every act', () => {
    assert.deepEqual(Object.keys(table).sort(), [...acts].sort())
  })

  it('lets an auditor read and write nothing, and shows an administrator nothing', () => {
    const person = { kind: 'person', id: 'ana', name: 'Ana', authorityId: arlenia } as const
    const thing = { ownAuthority: arlenia }
    assert.deepEqual(
      acts.filter((act) => may({ ...person, roles: ['auditor'] }, act, thing)),
      ['read'],
    )
    assert.deepEqual(
      acts.filter((act) => may({ ...person, roles: ['administrator'] }, act, thing)),
      [],
    )
  })

  it('says that a second person is needed to a head who approves an own draft', () => {
    const head: Actor = { kind: 'person', id: 'ana', name: 'Ana', authorityId: arlenia, roles: ['head', 'case-officer'] }
    const refusedWith = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code
    assert.throws(
      () => mustBeAllowed(head, 'approve', { ownAuthority: arlenia, contributors: ['ana'] }),
      refusedWith('approver-is-drafter'),
    )
    assert.throws(() => mustBeAllowed(head, 'approve', { ownAuthority: bresonia, contributors: [] }), refusedWith('not-allowed'))
    assert.throws(
      () => mustBeAllowed({ ...head, roles: ['case-officer'] }, 'approve', { ownAuthority: arlenia, contributors: ['ana'] }),
      refusedWith('not-allowed'),
    )
  })
})

describe('an executing authority that works here as a guest', () => {
  const court = AuthorityId.parse('xb.high-court')
  const guest: Actor = { kind: 'person', id: 'judge', name: 'Judge', authorityId: court, roles: ['executing-officer'] }
  const request = { ownAuthority: bresonia, contributors: [], unit: null, named: [], assignee: null }

  it('does nothing with a request that was not passed on to it', () => {
    assert.deepEqual(
      acts.filter((act) => may(guest, act, { ...request, executingAuthority: null })),
      [],
    )
  })

  it('reads, executes and reports what was passed on, and tells nothing abroad but that execution began', () => {
    assert.deepEqual(acts.filter((act) => may(guest, act, { ...request, executingAuthority: court })).sort(), [
      'attach',
      'note',
      'read',
      'report-execution',
      'start-execution',
    ])
  })

  it('has no other role there', () => {
    assert.equal(may({ ...guest, roles: ['head'] }, 'decide', { ...request, executingAuthority: court }), false)
  })
})

/** Deputising for somebody who is away. */
function inPlaceOf(personId: string, ...lent: Role[]) {
  return { deputyFor: [personId], places: [{ personId, roles: lent, units: [] }] }
}

describe('what one need not know', () => {
  const unit = '7d1f3a52-0c1e-4a53-8f2b-2a9c1d3e4f50'
  const officer: Actor = { kind: 'person', id: 'ana', name: 'Ana', authorityId: arlenia, roles: ['case-officer'] }
  const request = { ownAuthority: arlenia, contributors: [], unit, named: [], assignee: null, executingAuthority: null }

  it('is not there for a colleague outside the unit, and is for its members, those named, their deputies and the head over all', () => {
    assert.equal(may(officer, 'read', request), false)
    assert.equal(may({ ...officer, units: [unit] }, 'read', request), true)
    assert.equal(may(officer, 'read', { ...request, named: ['ana'] }), true)
    assert.equal(may({ ...officer, ...inPlaceOf('ben', 'case-officer') }, 'read', { ...request, assignee: 'ben' }), true)
    assert.equal(may({ ...officer, roles: ['head'] }, 'read', request), true)
    assert.equal(may({ ...officer, roles: ['head'], units: ['another'] }, 'read', request), false)
  })

  it('lends no deputy the one person’s role for what only the other sees', () => {
    const place = { personId: 'bea', roles: ['head' as const], units: ['another'] }
    const deputy: Actor = {
      ...officer,
      roles: ['case-officer', 'head'],
      ownRoles: ['case-officer'],
      units: [unit],
      deputyFor: ['bea'],
      places: [place],
    }
    assert.equal(may(deputy, 'read', request), true)
    assert.equal(may(deputy, 'decide', request), false)
    assert.equal(may(deputy, 'decide', { ...request, unit: 'another' }), true)
  })
})
