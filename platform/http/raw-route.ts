import type { IncomingHttpHeaders } from 'node:http'
import type { App } from './app.ts'
import type { Viewer } from './contract.ts'

/** A route of bytes, as between nodes and for downloads. */
export interface RawRoute {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  /** Of the body, in bytes. */
  readonly bodyLimit: number
  /** The only media type accepted as body; any when left out. */
  readonly contentType?: string
  /** Only for signed-in callers, by bearer token or session; without it there is no session, no language and no rate limit. */
  readonly signedIn?: true
}

export interface RawCall {
  readonly method: string
  /** Origin, path and query as the caller addressed this node: what HTTP Message Signatures cover (RFC 9421 section 2.2.2). */
  readonly targetUri: string
  readonly headers: IncomingHttpHeaders
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Empty when there is none. */
  readonly body: Buffer
  /** Null unless the route is `signedIn`. */
  readonly viewer: Viewer | null
}

export interface RawAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly bytes?: Uint8Array
}

/** Adds a route of bytes. A ComityError becomes problem+json in English. */
export declare function rawRoute(app: App, route: RawRoute, handler: (call: RawCall) => Promise<RawAnswer>): void
