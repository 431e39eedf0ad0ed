import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { serveApi, type App } from '@comity/http'
import { dayIn } from '@comity/i18n'
import { workApi } from '../contract.ts'
import { performBulk, planBulk } from './bulk.ts'
import { deleteFilter, listFilters, restoreFilter, saveFilter, startWith } from './filters.ts'
import { listTriage } from './list-triage.ts'
import { myWork } from './my-work.ts'

/** Adds the JSON API of the working pages. */
export function addWorkRoutes(app: App, node: Node): void {
  const { db, world } = node
  const today = (viewer: { readonly timeZone?: string }) => dayIn(world.clock.now(), viewer.timeZone)
  serveApi(app, workApi, {
    myWork: async ({ viewer, query }) => ({ piles: await myWork(db, viewer, query, today(viewer)) }),
    triage: ({ viewer, query }) => listTriage(db, viewer, query),
    planBulk: async ({ viewer, body }) => ({ outcomes: await planBulk(db, viewer, body, today(viewer)) }),
    performBulk: async ({ viewer, body }) => ({ outcomes: await performBulk(node, viewer, body) }),
    listFilters: async ({ viewer, query }) => ({ filters: await listFilters(db, viewer, query.direction) }),
    saveFilter: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => saveFilter(ctx, body)),
    deleteFilter: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => deleteFilter(ctx, params.id)),
    restoreFilter: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => restoreFilter(ctx, params.id)),
    startWith: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => startWith(ctx, { direction: params.direction, filter: body.filter })),
  })
}
