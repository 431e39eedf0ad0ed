import type { z } from 'zod'
import type { Lang } from '@comity/i18n'

/** One call of the JSON API, as the module's contract declares it: the server, the client and the API document come from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/api/requests/:id`; parameters by colon. */
  readonly url: string
  readonly params?: z.ZodType
  /** Values arrive as strings: `z.coerce` where it is none. */
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly response: z.ZodType
  /** Answers signed-out callers too. */
  readonly public?: true
  /** Of the body, when more (or less) than `limits.jsonBytes`. */
  readonly maxBodyBytes?: number
  /** One line in the API document. */
  readonly summary: string
}

/** The JSON API of a module by operation name: `export const requestsApi = { … } as const satisfies Api`. */
export type Api = Readonly<Record<string, Route>>

/** The parsed part of a call, or undefined where the route names none. */
export type Part<R, K extends string> = R extends Readonly<Record<K, infer T extends z.ZodType>> ? z.output<T> : undefined

/** What `@comity/accounts/contract` adds: `viewer` is who is signed in. */
// oxlint-disable-next-line typescript/no-empty-interface
export interface ViewerRegistry {}

/** What this package itself needs to know of a signed-in person. */
export interface AnyViewer {
  readonly actor: { readonly id: string; readonly name: string }
  /** Hidden field `_csrf` of every form. Empty for bearer tokens, which browsers never send by themselves. */
  readonly csrf: string
  readonly sessionId: string
}

/** The signed-in person, in the type that accounts declares. */
export type Viewer = ViewerRegistry extends { readonly viewer: infer V extends AnyViewer } ? V : AnyViewer

/** Null only on a public route. */
export type ViewerOf<R> = R extends { readonly public: true } ? Viewer | null : Viewer

/** What the handler of an API route gets. */
export interface ApiCall<R extends Route = Route> {
  readonly params: Part<R, 'params'>
  readonly query: Part<R, 'query'>
  readonly body: Part<R, 'body'>
  readonly viewer: ViewerOf<R>
  readonly lang: Lang
  /** Whom the limits on attempts count by. */
  readonly address: string
  /** The session or bearer token itself, for sign-out; null when signed out. */
  readonly sessionToken: string | null
}

/** One handler for each route; annotate it (`const handlers: Handlers<typeof api>`), inferred literals widen to string. */
export type Handlers<A extends Api> = { readonly [K in keyof A]: (call: ApiCall<A[K]>) => Promise<z.input<A[K]['response']>> }
