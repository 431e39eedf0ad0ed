import type { IncomingHttpHeaders } from 'node:http'
import type { Lang } from '@comity/i18n'
import type { FastifyRequest } from 'fastify'
import type { App } from './app.ts'
import type { Viewer } from './contract.ts'
import { isRecord } from './request-state.ts'
import { findViewer, mustBeSignedIn, mustCarryToken } from './signed-in.ts'

/** A route of bytes, as between nodes and for downloads. */
export interface RawRoute {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  /** Of the body, in bytes; 0 where none is expected. */
  readonly bodyLimit: number
  /** The only media type accepted as body; any when left out. */
  readonly contentType?: string
  /** Runs before anything of the body is read, and refuses by throwing: what strangers send should not fill the memory. */
  readonly beforeBody?: (head: RawHead) => Promise<void>
  /** Only for signed-in callers, by bearer token or session; without it there is no session and no rate limit. */
  readonly signedIn?: true
}

/** A call of which the body is still to come. */
export interface RawHead {
  readonly method: string
  /** Origin, path and query as the caller addressed this node: what HTTP Message Signatures cover (RFC 9421 section 2.2.2). */
  readonly targetUri: string
  readonly headers: IncomingHttpHeaders
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Null unless the route is `signedIn`. */
  readonly viewer: Viewer | null
  readonly lang: Lang
  /** The caller's address, for limits on attempts. */
  readonly address: string
}

export interface RawCall extends RawHead {
  /** Empty when there is none. */
  readonly body: Buffer
}

export interface RawAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly bytes?: Uint8Array
}

/** Adds a route of bytes. A ComityError becomes problem+json. */
export function rawRoute(app: App, route: RawRoute, handler: (call: RawCall) => Promise<RawAnswer>): void {
  const bodyLimit = Math.max(1, route.bodyLimit) // Fastify takes no limit of 0
  // A scope of its own: here bodies stay bytes whatever their type.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(route.contentType ?? '*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    )
    scope.route({
      method: route.method,
      url: route.url,
      schema: { hide: true },
      bodyLimit,
      config: { answers: route.signedIn === true ? 'api' : 'raw' },
      onRequest: async (request) => {
        await route.beforeBody?.(headOf(request))
        if (route.signedIn !== true) return
        await findViewer(request)
        mustBeSignedIn(request)
        if (route.method !== 'GET') mustCarryToken(request, request.headers['x-csrf-token'])
      },
      handler: async (request, reply) => {
        const answer = await handler({ ...headOf(request), body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0) })
        const { bytes } = answer
        reply.status(answer.status).headers({ 'cache-control': 'no-store', ...answer.headers })
        return reply.send(bytes === undefined ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      },
    })
  })
}

function headOf(request: FastifyRequest): RawHead {
  return {
    method: request.method,
    targetUri: request.server.comity.origin + request.url,
    headers: request.headers,
    params: textsOf(request.params),
    query: textsOf(request.query),
    viewer: request.comity.viewer,
    lang: request.comity.lang,
    address: request.ip,
  }
}

/** Of a parameter given several times, none: no two readers may take it differently. */
function textsOf(values: unknown): Readonly<Record<string, string>> {
  if (!isRecord(values)) return {}
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
