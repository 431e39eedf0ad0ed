import type { Node } from '@comity/accounts/contract'
import { serveApi, type App } from '@comity/http'
import { searchApi } from '../contract.ts'
import { searchAll } from './search-all.ts'

/** Adds the search to the JSON API. */
export function addSearchRoutes(app: App, { db }: Node): void {
  serveApi(app, searchApi, { search: ({ viewer, query }) => searchAll(db, viewer, query) })
}
