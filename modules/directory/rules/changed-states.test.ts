import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Contents } from '../contract.ts'
import { changedStates } from './changed-states.ts'
import { readParts } from './read-parts.ts'
import { sampleContents } from './sample-directory.ts'
import { sampleParts, withParts } from './sample-parts.ts'

const contents = withParts(sampleContents(), sampleParts())
const [member] = contents.authorities
const changed = (next: Contents, own = 'zz.stranger') => {
  const found = changedStates({ contents, own }, next)
  return found === null ? null : [...found].sort()
}

describe('the States that an edition changes', () => {
  it('are none where only its number and day are others', () => {
    assert.deepEqual(changed({ ...contents, version: 2, issuedAt: '2026-04-01T00:00:00Z' }), [])
  })

  it('are those of which a name, an authority or a part is another, is new or is gone', () => {
    assert.ok(member)
    const { state } = member
    const other = contents.parts?.map((part) => (part.of === 'XA' ? { ...part, sha256: '0'.repeat(64) } : part)) ?? []
    assert.deepEqual(changed({ ...contents, parts: other }), ['XA'])
    assert.deepEqual(changed({ ...contents, parts: contents.parts?.filter(({ of }) => of !== 'XA') ?? [] }), ['XA'])
    const elsewhere = contents.authorities.map((one) => (one === member ? { ...one, address: 'elsewhere' } : one))
    assert.deepEqual(changed({ ...contents, authorities: elsewhere }), [state])
    const states = contents.states.map((one) => (one.code === state ? { ...one, names: { en: 'Another' } } : one))
    assert.deepEqual(changed({ ...contents, states }), [state])
    assert.deepEqual(changed({ ...contents, states: [...contents.states, { code: 'SE', names: { en: 'Sweden' } }] }), ['SE'])
  })

  it('are all where this node may read other parts than before, or had none', () => {
    assert.ok(member)
    const without = { ...contents, authorities: contents.authorities.filter((one) => one !== member) }
    assert.equal(changed(without, member.id), null, 'expelled: what members read is read no more')
    assert.equal(changedStates({ contents: without, own: member.id }, contents), null, 'admitted')
    assert.equal(changedStates(null, contents), null)
    assert.equal(changedStates({ contents: sampleContents(), own: 'zz.stranger' }, contents), null)
  })

  it('must come with their public part, whatever stands here of others', () => {
    assert.throws(() => readParts(contents, [], new Set(['XA'])), { code: 'directory-mismatch' })
  })
})
