import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** The whole document of a page, from a `Page` element: doctype and markup. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}
