import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { once } from 'node:events'
import { ComityError } from '@comity/errors'

declare module '@comity/errors' {
  interface ErrorRegistry {
    'port-in-use': 500
    'address-not-available': 500
  }
}

/** Slow senders are cut (slow loris): a head within this time, a whole request within the other. */
const HEADERS_MS = 15_000
const REQUEST_MS = 5 * 60_000

/** At a time, so that the rest of the machine stays alive. */
const CONNECTIONS = 2_000

/** One listening socket, whose requests go to the node that the host name means. */
export interface Front {
  readonly server: Server
  close(): Promise<void>
}

/**
 * Listens on an address and hands each request to a listener.
 *
 * @throws ComityError `port-in-use`, `address-not-available`
 */
export async function listen(handle: RequestListener, at: { readonly host: string; readonly port: number }): Promise<Front> {
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    guarded(handle),
  )
  server.maxConnections = CONNECTIONS
  server.listen(at.port, at.host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    throw new ComityError(code === 'EADDRINUSE' ? 'port-in-use' : 'address-not-available', {
      values: { host: at.host, port: at.port },
      cause,
    })
  }
  return {
    server,
    close: async () => {
      server.close()
      server.closeIdleConnections()
      const late = setTimeout(() => server.closeAllConnections(), 5000)
      await once(server, 'close')
      clearTimeout(late)
    },
  }
}

/** What a listener throws would otherwise end the process, and every node in it. */
function guarded(handle: RequestListener): RequestListener {
  return (request, response) => {
    try {
      handle(request, response)
    } catch {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    }
  }
}

/** The host name that a request was sent to, without the port, in lower case. */
export function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
}
