import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testWorld } from '@comity/world'
import { memory } from './remember.ts'

function remembering() {
  const node = { world: testWorld(), changes: { count: 0 } }
  const { recall, forget } = memory<string>()
  let looks = 0
  const look = (found: string | undefined) => () => {
    looks += 1
    return Promise.resolve(found)
  }
  return {
    node,
    forget,
    ask: (key: string, found: string | undefined) => recall(node, key, look(found)),
    recall,
    looks: () => looks,
  }
}

describe('what was looked up a moment ago', () => {
  it('is not looked up again, each key for itself', async () => {
    const { ask, looks } = remembering()
    assert.equal(await ask('one', 'Amara'), 'Amara')
    assert.equal(await ask('two', 'Viktor'), 'Viktor')
    assert.equal(await ask('one', 'never asked'), 'Amara')
    assert.equal(looks(), 2)
  })

  it('is looked up again after the end of any transaction of the node, and when half a second has passed', async () => {
    const { node, ask } = remembering()
    await ask('one', 'head')
    node.changes.count += 1
    assert.equal(await ask('one', 'officer'), 'officer')
    await node.world.advance(499)
    assert.equal(await ask('one', 'nobody'), 'officer')
    await node.world.advance(1)
    assert.equal(await ask('one', 'nobody'), 'nobody')
  })

  it('is not relied on where a transaction ended while it was looked up', async () => {
    const { node, ask, recall } = remembering()
    const { promise, resolve } = Promise.withResolvers<string>()
    const first = recall(node, 'one', () => promise)
    node.changes.count += 1
    const second = ask('one', 'after')
    resolve('before')
    assert.deepEqual(await Promise.all([first, second]), ['before', 'after'])
    assert.equal(await ask('one', 'never asked'), 'after')
  })

  it('is shared by those who ask while it is looked up', async () => {
    const { ask, looks } = remembering()
    assert.deepEqual(await Promise.all([ask('one', 'same'), ask('one', 'other')]), ['same', 'same'])
    assert.equal(looks(), 1)
  })

  it('is nothing where nothing was found, where the look-up failed, or once forgotten', async () => {
    const { node, ask, forget, recall } = remembering()
    assert.equal(await ask('one', undefined), undefined)
    assert.equal(await ask('one', 'found'), 'found')
    forget('one')
    assert.equal(await ask('one', 'again'), 'again')
    const failing = () => recall(node, 'two', () => Promise.reject(new RangeError('database gone')))
    await assert.rejects(failing(), RangeError)
    assert.equal(await ask('two', 'back'), 'back')
  })

  it('is always looked up on a node that counts no changes', async () => {
    const { recall } = memory<number>()
    const world = testWorld()
    let looks = 0
    const look = () => Promise.resolve(++looks)
    assert.deepEqual([await recall({ world }, 'one', look), await recall({ world }, 'one', look)], [1, 2])
  })
})
