import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AuthorityId, roles } from '@comity/accounts/contract'
import type { Actor } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { may, mustBeAllowed, table } from './policy.ts'
import type { Act, Thing } from './policy.ts'
import { ownActs } from './rules/lifecycle.ts'

const arlenia = AuthorityId.parse('xa.central-authority')
const bresonia = AuthorityId.parse('xb.central-authority')
const acts: readonly Act[] = [...ownActs, 'read', 'open', 'open-matter', 'save-matter', 'draft']

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
  if (act === 'read') return is('auditor') || is('registrar') || is('head') || is('case-officer')
  if (act === 'open') return is('registrar') || is('head') || is('case-officer')
  if (act === 'acknowledge') return is('registrar') || is('case-officer')
  if (['approve', 'return', 'send', 'decide'].includes(act)) return is('head')
  return is('head') || is('case-officer')
}

describe('who may do what with a request', () => {
  it('is what the reference says, for every actor, act and request', () => {
    fc.assert(
      fc.property(actors, fc.constantFrom(...acts), things, (actor, act, thing) =>
        assert.equal(may(actor, act, thing), oracle(actor, act, thing)),
      ),
      { numRuns: 2000 },
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
