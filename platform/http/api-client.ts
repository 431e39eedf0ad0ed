import type { Lang } from '@comity/i18n'
import type { Problem } from '@comity/errors'
import type { Net } from '@comity/world'
import { z } from 'zod'
import type { Api, Route } from './contract.ts'
import { isRecord } from './request-state.ts'

export interface ClientOptions {
  readonly origin: string
  /** Bearer token from `POST /api/session`; null before sign-in. */
  readonly token: string | null
  readonly net: Net
  /** In which refusals are worded; English unless given. */
  readonly lang?: Lang
}

type In<R, K extends string> =
  R extends Readonly<Record<K, infer T extends z.ZodType>> ? { readonly [P in K]: z.input<T> } : unknown

/** What a call takes: exactly the parts that its route names. */
export type ClientCall<R> = In<R, 'params'> & In<R, 'query'> & In<R, 'body'>

/** One function for each operation of the API. */
export type ApiClient<A extends Api> = {
  readonly [K in keyof A]: (call: ClientCall<A[K]>) => Promise<z.output<A[K]['response']>>
}

/**
 * What the node answered instead of a result. Its `code` is the other side's word, so not of this program's closed union;
 * `message` is worded by the node in the wished language.
 */
export class ApiRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly problems: readonly Problem[]

  constructor(answer: {
    readonly status: number
    readonly code: string
    readonly title: string
    readonly problems: readonly Problem[]
  }) {
    super(answer.title)
    this.name = 'ApiRefusal'
    this.status = answer.status
    this.code = answer.code
    this.problems = answer.problems
  }
}

/**
 * Calls the API of a node with full types, from the object that the node serves.
 *
 * @throws ApiRefusal when the node refuses; ComityError `no-answer` when there is none.
 */
export function apiClient<const A extends Api>(api: A, options: ClientOptions): ApiClient<A> {
  const calls = Object.entries(api).map(([name, route]) => [name, (call: AnyCall) => callRoute(route, call, options)] as const)
  return Object.fromEntries(calls) as unknown as ApiClient<A>
}

interface AnyCall {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
}

/** For the whole exchange: a large list over a poor line. */
const TIMEOUT_MS = 60_000
const MAX_ANSWER_BYTES = 50_000_000

async function callRoute(route: Route, call: AnyCall, { origin, token, net, lang }: ClientOptions): Promise<unknown> {
  const answer = await net.fetch({
    method: route.method,
    url: origin + addressOf(route.url, call),
    headers: {
      accept: 'application/json',
      'accept-language': lang ?? 'en',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(route.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(route.body === undefined ? {} : { body: Buffer.from(JSON.stringify(call.body)) }),
    timeoutMs: TIMEOUT_MS,
    maxAnswerBytes: MAX_ANSWER_BYTES,
  })
  const text = Buffer.from(answer.body).toString('utf8')
  if (answer.status === 200) return route.response.parse(JSON.parse(text))
  throw refusalFrom(answer.status, text)
}

function addressOf(url: string, { params, query }: AnyCall): string {
  const values = new Map(isRecord(params) ? Object.entries(params) : [])
  const path = url.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(String(values.get(name))))
  const given = Object.entries(isRecord(query) ? query : {}).filter(([, value]) => value !== undefined && value !== null)
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return search.size === 0 ? path : `${path}?${search}`
}

const ProblemAnswer = z.object({
  code: z.string().max(80),
  title: z.string().max(2000),
  problems: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .max(1000)
    .default([]),
})

function refusalFrom(status: number, text: string): ApiRefusal {
  const parsed = ProblemAnswer.safeParse(jsonOrNull(text))
  // A proxy in between answers in its own words.
  if (!parsed.success) return new ApiRefusal({ status, code: 'internal', title: `HTTP ${status}`, problems: [] })
  return new ApiRefusal({ status, ...parsed.data })
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
