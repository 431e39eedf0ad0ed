import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import { canonicalJson, parseCanonicalJson } from '@comity/crypto'
import fc from 'fast-check'
import { Part, type AuthorityDetails, type ContactPoint, type Visibility } from '../contract.ts'
import { readParts, type StateListing } from './read-parts.ts'
import { sampleContents } from './sample-directory.ts'
import { samplePoint, sampleParts } from './sample-parts.ts'
import { gathered, splitParts, type MadeParts } from './split-parts.ts'

const central = AuthorityId.parse('xa.central-authority')
const readers = ['xb.central-authority', 'xc.prosecution'].map((id) => AuthorityId.parse(id))
const register = { networks: [], instruments: [] }
let salts = 0
const newSalt = (): string => String((salts += 1)).padStart(64, '0')

function listingOf(details: AuthorityDetails[]): StateListing {
  const { facts, listed } = sampleParts().public
  return { state: 'XA', facts, listed, details }
}

const split = (details: AuthorityDetails[], before: readonly Part[] = []): MadeParts =>
  splitParts([listingOf(details)], register, { before, newSalt })
const partsIn = ({ made }: MadeParts): Part[] =>
  made.map(({ bytes }) => Part.parse(parseCanonicalJson(bytes, { maxBytes: 1_000_000, maxDepth: 12 })))
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const visibility = fc.constantFrom<Visibility>(
  'public',
  'members',
  { readers },
  { readers: readers.toReversed() },
  { readers: readers.slice(0, 1) },
)
const points: fc.Arbitrary<ContactPoint[]> = fc
  .array(visibility, { maxLength: 6 })
  .map((all) =>
    all.map((one, place) => samplePoint({ id: `desk-${place}`, visibility: one, remarks: `secret of desk-${place}.` })),
  )

describe('splitting what is known into parts', () => {
  it('loses nothing, and puts each detail only where its readers read', () => {
    fc.assert(
      fc.property(points, (contactPoints) => {
        const parts = split(contactPoints.length === 0 ? [] : [{ authority: central, contactPoints }])
        const contents = { ...sampleContents(), parts: [...parts.names] }
        const read = readParts(
          contents,
          parts.made.map(({ bytes }) => bytes),
        )
        const back = gathered(read.states.get('XA')?.details ?? []).flatMap((one) => one.contactPoints ?? [])
        assert.deepEqual(back.map(({ id }) => id).toSorted(), contactPoints.map(({ id }) => id).toSorted())
        assert.deepEqual(read.missing, [])
        for (const { part, bytes } of parts.made)
          for (const point of contactPoints) {
            const audience = typeof point.visibility === 'string' ? point.visibility : 'named'
            if (part.audience !== audience)
              assert.ok(!text(bytes).includes(point.remarks ?? '?'), `${point.id} in ${part.audience}`)
          }
        assert.ok(!canonicalJson(contents).includes('named'))
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the hash of what says the same, and makes a new salt for what changed', () => {
    const before = split([{ authority: central, contactPoints: [samplePoint({ visibility: 'members' })] }])
    const again = split([{ authority: central, contactPoints: [samplePoint({ visibility: 'members' })] }], partsIn(before))
    assert.deepEqual(again.names, before.names)
    const changed = split(
      [{ authority: central, contactPoints: [samplePoint({ id: 'other', visibility: 'members' })] }],
      partsIn(before),
    )
    const salted = (parts: MadeParts) => partsIn(parts).flatMap((one) => (one.part === 'members' ? [one.salt] : []))
    assert.notDeepEqual(salted(changed), salted(before))
  })

  it('gives one file to the same readers, in whatever order they are named', () => {
    const contactPoints = [
      samplePoint({ id: 'a', visibility: { readers } }),
      samplePoint({ id: 'b', visibility: { readers: readers.toReversed() } }),
    ]
    const named = partsIn(split([{ authority: central, contactPoints }])).filter((one) => one.part === 'named')
    assert.equal(named.length, 1)
  })

  it('splits details of designations and the nomination too', () => {
    const details: AuthorityDetails = {
      authority: central,
      designations: [
        {
          designation: 'mla',
          details: [
            { visibility: 'members', remarks: 'for members' },
            { visibility: { readers }, remarks: 'for two' },
          ],
        },
      ],
      memberships: [{ network: 'globe' }],
      nomination: { sha256: 'a'.repeat(64), bytes: 10, mediaType: 'application/pdf', on: '2026-01-01', visibility: 'members' },
    }
    const found = Object.fromEntries(partsIn(split([details])).map((one) => [one.part, canonicalJson(one)]))
    assert.match(found['members'] ?? '', /for members/)
    assert.match(found['members'] ?? '', /nomination/)
    assert.match(found['named'] ?? '', /for two/)
    assert.match(found['public'] ?? '', /globe/)
    assert.doesNotMatch(found['public'] ?? '', /for members|for two|nomination/)
  })
})
