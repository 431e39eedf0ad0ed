import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { serveApi, type App, type Handlers } from '@comity/http'
import { findingApi } from './api.ts'
import { cardOf, contactLines, linkedDataFile } from './operations/authority-files.ts'
import { coverageOf } from './operations/coverage.ts'
import { dropFavourite, keepFavourite, listFavourites } from './operations/favourites.ts'
import { findAuthority } from './operations/find-authority.ts'
import { lookUp } from './operations/look-up.ts'
import { readerOf } from './operations/reader-of.ts'

/** Adds finding to the API: what each answers is what the asker may see. */
export function addFindingApi(app: App, node: Node): void {
  const handlers: Handlers<typeof findingApi> = {
    find: ({ viewer, query }) => findAuthority(node, readerOf(node, viewer.actor), query),
    lookUp: ({ viewer, query }) => lookUp(node, readerOf(node, viewer.actor), query),
    coverage: ({ viewer, query }) => coverageOf(node.db, readerOf(node, viewer.actor), query.need),
    contacts: ({ viewer, query }) => contactLines(node, readerOf(node, viewer.actor), query.state),
    card: ({ viewer, params }) => cardOf(node, readerOf(node, viewer.actor), params.id),
    linkedData: ({ params }) => linkedDataFile(node, params.id),
    favourites: ({ viewer }) => listFavourites(node, viewer.actor.id, readerOf(node, viewer.actor)),
    keepFavourite: async ({ viewer, params }) => {
      await inContext(node, viewer.actor, (ctx) => keepFavourite(ctx, params.id))
      return null
    },
    dropFavourite: async ({ viewer, params }) => {
      await inContext(node, viewer.actor, (ctx) => dropFavourite(ctx, params.id))
      return null
    },
  }
  serveApi(app, findingApi, handlers)
}
