import { lookup } from 'node:dns'
import { forwarded, goesThrough, refusalOfProxy, tunnel, type ProxyPlan } from './proxy.ts'
import { isPublicAddress, isPublicHost } from './public-address.ts'
import * as http from 'node:http'
import * as https from 'node:https'
import type { LookupFunction } from 'node:net'
import { ComityError } from '@comity/errors'
import type { Net, NetAnswer, NetRequest } from './world.ts'

/** The network of this machine, with connections kept alive between requests; through a proxy where there is one. */
export function realNet(proxy: ProxyPlan | null = null): Net {
  const options = { keepAlive: true, maxSockets: 32, maxFreeSockets: 8, timeout: IDLE_MS, lookup: lookupWithLocalhost }
  const plain = new http.Agent(options)
  const secure = new https.Agent(options)
  // Never a connection that somebody else opened to the same name, unchecked.
  const checked = { keepAlive: false, maxSockets: 32, lookup: lookupPublic }
  const plainChecked = new http.Agent(checked)
  const secureChecked = new https.Agent(checked)
  return {
    async fetch(request) {
      const url = new URL(request.url)
      const { onlyPublic } = request
      // A literal address is never looked up.
      if (onlyPublic && !isPublicHost(url.hostname)) throw new ComityError('no-answer', { values: { reason: 'not-public' } })
      // A typed-in address goes to what was checked, and a proxy would look the name up anew.
      if (proxy !== null && !onlyPublic && goesThrough(proxy, url)) return askThrough(proxy, url, { request, agent: plain })
      if (url.protocol === 'http:')
        return ask(request, (headers) => http.request(url, { ...headers, agent: onlyPublic ? plainChecked : plain }))
      if (url.protocol === 'https:')
        return ask(request, (headers) => https.request(url, { ...headers, agent: onlyPublic ? secureChecked : secure }))
      throw new ComityError('no-answer', { values: { reason: 'unknown-protocol' } })
    },
  }
}

async function askThrough(
  proxy: ProxyPlan,
  url: URL,
  { request, agent }: { readonly request: NetRequest; readonly agent: http.Agent },
): Promise<NetAnswer> {
  if (url.protocol === 'https:') {
    const socket = await tunnel(proxy, url, lookupWithLocalhost)
    return ask(request, (options) => https.request(url, { ...options, createConnection: () => socket }))
  }
  if (url.protocol !== 'http:') throw new ComityError('no-answer', { values: { reason: 'unknown-protocol' } })
  const start: Start = (options) => http.request({ ...options, ...forwarded(proxy, url, options.headers), agent })
  const answer = await ask(request, start).catch((error: unknown) => {
    const reason = error instanceof ComityError ? error.values['reason'] : null
    // It is the proxy that was called.
    const itself = reason === 'refused' || reason === 'unknown-name'
    throw itself ? new ComityError('no-answer', { values: { reason: 'proxy-unreachable' }, cause: error }) : error
  })
  const reason = refusalOfProxy(answer.status, answer.headers)
  if (reason !== null) throw new ComityError('no-answer', { values: { reason } })
  return answer
}

/** A kept-alive connection that nobody used for this long is closed. */
const IDLE_MS = 15_000

// RFC 6761 section 6.3: names under "localhost" mean the loopback address; resolvers of many systems do not know it.
const lookupWithLocalhost: LookupFunction = (name, options, done) => {
  if (!/(^|\.)localhost\.?$/i.test(name)) return lookup(name, options, done)
  if (options.all) return done(null, [{ address: '127.0.0.1', family: 4 }])
  return done(null, '127.0.0.1', 4)
}

/** As `lookup`, but a name that leads to any address that is not public leads nowhere. */
const lookupPublic: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, found) => {
    const [first] = found ?? []
    if (error !== null || first === undefined) return done(error ?? notPublic(), '', 0)
    if (!found.every(({ address }) => isPublicAddress(address))) return done(notPublic(), '', 0)
    if (options.all) return done(null, found)
    return done(null, first.address, first.family)
  })
}

const notPublic = (): NodeJS.ErrnoException => Object.assign(new Error('not public'), { code: 'NOT_PUBLIC' })

type Start = (options: { readonly method: string; readonly headers: Record<string, string> }) => http.ClientRequest

function ask(request: NetRequest, start: Start): Promise<NetAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<NetAnswer>()
  const body = request.body ?? new Uint8Array()
  const length = request.body === undefined ? {} : { 'content-length': String(body.byteLength) }
  const outgoing = start({ method: request.method, headers: { ...request.headers, ...length } })
  // One deadline for all of it: a per-read time-out would let a slow drip hold the caller for ever.
  const deadline = setTimeout(() => fail('timed-out'), request.timeoutMs)
  function fail(reason: string, cause?: unknown): void {
    clearTimeout(deadline)
    reject(new ComityError('no-answer', { values: { reason }, cause }))
    outgoing.destroy()
  }
  outgoing.on('error', (error: NodeJS.ErrnoException) => fail(reasonOf(error), error))
  outgoing.on('response', (incoming) => {
    const parts: Buffer[] = []
    let size = 0
    if (Number(incoming.headers['content-length'] ?? 0) > request.maxAnswerBytes) return fail('too-large')
    incoming.on('data', (part: Buffer) => {
      size += part.byteLength
      if (size > request.maxAnswerBytes) return fail('too-large')
      parts.push(part)
    })
    incoming.on('error', (error: NodeJS.ErrnoException) => fail(reasonOf(error), error))
    incoming.on('end', () => {
      clearTimeout(deadline)
      resolve({ status: incoming.statusCode ?? 0, headers: flat(incoming.headers), body: new Uint8Array(Buffer.concat(parts)) })
    })
  })
  outgoing.end(body)
  return promise
}

function flat(headers: http.IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  )
  return Object.fromEntries(entries)
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const code = error.code ?? ''
  if (code === 'NOT_PUBLIC') return 'not-public'
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown-name'
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'cut-off'
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return 'not-trusted'
  return 'unreachable'
}
