import type { App } from './app.ts'
import type { Api, Handlers } from './contract.ts'

/** Adds the routes of an API; input and output are checked by its schemas, and the API document lists them. */
export declare function serveApi<const A extends Api>(app: App, api: A, handlers: Handlers<A>): void
