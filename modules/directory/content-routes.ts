import { AuthorityId, type Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { rawRoute, serveApi, tokenBuckets, type App, type Handlers } from '@comity/http'
import { MAX_STATEMENT_BYTES, contentApi } from './contract.ts'
import { publisherOf, type DirectoryOptions } from './directory-options.ts'
import { mustMay } from './must-may.ts'
import { importStatus } from './operations/import-status.ts'
import { confirmations, entryDetail, entryHistory, register, stateDetail, wholeEntry } from './operations/read-entries.ts'
import { receiveStatement } from './operations/receive-statement.ts'
import { suggestCorrection, suggestEntry } from './operations/suggest-entry.ts'
import { pointsCsv } from './rules/export-csv.ts'
import { answerSuggestion, listSuggestions, takeUpSuggestions } from './operations/suggestions.ts'

/** Statements that one address may bring at once, and then in each second: each costs a look-up and a signature. */
const BRINGERS = { burst: 60, perSecond: 1 }
/** Addresses remembered for that. */
const MAX_ADDRESSES = 10_000

/** What the directory says of States and authorities, and how they keep it. */
export function addContentApi(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  const own = node.facts.authorityId
  const handlers: Handlers<typeof contentApi> = {
    stateDetail: ({ params }) => stateDetail(node.db, params.code),
    register: () => register(node.db),
    entry: ({ viewer, params }) => entryDetail(node, params.id, { viewer, publisher }),
    history: ({ viewer, params }) => entryHistory(node, params.id, { viewer, publisher }),
    suggest: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => suggestEntry(ctx, { ...body, publisher })),
    confirm: ({ viewer, params }) =>
      inContext(node, viewer.actor, async (ctx) => suggestEntry(ctx, { entry: await wholeEntry(ctx.db, params.id) })),
    correct: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => suggestCorrection(ctx, { about: params.id, ...body })),
    suggestions: ({ viewer }) => {
      mustMay(viewer.actor, 'see-suggestions', { publisher, proposedBy: null, own })
      return listSuggestions(node.db)
    },
    takeUp: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => takeUpSuggestions(ctx, publisher, body)),
    answer: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => answerSuggestion(ctx, publisher, { ...params, ...body })),
    confirmations: ({ query }) => confirmations(node, query),
    importStatus: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => importStatus(ctx, publisher, body)),
  }
  serveApi(app, contentApi, handlers)
  addPointsTable(app, node, options)
  addStatements(app, node, options)
}

/** The contact points that the viewer may see, as a table. */
function addPointsTable(app: App, node: Node, options: DirectoryOptions): void {
  const route = { method: 'GET', url: '/api/directory/authorities/:id/contact-points.csv', bodyLimit: 1, signedIn: true } as const
  rawRoute(app, route, async ({ params, viewer }) => {
    const id = AuthorityId.safeParse(params['id'])
    if (!id.success) throw new ComityError('not-found')
    const { entry } = await entryDetail(node, id.data, { viewer, publisher: publisherOf(node, options) })
    const bytes = Buffer.from(pointsCsv(entry.contactPoints))
    return { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' }, bytes }
  })
}

/** No sign-in: a statement is sealed by the authority that makes it. */
function addStatements(app: App, node: Node, options: DirectoryOptions): void {
  const bringers = tokenBuckets(BRINGERS, { nowMs: () => node.world.clock.monotonicMs(), maxKeys: MAX_ADDRESSES })
  const route = { method: 'POST', url: '/api/directory/statements', bodyLimit: MAX_STATEMENT_BYTES } as const
  rawRoute(app, route, async ({ body, address }) => {
    const taken = bringers.take(address)
    if (!taken.ok) throw new ComityError('too-many-attempts', { values: { seconds: taken.retryAfterSeconds } })
    const standing = await receiveStatement(node, publisherOf(node, options), body)
    return { status: 200, headers: { 'content-type': 'application/json' }, bytes: Buffer.from(JSON.stringify(standing)) }
  })
}
