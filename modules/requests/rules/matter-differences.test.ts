import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Offence, RequestPerson, RequestProperty } from '../contract.ts'
import { differencesOf, followable, noParts, settled } from './matter-differences.ts'
import type { Parts, Settling, ThreeSides } from './matter-differences.ts'

const nothing: ReadonlySet<string> = new Set()
const only = (given: Partial<Settling>): Settling => ({ toRequest: nothing, toMatter: nothing, keep: nothing, ...given })

const ivan: RequestPerson = { kind: 'natural', position: 'suspect', name: 'Ivan Petrov', bornOn: '1970-01-01' }
const olga: RequestPerson = { kind: 'natural', position: 'witness', name: 'Olga Lind' }
const sides = (base: RequestPerson[], matter: RequestPerson[], request: RequestPerson[]): ThreeSides => ({
  base: { ...noParts, persons: base },
  matter: { ...noParts, persons: matter },
  request: { ...noParts, persons: request },
})

const persons: fc.Arbitrary<RequestPerson> = fc.record(
  {
    kind: fc.constantFrom('natural', 'legal'),
    position: fc.constantFrom('suspect', 'witness'),
    name: fc.constantFrom('Ann', 'Bo', 'Cy', 'Di'),
    identityDocument: fc.constantFrom('P1', 'P2', 'P3'),
    address: fc.constantFrom('Road', 'Lane'),
  },
  { requiredKeys: ['kind', 'position', 'name'], noNullPrototype: true },
)
const property: fc.Arbitrary<RequestProperty> = fc.record(
  {
    kind: fc.constantFrom('money', 'specific-item'),
    description: fc.constantFrom('Car', 'Flat'),
    account: fc.constantFrom('1', '2'),
  },
  { requiredKeys: ['kind', 'description'], noNullPrototype: true },
)
const offences: fc.Arbitrary<Offence> = fc.record(
  { title: fc.constantFrom('Bribery', 'Theft'), provision: fc.constantFrom('s. 1', 's. 2') },
  { noNullPrototype: true },
)
const parts: fc.Arbitrary<Parts> = fc.record(
  {
    persons: fc.array(persons, { maxLength: 5 }),
    property: fc.array(property, { maxLength: 3 }),
    offences: fc.array(offences, { maxLength: 3 }),
    facts: fc.constantFrom('', 'One.', 'Two.', 'Three.'),
  },
  { noNullPrototype: true },
)
const three: fc.Arbitrary<ThreeSides> = fc.record({ base: parts, matter: parts, request: parts })

const listed = ({ persons: a, property: b, offences: c, facts }: Parts): unknown[] => [
  ...a,
  ...b,
  ...c,
  ...(facts === '' ? [] : [facts]),
]
const has = (side: Parts, item: unknown) => listed(side).some((one) => isDeepStrictEqual(one, item))

/** No list has two items that could be taken for each other: there, which is which is anybody's guess. */
function isPlain({ base, matter, request }: ThreeSides): boolean {
  return [base, matter, request].every(({ persons: people, property: things, offences: acts }) =>
    [
      people.map(({ name }) => name),
      people.map(({ identityDocument }) => identityDocument),
      things.map(({ description }) => description),
    ]
      .concat([things.map(({ account }) => account), acts.map(({ title }) => title), acts.map(({ provision }) => provision)])
      .map((told) => told.filter((one) => one !== undefined))
      .every((told) => new Set(told).size === told.length),
  )
}

describe('a change of the matter', () => {
  it('is not found again by an address: two live at one', () => {
    const [ann, di] = [
      { ...olga, name: 'Ann', address: 'Road' },
      { ...olga, name: 'Di', address: 'Road' },
    ]
    assert.deepEqual(
      differencesOf(sides([ann], [di], [ann])).map(({ matter, request }) => [matter, request]),
      [
        [null, ann],
        [di, null],
      ],
    )
  })

  it('comes to rest after a few rounds of taking over, even where items could be taken for each other', () => {
    fc.assert(
      fc.property(three, (before) => {
        let now = before
        for (let round = 0; round < 8; round++)
          now = settled(now, only({ toRequest: new Set(followable(differencesOf(now)).map(({ key }) => key)) }))
        assert.deepEqual(followable(differencesOf(now)), [])
        assert.deepEqual(now.matter, before.matter)
      }),
    )
  })

  it('is told with what was, in the words of both, whatever else each of them says', () => {
    const moved = { ...ivan, address: 'Harbour Road 1' }
    const [difference, ...more] = differencesOf(sides([ivan, olga], [olga, moved], [olga, ivan]))
    assert.deepEqual(more, [])
    assert.deepEqual(
      [difference?.base, difference?.matter, difference?.request, difference?.changedIn],
      [ivan, moved, ivan, 'matter'],
    )
  })

  it('finds a renamed person by what tells them, and another person is another', () => {
    const renamed = { ...ivan, name: 'Ivan Petroff' }
    assert.deepEqual(
      differencesOf(sides([ivan], [renamed], [ivan])).map(({ matter, request }) => [matter, request]),
      [[renamed, ivan]],
    )
    assert.deepEqual(
      differencesOf(sides([ivan], [olga], [ivan])).map(({ matter, request }) => [matter, request]),
      [
        [null, ivan],
        [olga, null],
      ],
    )
  })

  it('is no difference where the draft says the same already, whoever wrote it first', () => {
    assert.deepEqual(differencesOf(sides([], [ivan], [ivan])), [])
  })

  it('taken over whole leaves nothing that changed in the matter alone, and a second time changes nothing', () => {
    fc.assert(
      fc.property(three.filter(isPlain), (before) => {
        const all = followable(differencesOf(before)).map(({ key }) => key)
        const once = settled(before, only({ toRequest: new Set(all) }))
        const again = followable(differencesOf(once))
        const twice = settled(once, only({ toRequest: new Set(again.map(({ key }) => key)) }))
        assert.deepEqual(again, [])
        assert.deepEqual(twice, once)
        assert.deepEqual(once.matter, before.matter)
      }),
    )
  })

  it('never loses what only the draft says', () => {
    fc.assert(
      fc.property(three, (before) => {
        const differences = differencesOf(before)
        const after = settled(before, only({ toRequest: new Set(followable(differences).map(({ key }) => key)) }))
        for (const { request, changedIn } of differences)
          if (changedIn !== 'matter' && request !== null) assert.ok(has(after.request, request))
        for (const item of listed(before.request)) assert.ok(has(after.request, item) || has(before.base, item))
      }),
    )
  })

  it('is taken over item by item: the chosen one stands in the draft, and nothing else moves', () => {
    fc.assert(
      fc.property(three, fc.nat(), (before, at) => {
        const differences = differencesOf(before)
        const chosen = differences[at % Math.max(differences.length, 1)]
        if (!chosen) return
        const after = settled(before, only({ toRequest: new Set([chosen.key]) }))
        if (chosen.matter !== null) assert.ok(has(after.request, chosen.matter))
        const size = (chosen.matter === null ? 0 : 1) - (chosen.request === null ? 0 : 1)
        assert.equal(listed(after.request).length, listed(before.request).length + size)
        assert.deepEqual(after.matter, before.matter)
      }),
    )
  })
})

describe('what a draft says otherwise', () => {
  it('goes into the matter the same way, without loss on either side', () => {
    fc.assert(
      fc.property(three, (before) => {
        const own = differencesOf(before).filter(({ changedIn }) => changedIn === 'request')
        const after = settled(before, only({ toMatter: new Set(own.map(({ key }) => key)) }))
        for (const { request } of own) if (request !== null) assert.ok(has(after.matter, request))
        for (const item of listed(before.matter)) assert.ok(has(after.matter, item) || has(before.base, item))
        assert.deepEqual(after.request, before.request)
      }),
    )
  })

  it('is kept for good once that was said: it is never again behind', () => {
    const moved = { ...ivan, address: 'Harbour Road 1' }
    const other = { ...ivan, address: 'Hill Road 2' }
    const before = sides([ivan], [moved], [other])
    const [conflict] = differencesOf(before)
    assert.equal(conflict?.changedIn, 'both')
    const after = settled(before, only({ keep: new Set([conflict.key]) }))
    assert.deepEqual(
      differencesOf(after).map(({ changedIn }) => changedIn),
      ['request'],
    )
    assert.deepEqual(after.request.persons, [other])
  })

  it('has another name as soon as either side changes, so that what was not seen is never taken over', () => {
    const moved = { ...ivan, address: 'Harbour Road 1' }
    const [first] = differencesOf(sides([ivan], [moved], [ivan]))
    const [second] = differencesOf(sides([ivan], [{ ...moved, address: 'Hill Road 2' }], [ivan]))
    assert.notEqual(first?.key, second?.key)
  })
})
