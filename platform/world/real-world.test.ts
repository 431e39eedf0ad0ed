import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { realWorld } from '@comity/world'
import type { NetRequest } from '@comity/world'

const world = realWorld()
const ASK = { method: 'GET', headers: {}, timeoutMs: 10_000, maxAnswerBytes: 10_000 } as const

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${portOf(server.address())}`
}

function portOf(address: string | AddressInfo | null): number {
  assert(address !== null && typeof address === 'object')
  return address.port
}

function refused(request: NetRequest, reason: string): Promise<void> {
  return assert.rejects(world.net.fetch(request), { code: 'no-answer', values: { reason } })
}

describe('asking another computer', () => {
  it('sends method, headers and body, and brings back status, headers and body', async () => {
    const url = await serve((incoming, outgoing) => {
      const parts: Buffer[] = []
      incoming.on('data', (part: Buffer) => parts.push(part))
      incoming.on('end', () => {
        outgoing.writeHead(418, {
          'X-Seen': `${incoming.method} ${String(incoming.headers['x-from'])} ${incoming.headers['content-length']}`,
        })
        outgoing.end(Buffer.concat(parts))
      })
    })
    const body = new Uint8Array([1, 2, 3])
    const answer = await world.net.fetch({ ...ASK, url, method: 'POST', headers: { 'x-from': 'A' }, body })
    assert.deepEqual([answer.status, answer.headers['x-seen'], answer.body], [418, 'POST A 3', body])
  })

  it('finds names below localhost on this machine and sends them as the host', async () => {
    const url = await serve((incoming, outgoing) => outgoing.end(incoming.headers.host))
    const named = url.replace('127.0.0.1', 'a.localhost')
    const answer = await world.net.fetch({ ...ASK, url: named })
    assert.equal(Buffer.from(answer.body).toString(), new URL(named).host)
  })

  it('keeps the connection for the next question', async () => {
    const ports = new Set<number | undefined>()
    const url = await serve((incoming, outgoing) => {
      ports.add(incoming.socket.remotePort)
      outgoing.end()
    })
    for (let turn = 0; turn < 3; turn++) {
      await world.net.fetch({ ...ASK, url })
      await new Promise(setImmediate)
    }
    assert.equal(ports.size, 1)
  })

  it('takes a redirect for an answer and does not follow it', async () => {
    const url = await serve((_incoming, outgoing) => outgoing.writeHead(302, { location: 'http://169.254.169.254/' }).end())
    const answer = await world.net.fetch({ ...ASK, url })
    assert.deepEqual([answer.status, answer.headers['location']], [302, 'http://169.254.169.254/'])
  })

  it('refuses an answer past the limit, announced or not', async () => {
    const announced = await serve((_incoming, outgoing) =>
      outgoing.writeHead(200, { 'content-length': '10001' }).end(Buffer.alloc(10_001)),
    )
    const endless = await serve((_incoming, outgoing) => {
      outgoing.write(Buffer.alloc(6_000))
      outgoing.write(Buffer.alloc(6_000))
    })
    await refused({ ...ASK, url: announced }, 'too-large')
    await refused({ ...ASK, url: endless }, 'too-large')
    const exact = await world.net.fetch({ ...ASK, url: announced, maxAnswerBytes: 10_001 })
    assert.equal(exact.body.byteLength, 10_001)
  })

  it('gives up on an answer that drips past the deadline', async () => {
    const url = await serve((incoming, outgoing) => {
      const drip = setInterval(() => outgoing.write('.'), 5)
      incoming.socket.on('close', () => clearInterval(drip))
    })
    await refused({ ...ASK, url, timeoutMs: 60 }, 'timed-out')
  })

  it('says why nobody answered', async () => {
    const closing = createTcpServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${portOf(closing.address())}/`
    await refused({ ...ASK, url }, 'cut-off')
    await new Promise((resolve) => closing.close(resolve))
    await refused({ ...ASK, url }, 'refused')
  })

  it('does not take half an answer for a whole one', async () => {
    const url = await serve((incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '100' }).write('half', () => incoming.socket.destroy())
    })
    await refused({ ...ASK, url }, 'cut-off')
  })
})

describe('the disk', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-disk-'))
  after(() => rmSync(folder, { recursive: true }))

  it('gives back what was written, for the owner only unless told otherwise', async () => {
    const file = path.join(folder, 'key')
    await world.disk.writeDurably(file, new Uint8Array([1, 2]))
    await world.disk.writeDurably(file, new Uint8Array([3]))
    assert.deepEqual(await world.disk.read(file), new Uint8Array([3]))
    assert.equal(statSync(file).mode & 0o777, 0o600)
    await world.disk.writeDurably(path.join(folder, 'public'), new Uint8Array(), 0o640)
    assert.equal(statSync(path.join(folder, 'public')).mode & 0o777, 0o640)
    assert.deepEqual(await world.disk.list(folder), ['key', 'public'])
  })

  it('keeps the old file whole when a write fails', async () => {
    const place = path.join(folder, 'taken')
    await world.disk.makeFolder(path.join(place, 'inside'))
    await assert.rejects(world.disk.writeDurably(place, new Uint8Array([1])))
    assert.deepEqual(await world.disk.list(place), ['inside'])
    assert(!(await world.disk.list(folder)).some((name) => name !== 'taken' && name.startsWith('taken')))
  })

  it('makes folders with their parents and removes them with their contents', async () => {
    const deep = path.join(folder, 'a', 'b', 'c')
    await world.disk.makeFolder(deep)
    await world.disk.makeFolder(deep)
    assert.equal(statSync(path.join(folder, 'a')).mode & 0o777, 0o700)
    assert.equal(await world.disk.exists(deep), true)
    await world.disk.remove(path.join(folder, 'a'))
    await world.disk.remove(path.join(folder, 'a'))
    assert.equal(await world.disk.exists(deep), false)
  })

  it('says that a file is missing', async () => {
    await assert.rejects(world.disk.read(path.join(folder, 'none')), { code: 'ENOENT' })
    assert.equal(await world.disk.exists(path.join(folder, 'key', 'below-a-file')), false)
    assert((await world.disk.freeBytes(folder)) > 0)
  })
})

describe('chance and timers of the real world', () => {
  it('draws other bytes and identifiers each time', () => {
    assert.notDeepEqual(world.chance.bytes(16), world.chance.bytes(16))
    assert.notEqual(world.chance.uuid(), world.chance.uuid())
    assert.equal(world.chance.bytes(5).byteLength, 5)
    const fraction = world.chance.fraction()
    assert(fraction >= 0 && fraction < 1)
  })

  it('runs what is due and not what was called off', async () => {
    const seen: string[] = []
    world.timers.after(0, () => seen.push('due'))
    world.timers.after(0, () => seen.push('called off'))()
    await world.timers.sleep(5)
    assert.deepEqual(seen, ['due'])
    await world.timers.sleep(3_600_000, AbortSignal.abort())
  })
})
