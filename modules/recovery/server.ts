import type { Actor, ModuleParts } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { sightOf } from '@comity/requests/server'
import { requestListener } from './hear-request.ts'
import { registerRoutes } from './routes.ts'
import { assetsSeenWith } from './store/asset-store.ts'

export * from './operations.ts'

/** Of these assets those that a person may see. */
export function assetsSeen(db: Db, actor: Actor, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return assetsSeenWith(db, sightOf(actor), ids)
}

/** The asset ledger as compose.ts takes it; the pages of `./pages` are registered beside it. */
export function recoveryModule(): ModuleParts {
  return {
    name: 'recovery',
    migrations: new URL('./migrations/', import.meta.url),
    listeners: [requestListener],
    register: (app, node) => registerRoutes(app, node),
  }
}
