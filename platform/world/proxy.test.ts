import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request as ask, type IncomingMessage, type Server } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import tls from 'node:tls'
import { realWorld } from '@comity/world'
import { goesThrough } from './proxy.ts'

const ASK = {
  method: 'POST',
  headers: { 'x-from': 'A' },
  body: new Uint8Array([1, 2, 3]),
  timeoutMs: 10_000,
  maxAnswerBytes: 10_000,
} as const
const folder = mkdtempSync(path.join(tmpdir(), 'comity-proxy-'))
after(() => rmSync(folder, { recursive: true }))

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  assert(address !== null && typeof address === 'object')
  return address.port
}

const seen: string[] = []
/** A small real proxy: CONNECT and forwarding, with a password, and hosts that it lets nobody reach. */
const proxy = createServer((incoming, outgoing) => {
  seen.push(`${incoming.method} ${incoming.url}`)
  if (!isGood(incoming)) return outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="way out"' }).end()
  const url = new URL(incoming.url ?? '')
  if (url.hostname.startsWith('forbidden'))
    return outgoing.writeHead(403, { 'proxy-status': 'small; error=http_request_denied' }).end()
  const { 'proxy-authorization': _own, ...headers } = incoming.headers
  const further = ask(
    url,
    {
      method: incoming.method ?? 'GET',
      headers,
      lookup: (_name, options, done) =>
        options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
    },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    },
  )
  incoming.pipe(further)
  return undefined
})
proxy.on('connect', (incoming, socket) => {
  seen.push(`CONNECT ${incoming.url}`)
  if (!isGood(incoming)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
  if (incoming.url?.startsWith('forbidden') === true) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  const port = Number(incoming.url?.split(':')[1])
  const further = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    further.pipe(socket).pipe(further)
  })
  further.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
  return undefined
})
const isGood = ({ headers }: IncomingMessage): boolean =>
  headers['proxy-authorization'] === `Basic ${Buffer.from('node:s3cr:et é').toString('base64')}`
const proxyPort = await listening(proxy)
const good = `http://node:${encodeURIComponent('s3cr:et é')}@127.0.0.1:${proxyPort}`

const told = (incoming: IncomingMessage): string =>
  `${incoming.method} ${incoming.url} ${incoming.headers.host} ${String(incoming.headers['x-from'])} ${String(incoming.headers['proxy-authorization'])}`
const plainPort = await listening(createServer((incoming, outgoing) => outgoing.end(told(incoming))))
execFileSync(
  'openssl',
  [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=b.localhost',
    '-addext',
    'subjectAltName=DNS:b.localhost',
    '-keyout',
    path.join(folder, 'key'),
    '-out',
    path.join(folder, 'cert'),
  ],
  { stdio: 'ignore' },
)
const [key, cert] = ['key', 'cert'].map((name) => readFileSync(path.join(folder, name)))
const securePort = await listening(createSecure({ key, cert }, (incoming, outgoing) => outgoing.end(told(incoming))))

function through(url: string, except: readonly string[] = []) {
  return realWorld({ url, except }).net
}
const reason = (text: string) => ({ code: 'no-answer', values: { reason: text } })
const textOf = (answer: { body: Uint8Array }): string => Buffer.from(answer.body).toString()

describe('a node behind a proxy', () => {
  it('asks plain addresses of it whole, and does not show its password to the host', async () => {
    const url = `http://b.localhost:${plainPort}/exchange/ping?x=1`
    assert.equal(
      textOf(await through(good).fetch({ ...ASK, url })),
      `POST /exchange/ping?x=1 b.localhost:${plainPort} A undefined`,
    )
    assert.equal(seen.at(-1), `POST ${url}`)
  })

  it('reaches others through a tunnel, and trusts the certificate of the host and nobody else', async () => {
    const url = `https://b.localhost:${securePort}/exchange/ping`
    await assert.rejects(through(good).fetch({ ...ASK, url }), reason('not-trusted'))
    tls.setDefaultCACertificates([...tls.getCACertificates(), String(cert)])
    assert.equal(textOf(await through(good).fetch({ ...ASK, url })), `POST /exchange/ping b.localhost:${securePort} A undefined`)
    assert.equal(seen.at(-1), `CONNECT b.localhost:${securePort}`)
    await assert.rejects(through(good).fetch({ ...ASK, url: url.replace('b.local', 'c.local') }), reason('not-trusted'))
  })

  it('says that it was the proxy which refused, wants a password, is not there, or found nobody', async () => {
    const bad = good.replace('node:', 'other:')
    for (const scheme of ['http', 'https']) {
      await assert.rejects(through(bad).fetch({ ...ASK, url: `${scheme}://b.localhost:${plainPort}/` }), reason('proxy-password'))
      await assert.rejects(through(good).fetch({ ...ASK, url: `${scheme}://forbidden.localhost/` }), reason('proxy-refused'))
      await assert.rejects(
        through('http://127.0.0.1:1').fetch({ ...ASK, url: `${scheme}://b.localhost/` }),
        reason('proxy-unreachable'),
      )
    }
    await assert.rejects(through(good).fetch({ ...ASK, url: 'https://b.localhost:1/' }), reason('proxy-failed'))
  })

  it('goes past it to the hosts that are excepted', async () => {
    const before = seen.length
    for (const except of ['b.localhost', `b.localhost:${plainPort}`, '.localhost'])
      await through('http://127.0.0.1:1', [except]).fetch({ ...ASK, url: `http://b.localhost:${plainPort}/` })
    assert.equal(seen.length, before)
    const plan = { url: good, except: ['.gov.example', 'b.example:8443'] }
    const goes = [
      'https://gov.example',
      'https://a.gov.example',
      'https://b.example:8443',
      'https://b.example',
      'https://agov.example',
    ]
    assert.deepEqual(
      goes.map((url) => goesThrough(plan, new URL(url))),
      [false, false, false, true, true],
    )
  })
})
