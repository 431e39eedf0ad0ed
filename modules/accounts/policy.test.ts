import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { AuthorityId, roles } from './contract.ts'
import type { Actor } from './contract.ts'
import { may, mayGive, mayLetIn, mayMove, mustBeAllowed, personActs } from './policy.ts'
import type { PersonAct } from './policy.ts'

const authorities = ['xa.central-authority', 'xa.high-court', 'xb.central-authority'].map((id) => AuthorityId.parse(id))
const ids = ['p1', 'p2'] as const
const actors: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constantFrom('person', 'peer', 'system'),
  id: fc.constantFrom(...ids),
  name: fc.constant('N'),
  authorityId: fc.constantFrom(...authorities, null),
  roles: fc.subarray([...roles]),
})
const people = fc.record({
  id: fc.constantFrom(...ids),
  authorityId: fc.constantFrom(...authorities),
  authorityName: fc.constantFrom(null, 'High Court'),
})

test('nobody changes their own roles, disables or enables themselves, or hands themselves a link, whatever they are', () => {
  fc.assert(
    fc.property(actors, people, (actor, person) => {
      if (actor.kind !== 'person' || actor.id !== person.id) return
      for (const act of ['change-roles', 'confirm', 'change-units', 'disable', 'enable', 'hand-out-reset'] as const)
        assert.equal(may(actor, act, person), false)
    }),
  )
})

test('everything follows the table: own password, own page, the head to confirm and to name deputies, administrators for the rest, auditors to look, never another State', () => {
  fc.assert(
    fc.property(actors, people, fc.constantFrom(...personActs), (actor, person, act) => {
      const home = actor.authorityId === person.authorityId
      const isGuest = person.authorityName !== null && actor.authorityId?.slice(0, 2) === person.authorityId.slice(0, 2)
      const near = actor.kind === 'person' && (home || isGuest)
      const self = actor.id === person.id
      const administrator = actor.roles.includes('administrator')
      const head = actor.roles.includes('head')
      const table: Record<PersonAct, boolean> = {
        see: self || administrator || head || actor.roles.includes('auditor'),
        add: administrator,
        'change-password': self,
        'change-contact': self || administrator,
        'name-deputy': self || (head && home),
        confirm: (administrator || head) && !self,
        'change-roles': administrator && !self,
        'change-units': administrator && !self,
        disable: administrator && !self,
        enable: administrator && !self,
        'hand-out-reset': administrator && !self,
      }
      const node = actor.kind === 'system' && ['add', 'change-roles', 'change-units'].includes(act)
      const oracle = node || (near && table[act])
      assert.equal(may(actor, act, person), oracle)
      if (!oracle) assert.throws(() => mustBeAllowed(actor, act, person), { code: /not-allowed|own-roles/ })
    }),
    { numRuns: 1000 },
  )
})

test('roles that see cases are let through by a head whom no administration binds, of the office or of all units of the person', () => {
  const units = ['u1', 'u2', 'u3'] as const
  const places = fc.array(
    fc.record({ personId: fc.constant('p9'), roles: fc.subarray([...roles]), units: fc.subarray([...units]) }),
    { maxLength: 2 },
  )
  fc.assert(
    fc.property(
      actors,
      fc.record({ units: fc.subarray([...units]), places, given: fc.subarray([...roles]), of: fc.subarray([...units]) }),
      (actor, { units: own, places: lent, given, of }) => {
        const places = [{ roles: actor.roles, units: own }, ...lent]
        const head = places.some(
          (place) =>
            place.roles.includes('head') &&
            (place.units.length === 0 || (of.length > 0 && of.filter((unit) => !place.units.includes(unit)).length === 0)),
        )
        const sees = given.filter((role) => role !== 'administrator').length > 0
        const lets = head && actor.kind === 'person' && !actor.roles.includes('administrator')
        const who = { ...actor, units: own, places: lent }
        assert.equal(mayGive(who, given, { units: of }), !sees || lets)
        assert.equal(mayMove(who, { units: [] }, of), lets, 'and so are units')
        const account = { roles: given, proposedRoles: null, units: of }
        assert.equal(mayLetIn(who, account), (given.length > 0 && !sees) || lets, 'and links into such an account')
      },
    ),
    { numRuns: 1000 },
  )
})
