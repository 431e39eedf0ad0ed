import assert from 'node:assert/strict'
import type { VNode } from 'preact'

export interface Breadcrumb {
  readonly text: string
  readonly href: string
}

/** A page as a handler describes it; the shell goes around it. */
export interface Shown {
  readonly title: string
  /** Path of the navigation entry to mark, as `/requests`. */
  readonly current?: string
  readonly breadcrumbs?: readonly Breadcrumb[]
  readonly body: VNode
  /** 200 unless given. */
  readonly status?: number
  /** The form that led here has done its act, and this page shows once what came of it, as a secret: it is not sent a second time. */
  readonly made?: boolean
  /** One sentence above the page: what has just been done. */
  readonly notice?: string
}

export interface RedirectOptions {
  /** One sentence that the next page shows once. */
  readonly notice?: string
  /** Sets the session cookie, or with null removes it. Only sign-in and sign-out give it. */
  readonly sessionToken?: string | null
}

/** A file to save. */
export interface Downloaded {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** What a page handler returns. */
export type PageAnswer =
  | { readonly kind: 'show'; readonly page: Shown }
  | ({ readonly kind: 'redirect'; readonly url: string } & RedirectOptions)
  | { readonly kind: 'download'; readonly file: Downloaded }

/** A page within the shell. */
export function show(page: Shown): PageAnswer {
  return { kind: 'show', page }
}

/** Sends the browser on (303) to a path of this node, never elsewhere. */
export function redirect(url: string, options: RedirectOptions = {}): PageAnswer {
  assert(isOwnPath(url), 'a redirect leads to a path of this node')
  return { kind: 'redirect', url, ...options }
}

/** A file that the browser saves and never shows, whatever it contains. */
export function download(file: Downloaded): PageAnswer {
  return { kind: 'download', file }
}

/** True for `/path`; browsers read `//host` and `/\host` as another site, and drop control characters first. */
export function isOwnPath(url: string): boolean {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(url) || url === '/'
}
