import type { Actor, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { rawRoute, serveApi, type App } from '@comity/http'
import { deadlinesApi } from './contract.ts'
import { changeRule, addRule, listRules, ruleHistory } from './operations/rules.ts'
import { extendClock, resumeClock, stopClock } from './operations/change-clock.ts'
import { makeFeed, readFeed, revokeFeed } from './operations/feed.ts'
import { getClock, listClocks, overdueCounts } from './operations/list-clocks.ts'
import { listUnanswered } from './operations/unanswered.ts'
import type { Calendars } from './rules/calendar.ts'

/** Adds the JSON API of clocks and rules, and the calendar feeds. */
export function registerRoutes(app: App, node: Node, calendars: Calendars): void {
  const { db } = node
  const reading = (actor: Actor) => ({ db, actor, now: node.world.clock.now(), calendars })
  serveApi(app, deadlinesApi, {
    listClocks: ({ viewer, query }) => listClocks(reading(viewer.actor), query),
    getClock: ({ viewer, params }) => getClock(reading(viewer.actor), params.id),
    extendClock: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => extendClock(ctx, { ...body, id: params.id }, calendars)),
    stopClock: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => stopClock(ctx, { ...body, id: params.id }, calendars)),
    resumeClock: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => resumeClock(ctx, { ...body, id: params.id }, calendars)),
    overdueCounts: ({ viewer }) => overdueCounts(reading(viewer.actor)),
    listRules: async ({ viewer }) => ({ rules: await listRules(db, viewer.actor) }),
    ruleHistory: async ({ viewer, params }) => ({ versions: await ruleHistory(db, viewer.actor, params.id) }),
    changeRule: ({ viewer, params, body }) => inContext(node, viewer.actor, (ctx) => changeRule(ctx, { ...body, id: params.id })),
    addRule: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => addRule(ctx, body)),
    makeFeed: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => makeFeed(ctx, body)),
    revokeFeed: ({ viewer }) => inContext(node, viewer.actor, revokeFeed),
    listUnanswered: ({ viewer, query }) => listUnanswered(db, viewer.actor, query.before),
  })
  rawRoute(app, { method: 'GET', url: '/calendar/:file', bodyLimit: 0 }, async ({ params }) => ({
    status: 200,
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
    bytes: Buffer.from(await readFeed(node, (params['file'] ?? '').replace(/\.ics$/, ''))),
  }))
}
