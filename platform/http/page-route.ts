import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import type { z } from 'zod'
import type { App } from './app.ts'
import type { Part, ViewerOf } from './contract.ts'
import type { PageAnswer } from './page-answer.ts'

/** A file of a form, whole, in memory. Name and media type are what the browser said: not to be believed. */
export interface UploadedFile {
  readonly field: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
}

/** Parts of a page call; `PageCall<{ params: typeof Params }>` names the call of a handler that stands alone. */
export interface PageParts {
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly public?: boolean
}

/** The fields of a form as they came, without the hidden token. */
export type RawForm = Readonly<Record<string, string | readonly string[]>>

export interface PageCall<R extends PageParts = PageParts> {
  readonly params: Part<R, 'params'>
  readonly query: Part<R, 'query'>
  readonly body: Part<R, 'body'>
  readonly files: readonly UploadedFile[]
  readonly viewer: ViewerOf<R>
  readonly lang: Lang
  /** Path and query without `lang`. */
  readonly url: string
  /** The visitor's address, for limits on attempts. */
  readonly address: string
  /** As the browser names itself, at most 200 characters. */
  readonly userAgent: string
  /** The session or bearer token itself, for sign-out; null when signed out. */
  readonly sessionToken: string | null
}

/** A page: what it accepts. */
export interface PageRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, U extends boolean> {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly params?: P
  readonly query?: Q
  /** Of the form's fields, without the hidden token: strings, or lists of strings where a name occurs several times. */
  readonly body?: B
  /** Shown to signed-out visitors too; `viewer` may be null. */
  readonly public?: U
  /** Renders the form again with what was typed; without it a bad body is the error page `bad-input`. */
  readonly invalid?: (call: PageCall<{ params: P; query: Q; public: U }>, problems: readonly Problem[], raw: RawForm) => PageAnswer | Promise<PageAnswer>
  /** Accepts files, up to these limits (defaults in `limits`). */
  readonly upload?: { readonly files?: number; readonly fileBytes?: number; readonly filesBytes?: number }
}

/**
 * Adds a page. Signed-out visitors of a page that is not public go to sign in and come back. A POST of a signed-in person
 * must carry the hidden field `csrf` of its session, which `Form` of `@comity/ui` writes.
 */
export function pageRoute<P extends z.ZodType = z.ZodUndefined, Q extends z.ZodType = z.ZodUndefined, B extends z.ZodType = z.ZodUndefined, U extends boolean = false>(
  app: App,
  route: PageRoute<P, Q, B, U>,
  handler: (call: PageCall<{ params: P; query: Q; body: B; public: U }>) => PageAnswer | Promise<PageAnswer>,
): void {
  void [app, route, handler]
}
