import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { lookup } from 'node:dns/promises'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { realWorld } from '@comity/world'
import type { NetRequest } from '@comity/world'
import { isPublicAddress } from './public-address.ts'

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

describe('asking only public addresses', () => {
  it('knows which those are', () => {
    for (const address of ['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])
      assert(isPublicAddress(address), address)
    for (const address of [
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.1',
      '127.8.8.8',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:8.8.8.8',
      '64:ff9b::a00:1',
      'fd00::1',
      'fe80::1',
      '2002:a00:1::',
      '2001:db8::1',
      'example.org',
    ])
      assert(!isPublicAddress(address), address)
  })

  it('refuses this machine by number and by what its name leads to, though a connection to it stands open', async () => {
    const asked: string[] = []
    const url = await serve((incoming, outgoing) => {
      asked.push(incoming.headers.host ?? '')
      outgoing.end()
    })
    await world.net.fetch({ ...ASK, url })
    await refused({ ...ASK, url, onlyPublic: true }, 'not-public')
    await refused({ ...ASK, url: url.replace('127.0.0.1', '2130706433'), onlyPublic: true }, 'not-public')
    await refused({ ...ASK, url: url.replace('127.0.0.1', 'a.localhost'), onlyPublic: true }, 'not-public')
    const named = await lookup(hostname()).catch(() => null)
    if (named !== null && !isPublicAddress(named.address))
      await refused({ ...ASK, url: url.replace('127.0.0.1', hostname()), onlyPublic: true }, 'not-public')
    assert.equal(asked.length, 1)
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

  it('reads plain files of others only: no link, no pipe, nothing past the limit', async () => {
    const file = path.join(folder, 'of-others')
    await world.disk.writeDurably(file, new Uint8Array([1, 2, 3]))
    assert.deepEqual(await world.disk.readPlain(file, 3), new Uint8Array([1, 2, 3]))
    await assert.rejects(world.disk.readPlain(file, 2), { code: 'too-large' })
    symlinkSync(file, `${file}-link`)
    await assert.rejects(world.disk.readPlain(`${file}-link`, 3), { code: 'ELOOP' })
    await assert.rejects(world.disk.readPlain(folder, 3), { code: 'EINVAL' })
    symlinkSync(folder, `${folder}/elsewhere`)
    await assert.rejects(world.disk.readPlain(path.join(folder, 'elsewhere', 'of-others'), 3, folder), { code: 'ELOOP' })
    assert.equal((await world.disk.readPlain(file, 3, folder)).byteLength, 3)
    assert.equal((await world.disk.facts(`${file}-link`))?.kind, 'other')
    assert.deepEqual([(await world.disk.facts(file))?.kind, (await world.disk.facts(file))?.bytes], ['file', 3])
    assert.equal(await world.disk.facts(`${file}-gone`), null)
    await world.disk.move(file, `${file}-moved`)
    assert.equal(await world.disk.exists(file), false)
    assert.deepEqual(await world.disk.read(`${file}-moved`), new Uint8Array([1, 2, 3]))
  })

  it('gives the mode that was wished for, whatever the process was started with', async () => {
    await world.disk.makeFolder(path.join(folder, 'group'), 0o770)
    await world.disk.writeDurably(path.join(folder, 'group', 'file'), new Uint8Array([1]), 0o660)
    const modes = ['group', 'group/file'].map((name) => statSync(path.join(folder, name)).mode & 0o777)
    assert.deepEqual(modes, [0o770, 0o660])
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
