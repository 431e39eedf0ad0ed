import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fetchDelay, fetchings, lineStandings, roadOf, sendings, standingOf, worstFirst, type LineSigns } from './line.ts'

const facts = fc.record({
  ownListens: fc.boolean(),
  peerListens: fc.boolean(),
  sends: fc.constantFrom(...sendings),
  fetches: fc.constantFrom(...fetchings),
})

describe('how two nodes are connected', () => {
  it('never lets one call a node that takes no connection, whatever was decided', () => {
    fc.assert(
      fc.property(facts, (of) => {
        const road = roadOf(of)
        if (!of.peerListens) assert.deepEqual([road.sends, road.fetches], ['await', false])
        assert.equal(road.impossible, !of.ownListens && !of.peerListens)
      }),
    )
  })

  it('needs no decision: of two nodes of which one listens, all dossiers of both have a way', () => {
    const automatic = { sends: 'automatic', fetches: 'automatic' } as const
    for (const [aListens, bListens] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const) {
      const a = roadOf({ ownListens: aListens, peerListens: bListens, ...automatic })
      const b = roadOf({ ownListens: bListens, peerListens: aListens, ...automatic })
      assert.equal(a.impossible, b.impossible)
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const)
        assert.equal(from.sends === 'push' || to.fetches, !a.impossible)
    }
  })
})

const quiet: LineSigns = {
  road: { sends: 'push', fetches: false, impossible: false },
  paused: false,
  problem: null,
  waiting: 0,
  oldestMs: null,
  askedMs: null,
  contactMs: 1,
  clockOffMs: null,
  certificateEndsMs: null,
  nowMs: 1_000_000_000_000,
}
const day = 86_400_000

describe('how a line stands', () => {
  it('is the worst that is true of it', () => {
    const cases: [Partial<LineSigns>, string][] = [
      [{}, 'good'],
      [{ contactMs: null }, 'untried'],
      [{ paused: true, problem: 'refused' }, 'paused'],
      [{ certificateEndsMs: quiet.nowMs + 29 * day }, 'certificate-ending'],
      [{ certificateEndsMs: quiet.nowMs + 31 * day }, 'good'],
      [{ clockOffMs: -61_000, certificateEndsMs: quiet.nowMs + day }, 'clock-differs'],
      [{ clockOffMs: 60_000 }, 'good'],
      [{ problem: 'refused', clockOffMs: 90_000 }, 'failing'],
      [{ problem: 'refused', certificateEndsMs: quiet.nowMs }, 'certificate-ended'],
      [{ road: { sends: 'await', fetches: false, impossible: true }, problem: 'x' }, 'impossible'],
    ]
    for (const [signs, expected] of cases) assert.equal(standingOf({ ...quiet, ...signs }), expected, JSON.stringify(signs))
  })

  it('says of a peer that fetches when it does not come, an hour after the later of its last call and the oldest dossier', () => {
    const road = { sends: 'await', fetches: false, impossible: false } as const
    const hour = 3_600_000
    const stands = (oldestAgo: number, askedAgo: number | null) =>
      standingOf({
        ...quiet,
        road,
        waiting: 1,
        oldestMs: quiet.nowMs - oldestAgo,
        askedMs: askedAgo === null ? null : quiet.nowMs - askedAgo,
      })
    assert.deepEqual(
      [stands(2 * hour, null), stands(2 * hour, 2 * hour), stands(2 * hour, 60_000), stands(60_000, 5 * day)],
      ['not-fetched', 'not-fetched', 'good', 'good'],
    )
  })

  it('orders peers totally, the worst first', () => {
    const one = fc.record({
      standing: fc.constantFrom(...lineStandings),
      waiting: fc.nat(3),
      oldestMs: fc.option(fc.nat(3), { nil: null }),
      peer: fc.constantFrom('xa.a', 'xb.b', 'xc.c'),
    })
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ peer }) => peer }), (peers) => {
        const sorted = peers.toSorted(worstFirst)
        const places = sorted.map(({ standing }) => lineStandings.indexOf(standing))
        assert.deepEqual(
          places,
          places.toSorted((a, b) => a - b),
        )
        const names = (of: readonly { peer: string }[]): string[] => of.map(({ peer }) => peer)
        assert.deepEqual(names(peers.toReversed().toSorted(worstFirst)), names(sorted))
      }),
    )
  })
})

describe('when a peer is asked again', () => {
  it('is at the usual distance while it answers, and never more than a quarter of an hour and a quarter apart', () => {
    fc.assert(
      fc.property(
        fc.nat(100),
        fc.integer({ min: 5_000, max: 3_600_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, everyMs, fraction) => {
          const delay = fetchDelay(failures, everyMs, fraction)
          assert(delay >= everyMs * 0.75 && delay <= Math.max(everyMs, 900_000) * 1.25 + 1)
          if (failures === 0) assert(delay <= everyMs * 1.25 + 1)
        },
      ),
    )
  })
})
