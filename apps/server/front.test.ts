import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import test from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import { listen } from './front.ts'
import { wayPage, type SignInLinks } from './demo/way.ts'

const links: SignInLinks = {
  hub: [],
  a: [
    {
      person: {
        id: '0b6e3c38-4f0e-4f7e-9f6e-2f6d4b1c7a11',
        name: 'Amara Okoye',
        login: 'amara',
        authorityId: AuthorityId.parse('xa.central-authority'),
        authorityName: null,
        roles: [],
        proposedRoles: null,
        units: [],
        proposedUnits: null,
        email: null,
        language: null,
        timeZone: null,
        disabled: false,
      },
      url: 'http://a.localhost/sign-in/demo/secret',
    },
  ],
  b: [],
}

/** Sends a head as it stands and gives the whole answer. */
async function say(at: number, target: string, host: string): Promise<string> {
  const socket = connect(at, '127.0.0.1')
  socket.end(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  await once(socket, 'close')
  return Buffer.concat(parts).toString('utf8')
}

test('no request line ends the process, and the way is shown after it as before', async () => {
  const front = await listen((request, response) => wayPage(request, response, { port: 80, links }), {
    host: '127.0.0.1',
    port: 0,
  })
  const address = front.server.address()
  assert(typeof address === 'object' && address !== null)
  try {
    for (const target of ['//', '//:0', 'http://[', '/%zz', '*'])
      assert.match(await say(address.port, target, 'localhost'), /^HTTP\/1\.1 4\d\d/, target)
    assert.match(await say(address.port, '/', 'localhost'), /^HTTP\/1\.1 200[^]*sign-in\/demo\/secret/)
  } finally {
    await front.close()
  }
})

test('a listener that fails costs one answer and not the node', async () => {
  const front = await listen(
    () => {
      throw new TypeError('a bug')
    },
    { host: '127.0.0.1', port: 0 },
  )
  const address = front.server.address()
  assert(typeof address === 'object' && address !== null)
  try {
    const answer = await say(address.port, '/', 'localhost')
    assert.match(answer, /^HTTP\/1\.1 500/)
    assert(!answer.includes('a bug'))
  } finally {
    await front.close()
  }
})

test('the sign-in links are shown under this machine’s own names only: another site’s name may lead here by DNS rebinding', async () => {
  const front = await listen((request, response) => wayPage(request, response, { port: 80, links }), {
    host: '127.0.0.1',
    port: 0,
  })
  const address = front.server.address()
  assert(typeof address === 'object' && address !== null)
  try {
    for (const host of ['localhost', 'LOCALHOST:80', '127.0.0.1', '[::1]:80'])
      assert.match(await say(address.port, '/', host), /sign-in\/demo\/secret/, host)
    for (const host of ['evil.example', 'a.localhost.evil.example:80', 'localhost.evil.example', '']) {
      const answer = await say(address.port, '/', host)
      assert.match(answer, /^HTTP\/1\.1 421/, host)
      assert(!answer.includes('secret'), host)
    }
  } finally {
    await front.close()
  }
})
