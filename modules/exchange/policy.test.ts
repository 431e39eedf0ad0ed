import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Actor, AuthorityId, type Role, roles } from '@comity/accounts/contract'
import { type ExchangeAct, may } from './policy.ts'

const own = AuthorityId.parse('xa.central-authority')
const other = AuthorityId.parse('xb.central-authority')
const third = AuthorityId.parse('xc.central-authority')

const anActor = fc.record({
  kind: fc.constantFrom<Actor['kind']>('person', 'peer', 'system'),
  id: fc.constant('anna'),
  name: fc.constant('N.'),
  authorityId: fc.constantFrom(own, other, null),
  roles: fc.subarray<Role>([...roles]),
})
const someParties = fc.constantFrom(null, [own, other], [other, own], [other, third])
const anAct = fc.constantFrom<ExchangeAct>('see-exchange', 'see-dossier', 'download-dossier', 'manage-lines', 'try-line')

describe('who may see what of the exchange', () => {
  it('is decided by kind, authority, role and parties together, and by nothing else', () => {
    fc.assert(
      fc.property(anActor, anAct, someParties, (actor, act, parties) => {
        const at = (role: Role): boolean => actor.roles.includes(role)
        const inRole =
          act === 'manage-lines'
            ? at('administrator')
            : act === 'see-exchange' || act === 'try-line'
              ? at('administrator') || at('registrar') || at('head')
              : at('case-officer') || at('head') || at('registrar') || at('auditor')
        const ownPerson = actor.kind === 'person' && actor.authorityId === own
        assert.equal(may(actor, act, { ownAuthority: own, parties }), ownPerson && inRole && (parties?.includes(own) ?? true))
      }),
    )
  })

  it('never gives case content to one who is an administrator only', () => {
    const administrator: Actor = { kind: 'person', id: 'adam', name: 'Adam', authorityId: own, roles: ['administrator'] }
    assert.equal(may(administrator, 'see-exchange', { ownAuthority: own, parties: null }), true)
    for (const act of ['see-dossier', 'download-dossier'] as const)
      assert.equal(may(administrator, act, { ownAuthority: own, parties: [own, other] }), false)
  })
})
