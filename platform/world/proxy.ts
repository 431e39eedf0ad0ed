import * as http from 'node:http'
import { isIP, type LookupFunction } from 'node:net'
import * as tls from 'node:tls'
import { ComityError } from '@comity/errors'

/** The way out of a network that lets nobody out directly. */
export interface ProxyPlan {
  /** `http://name:password@proxy.example:3128`; name and password may be left out. */
  readonly url: string
  /** Hosts that are reached without it: `b.example`, `b.example:8443`, or `.example` for that name and all under it. */
  readonly except: readonly string[]
}

/** A proxy that says nothing for so long is not there. */
const CONNECT_MS = 20_000

/** Whether an address is reached through the proxy. */
export function goesThrough(plan: ProxyPlan, url: URL): boolean {
  const host = url.hostname.toLowerCase()
  return !plan.except.some((entry) => {
    const name = entry.trim().toLowerCase()
    if (name.startsWith('.')) return host === name.slice(1) || host.endsWith(name)
    return name === host || name === `${host}:${portOf(url)}`
  })
}

/** How a request for an `http:` address is put to the proxy itself (RFC 9112 §3.2.2). */
export function forwarded(plan: ProxyPlan, url: URL, headers: http.OutgoingHttpHeaders): http.RequestOptions {
  const proxy = new URL(plan.url)
  return {
    hostname: proxy.hostname,
    port: portOf(proxy),
    path: url.href,
    headers: { ...headers, host: url.host, ...credentialsOf(proxy) },
  }
}

/**
 * Why an answer to a forwarded request is the proxy's own and not that of the host behind it; null where it is the host's. Only a proxy
 * asks for a proxy's password (RFC 9110 §15.5.8), and Proxy-Status (RFC 9209) or Squid's own header says who failed.
 */
export function refusalOfProxy(status: number, headers: Readonly<Record<string, string>>): string | null {
  if (status === 407) return 'proxy-password'
  const isIts = 'proxy-status' in headers || 'x-squid-error' in headers
  return isIts && status >= 400 ? reasonOfStatus(status) : null
}

/**
 * A tunnel to an `https:` address (RFC 9110 §9.3.6) with TLS in it: the proxy sees the host's name and nothing else.
 *
 * @throws ComityError `no-answer` with `proxy-unreachable`, `proxy-password`, `proxy-refused` or `proxy-failed`
 */
export async function tunnel(plan: ProxyPlan, url: URL, lookup: LookupFunction): Promise<tls.TLSSocket> {
  const proxy = new URL(plan.url)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const target = `${url.hostname}:${portOf(url)}`
  const { promise, resolve, reject } = Promise.withResolvers<tls.TLSSocket>()
  const asking = http.request({
    hostname: proxy.hostname,
    port: portOf(proxy),
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...credentialsOf(proxy) },
    lookup,
    agent: false,
    timeout: CONNECT_MS,
  })
  asking.on('timeout', () => asking.destroy(new Error('the proxy does not answer')))
  asking.on('error', (cause) => reject(failed('proxy-unreachable', cause)))
  asking.on('connect', (answer, socket) => {
    if (answer.statusCode === 200) {
      socket.setTimeout(0)
      // RFC 6066 §3: a server name is no literal address.
      return resolve(tls.connect({ socket, ...(isIP(host) === 0 ? { servername: host } : {}), host }))
    }
    socket.destroy()
    reject(failed(reasonOfStatus(answer.statusCode ?? 0)))
  })
  asking.end()
  return promise
}

function reasonOfStatus(status: number): string {
  if (status === 407) return 'proxy-password'
  return status >= 500 ? 'proxy-failed' : 'proxy-refused'
}

/** RFC 7617, as the proxy's own address gives them. */
function credentialsOf({ username, password }: URL): Record<string, string> {
  if (username === '') return {}
  const given = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(given).toString('base64')}` }
}

function portOf({ port, protocol }: URL): string {
  if (port !== '') return port
  return protocol === 'https:' ? '443' : '80'
}

function failed(reason: string, cause?: unknown): ComityError {
  return new ComityError('no-answer', { values: { reason }, cause })
}
