import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import { canonicalJson } from '@comity/crypto'
import fc from 'fast-check'
import type { AuthorityEntry, Visibility } from '../contract.ts'
import { entryFrom, mayKeep } from './entry.ts'
import { entryProblems } from './entry-problems.ts'
import { referenceRegister } from './reference.ts'
import { sampleAuthority } from './sample-directory.ts'
import { samplePoint } from './sample-parts.ts'
import { visibleEntry } from './visible-entry.ts'

const [own, friend, other] = ['xa.central-authority', 'xb.central-authority', 'xc.prosecution'].map((id) => AuthorityId.parse(id))
assert.ok(own && friend && other)
const named: Visibility = { readers: [friend] }
const visibility = fc.constantFrom<Visibility>('public', 'members', named)
const reader = fc.constantFrom(null, own, friend, other)

const entryWith = (points: Visibility, details: Visibility, letter: Visibility): AuthorityEntry => ({
  ...entryFrom(sampleAuthority(), []),
  contactPoints: [samplePoint({ visibility: points, remarks: 'of the point' })],
  designations: sampleAuthority().designations.map((one) => ({
    ...one,
    id: 'mla',
    details: [{ visibility: details, remarks: 'of the designation' }],
  })),
  nomination: { sha256: 'a'.repeat(64), bytes: 1, mediaType: 'application/pdf', on: '2026-01-01', visibility: letter },
})

describe('what a reader sees of an entry', () => {
  it('is exactly what its visibility says, detail by detail, and not even that there is more', () => {
    fc.assert(
      fc.property(visibility, visibility, visibility, reader, fc.boolean(), (points, details, letter, authority, isMember) => {
        const seen = canonicalJson(visibleEntry(entryWith(points, details, letter), { authority, isMember, publisher: null }))
        const sees = (one: Visibility): boolean =>
          one === 'public' || authority === own || (one === 'members' ? authority !== null && isMember : authority === friend)
        assert.equal(seen.includes('of the point'), sees(points))
        assert.equal(seen.includes('of the designation'), sees(details))
        assert.equal(seen.includes('nomination'), sees(letter))
      }),
    )
  })

  it('is everything on the node that signs it', () => {
    const entry = entryWith(named, named, named)
    assert.deepEqual(visibleEntry(entry, { authority: other, isMember: true, publisher: other }), entry)
  })
})

describe('who may keep an entry', () => {
  const from = { id: own, state: 'XA', kind: 'central-authority' as const }
  it('is its authority, and the central authority of its State where it has no node', () => {
    assert.equal(mayKeep(from, own, new Set([own])), true)
    assert.equal(mayKeep(from, 'xa.fiu', new Set([own])), true)
    assert.equal(mayKeep(from, 'xa.fiu', new Set([own, 'xa.fiu'])), false)
    assert.equal(mayKeep(from, 'xb.fiu', new Set([own])), false)
    assert.equal(mayKeep({ ...from, kind: 'court' }, 'xa.fiu', new Set([own])), false)
  })
})

describe('an entry that would not do', () => {
  const known = { register: referenceRegister, states: ['XA'] }
  const entry = entryFrom(sampleAuthority(), [])
  const problems = (changes: Partial<AuthorityEntry>) =>
    entryProblems({ ...entry, ...changes }, known).map(({ problem }) => problem)
  const [designation] = entry.designations
  assert.ok(designation)

  it('names a deputy who is not there, or whom fewer may see', () => {
    const hidden = samplePoint({ id: 'hidden', visibility: 'members' })
    assert.deepEqual(problems({ contactPoints: [samplePoint({ deputies: ['nobody'] })] }), ['contact-point-unknown'])
    assert.deepEqual(problems({ contactPoints: [samplePoint({ deputies: ['hidden'] }), hidden] }), ['deputy-less-visible'])
    assert.deepEqual(problems({ contactPoints: [samplePoint(), { ...hidden, deputies: ['registry'] }] }), [])
  })

  it('says one thing twice, knows no time zone, network or territory', () => {
    assert.deepEqual(problems({ designations: [designation, designation] }), ['designation-twice'])
    assert.deepEqual(problems({ designations: [{ ...designation, territory: 'QQ' }] }), ['territory-unknown'])
    assert.deepEqual(problems({ memberships: [{ network: 'nowhere' }] }), ['network-unknown'])
    const hours = { timeZone: 'Mars/Olympus', weekly: [{ days: [1], from: '09:00', to: '10:00' }] }
    assert.deepEqual(problems({ contactPoints: [samplePoint({ hours })] }), ['time-zone-unknown'])
    assert.deepEqual(problems({ id: other }), ['state-of-id'])
  })
})
