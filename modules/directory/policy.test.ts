import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AuthorityId, roles, type Actor, type Role } from '@comity/accounts/contract'
import { directoryActs, may, type DirectoryAct } from './policy.ts'

const secretariat = AuthorityId.parse('zz.secretariat')
const centralAuthority = AuthorityId.parse('xa.central-authority')

const anActor = fc.record({
  kind: fc.constantFrom<Actor['kind']>('person', 'peer', 'system'),
  id: fc.constantFrom('anna', 'boris'),
  name: fc.constant('N.'),
  authorityId: fc.constantFrom(secretariat, centralAuthority, null),
  roles: fc.subarray<Role>([...roles]),
})
const someFacts = fc.record({ publisher: fc.constantFrom(secretariat, null), proposedBy: fc.constantFrom('anna', 'boris', null) })

describe('who may do what with the directory', () => {
  it('lets nobody approve what they proposed themselves', () => {
    fc.assert(fc.property(anActor, someFacts, (actor, facts) => !may(actor, 'approve', { ...facts, proposedBy: actor.id })))
  })

  it('lets only persons of the secretariat change the directory, and only where it is published', () => {
    const changes = fc.constantFrom<DirectoryAct>('propose', 'approve', 'reject')
    fc.assert(
      fc.property(anActor, changes, someFacts, (actor, act, facts) => {
        const entitled =
          actor.kind === 'person' &&
          facts.publisher !== null &&
          actor.authorityId === facts.publisher &&
          (actor.roles.includes('head') || actor.roles.includes('registrar'))
        const secondPerson = act !== 'approve' || (facts.proposedBy !== null && facts.proposedBy !== actor.id)
        return may(actor, act, facts) === (entitled && secondPerson)
      }),
    )
  })

  it('lets every signed-in person read and export, and no peer anything', () => {
    fc.assert(
      fc.property(
        anActor,
        someFacts,
        (actor, facts) =>
          may(actor, 'read', facts) === (actor.kind === 'person') && may(actor, 'export', facts) === (actor.kind === 'person'),
      ),
    )
    fc.assert(
      fc.property(
        anActor,
        fc.constantFrom(...directoryActs),
        someFacts,
        (actor, act, facts) => !may({ ...actor, kind: 'peer' }, act, facts),
      ),
    )
  })

  it('lets a registrar of the secretariat approve what a head proposed', () => {
    const actor: Actor = { kind: 'person', id: 'boris', name: 'Boris', authorityId: secretariat, roles: ['registrar'] }
    assert.equal(may(actor, 'approve', { publisher: secretariat, proposedBy: 'anna' }), true)
  })
})
