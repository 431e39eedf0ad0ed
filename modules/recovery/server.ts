import type { ModuleParts } from '@comity/accounts/contract'
import { requestListener } from './hear-request.ts'
import { registerRoutes } from './routes.ts'

export * from './operations.ts'

/** The asset ledger as compose.ts takes it; the pages of `./pages` are registered beside it. */
export function recoveryModule(): ModuleParts {
  return {
    name: 'recovery',
    migrations: new URL('./migrations/', import.meta.url),
    listeners: [requestListener],
    register: (app, node) => registerRoutes(app, node),
  }
}
