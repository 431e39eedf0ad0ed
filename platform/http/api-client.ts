import type { Lang } from '@comity/i18n'
import type { Problem } from '@comity/errors'
import type { Net } from '@comity/world'
import type { z } from 'zod'
import type { Api } from './contract.ts'

export interface ClientOptions {
  readonly origin: string
  /** Bearer token from `POST /api/session`; null before sign-in. */
  readonly token: string | null
  readonly net: Net
  /** In which refusals are worded; English unless given. */
  readonly lang?: Lang
}

type In<R, K extends string> = R extends Readonly<Record<K, infer T extends z.ZodType>> ? { readonly [P in K]: z.input<T> } : unknown

/** What a call takes: exactly the parts that its route names. */
export type ClientCall<R> = In<R, 'params'> & In<R, 'query'> & In<R, 'body'>

/** One function for each operation of the API. */
export type ApiClient<A extends Api> = { readonly [K in keyof A]: (call: ClientCall<A[K]>) => Promise<z.output<A[K]['response']>> }

/**
 * What the node answered instead of a result. Its `code` is the other side's word, so not of this program's closed union;
 * `message` is worded by the node in the wished language.
 */
export class ApiRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly problems: readonly Problem[]

  constructor(answer: { readonly status: number; readonly code: string; readonly title: string; readonly problems: readonly Problem[] }) {
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
export declare function apiClient<const A extends Api>(api: A, options: ClientOptions): ApiClient<A>
