import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testWorld } from '@comity/world'

describe('the time of a test world', () => {
  it('stands still until it is told to move', async () => {
    const world = testWorld({ now: new Date('2026-05-01T08:00:00Z') })
    assert.equal(world.clock.now().toISOString(), '2026-05-01T08:00:00.000Z')
    await world.advance(90_000)
    assert.equal(world.clock.now().toISOString(), '2026-05-01T08:01:30.000Z')
    assert.equal(world.clock.monotonicMs(), 90_000)
  })

  it('runs each timer at its own instant and in order, also timers that timers set', async () => {
    const world = testWorld()
    const seen: string[] = []
    const note = (what: string) => () => seen.push(`${what} ${world.clock.monotonicMs()}`)
    world.timers.after(300, note('late'))
    world.timers.after(100, () => {
      note('early')()
      world.timers.after(50, note('nested'))
    })
    world.timers.after(300, note('late too'))
    const cancel = world.timers.after(200, note('never'))
    cancel()
    await world.advance(299)
    assert.deepEqual(seen, ['early 100', 'nested 150'])
    await world.advance(1)
    assert.deepEqual(seen, ['early 100', 'nested 150', 'late 300', 'late too 300'])
  })

  it('wakes a sleeper when its time has come, or at once when it is called off', async () => {
    const world = testWorld()
    const seen: string[] = []
    const stop = new AbortController()
    const asleep = world.timers.sleep(1_000).then(() => seen.push('slept'))
    const called = world.timers.sleep(5_000, stop.signal).then(() => seen.push('called off'))
    await world.advance(999)
    assert.deepEqual(seen, [])
    stop.abort()
    await called
    await world.advance(1)
    await asleep
    assert.deepEqual(seen, ['called off', 'slept'])
    await world.timers.sleep(5_000, stop.signal)
  })

  it('lets the wall clock be set back without moving timers', async () => {
    const world = testWorld({ now: new Date('2026-05-01T08:00:00Z') })
    await world.advance(1_000)
    world.setNow(new Date('2026-04-30T08:00:00Z'))
    assert.equal(world.clock.monotonicMs(), 1_000)
    await world.advance(1_000)
    assert.equal(world.clock.now().toISOString(), '2026-04-30T08:00:01.000Z')
  })
})

describe('the chance of a test world', () => {
  it('repeats for the same seed and differs for another', () => {
    const draw = (seed: number) => {
      const { chance } = testWorld({ seed })
      return [Buffer.from(chance.bytes(40)).toString('hex'), chance.uuid(), chance.fraction()]
    }
    assert.deepEqual(draw(7), draw(7))
    assert.notDeepEqual(draw(7), draw(8))
  })

  it('never repeats within one world', () => {
    const { chance } = testWorld()
    const drawn = new Set(Array.from({ length: 1_000 }, () => chance.uuid()))
    assert.equal(drawn.size, 1_000)
  })

  it('gives UUIDs of version 4 and fractions below one', () => {
    const { chance } = testWorld()
    for (let turn = 0; turn < 200; turn++) {
      assert.match(chance.uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const fraction = chance.fraction()
      assert(fraction >= 0 && fraction < 1)
    }
  })
})
