import { createServer, request as ask, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http'
import { after } from 'node:test'

/** What the forward proxy does now, and what it has seen. */
export interface ForwardProxy {
  readonly url: string
  readonly seen: string[]
  forbids: boolean
}

/** A small real forward proxy on loopback, which wants a name and a password. */
export async function forwardProxy(): Promise<ForwardProxy> {
  const wanted = `Basic ${Buffer.from('node:s3cret').toString('base64')}`
  const server = createServer((incoming, outgoing) => {
    proxy.seen.push(`${incoming.method} ${incoming.url}`)
    if (incoming.headers['proxy-authorization'] !== wanted) return outgoing.writeHead(407).end()
    if (proxy.forbids) return outgoing.writeHead(403, { 'proxy-status': 'small; error=http_request_denied' }).end()
    const { 'proxy-authorization': _own, ...headers } = incoming.headers
    const url = new URL(incoming.url ?? '')
    return passOn(incoming, outgoing, { port: Number(url.port), path: url.pathname + url.search, headers })
  })
  const proxy: ForwardProxy = { url: `http://node:s3cret@127.0.0.1:${await listening(server, 0)}`, seen: [], forbids: false }
  return proxy
}

/** A small real reverse proxy: another Host, headers of its own, and no length of what it passes on. */
export async function reverseProxy({ port, to }: { readonly port: number; readonly to: number }): Promise<void> {
  const server = createServer((incoming, outgoing) => {
    const { 'content-length': _length, ...headers } = incoming.headers
    const added = {
      host: `backend.internal:${to}`,
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-proto': 'https',
      via: '1.1 front',
    }
    return passOn(incoming, outgoing, { port: to, path: incoming.url ?? '/', headers: { ...headers, ...added } })
  })
  await listening(server, port)
}

function passOn(
  incoming: IncomingMessage,
  outgoing: Parameters<Parameters<typeof createServer>[1] & object>[1],
  { port, path, headers }: { readonly port: number; readonly path: string; readonly headers: OutgoingHttpHeaders },
): void {
  const further = ask({ host: '127.0.0.1', port, path, method: incoming.method ?? 'GET', headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, via: '1.1 front' })
    answer.pipe(outgoing)
  })
  further.on('error', () => outgoing.writeHead(502, { 'proxy-status': 'small; error=destination_unavailable' }).end())
  incoming.pipe(further)
}

async function listening(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : port
}
