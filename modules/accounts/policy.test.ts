import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { AuthorityId, roles } from './contract.ts'
import type { Actor } from './contract.ts'
import { may, mustBeAllowed, personActs } from './policy.ts'

const authorities = ['xa.central-authority', 'xb.central-authority'].map((id) => AuthorityId.parse(id))
const ids = ['p1', 'p2'] as const
const actors: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constantFrom('person', 'peer', 'system'),
  id: fc.constantFrom(...ids),
  name: fc.constant('N'),
  authorityId: fc.constantFrom(...authorities, null),
  roles: fc.subarray([...roles]),
})
const people = fc.record({ id: fc.constantFrom(...ids), authorityId: fc.constantFrom(...authorities) })

test('nobody changes their own roles, disables or enables themselves, or hands themselves a link, whatever they are', () => {
  fc.assert(
    fc.property(actors, people, (actor, person) => {
      if (actor.kind !== 'person' || actor.id !== person.id) return
      for (const act of ['change-roles', 'disable', 'enable', 'hand-out-reset'] as const)
        assert.equal(may(actor, act, person), false)
    }),
  )
})

test('everything follows the table: own password, own page, administrators for the rest, auditors to look, never another authority', () => {
  fc.assert(
    fc.property(actors, people, fc.constantFrom(...personActs), (actor, person, act) => {
      const near = actor.kind === 'person' && actor.authorityId === person.authorityId
      const self = actor.id === person.id
      const administrator = actor.roles.includes('administrator')
      const oracle =
        (actor.kind === 'system' && act === 'add') ||
        (near && act === 'change-password' && self) ||
        (near && act === 'see' && (self || administrator || actor.roles.includes('auditor'))) ||
        (near && act === 'add' && administrator) ||
        (near && !['change-password', 'see', 'add'].includes(act) && administrator && !self)
      assert.equal(may(actor, act, person), oracle)
      if (!oracle) assert.throws(() => mustBeAllowed(actor, act, person), { code: 'not-allowed' })
    }),
    { numRuns: 1000 },
  )
})
