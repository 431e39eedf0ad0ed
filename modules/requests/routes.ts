import type { z } from 'zod'
import type { Actor, Context, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { rawRoute, serveApi } from '@comity/http'
import type { App, Handlers, RawCall, Viewer } from '@comity/http'
import { FileAddress, MAX_ATTACHMENT_BYTES, NewFileAddress, requestsApi } from './contract.ts'
import * as door from './operations.ts'

/** Adds the JSON API of matters and requests, and the two routes of bytes. */
export function registerRoutes(app: App, node: Node): void {
  serveApi(app, requestsApi, { ...readsOf(node), ...draftingOf(node), ...stepsOf(node) })
  fileRoutes(app, node)
}

type All = Handlers<typeof requestsApi>
type Reads = 'listMatters' | 'getMatter' | 'dashboard' | 'listRequests' | 'getRequest' | 'timelineOf'
type Drafting =
  | 'openMatter'
  | 'saveMatter'
  | 'draftRequest'
  | 'saveDraft'
  | 'detachFile'
  | 'submitRequest'
  | 'returnRequest'
  | 'approveRequest'
  | 'sendRequest'

function readsOf({ db }: Node): Pick<All, Reads> {
  return {
    listMatters: async ({ viewer, query }) => spread(await door.listMatters(db, viewer, query)),
    getMatter: ({ viewer, params }) => door.getMatter(db, viewer, params.id),
    dashboard: ({ viewer }) => door.dashboard(db, viewer),
    listRequests: async ({ viewer, query }) => spread(await door.listRequests(db, viewer, query)),
    getRequest: ({ viewer, params }) => door.getRequest(db, viewer, params.id),
    timelineOf: async ({ viewer, params }) => ({ entries: await door.timelineOf(db, viewer, params.id) }),
  }
}

function draftingOf(node: Node): Pick<All, Drafting> {
  return {
    openMatter: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => door.openMatter(ctx, body)),
    saveMatter: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => door.saveMatter(ctx, { ...body, matterId: params.id })),
    draftRequest: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => door.draftRequest(ctx, body)),
    saveDraft: taking(node, door.saveDraft),
    detachFile: ({ viewer, params }) =>
      inContext(node, viewer.actor, (ctx) => door.detachFile(ctx, { requestId: params.id, name: params.name })),
    submitRequest: taking(node, door.submitRequest),
    returnRequest: taking(node, door.returnRequest),
    approveRequest: taking(node, door.approveRequest),
    sendRequest: taking(node, door.sendRequest),
  }
}

function stepsOf(node: Node): Omit<All, Reads | Drafting> {
  return {
    acknowledgeRequest: taking(node, door.acknowledgeRequest),
    askClarification: taking(node, door.askClarification),
    answerClarification: taking(node, door.answerClarification),
    decideRequest: taking(node, door.decideRequest),
    startExecution: taking(node, door.startExecution),
    sendResult: taking(node, door.sendResult),
    assessResult: taking(node, door.assessResult),
    closeRequest: taking(node, door.closeRequest),
    openDossiers: taking(node, door.openDossiers),
  }
}

/** A handler that hands the body and the request's id to an operation, in one transaction. */
function taking<Body extends object, Result>(
  node: Node,
  operation: (ctx: Context, input: Body & { readonly requestId: string }) => Promise<Result>,
) {
  return ({
    viewer,
    params,
    body,
  }: {
    readonly viewer: { readonly actor: Actor }
    readonly params: { readonly id: string }
    readonly body: Body
  }): Promise<Result> => inContext(node, viewer.actor, (ctx) => operation(ctx, { ...body, requestId: params.id }))
}

function spread<Row>(page: { readonly rows: readonly Row[]; readonly next: string | null }): {
  rows: Row[]
  next: string | null
} {
  return { rows: [...page.rows], next: page.next }
}

function fileRoutes(app: App, node: Node): void {
  rawRoute(
    app,
    { method: 'PUT', url: '/api/requests/:id/attachments/:name', bodyLimit: MAX_ATTACHMENT_BYTES, signedIn: true },
    async (call) => {
      const { id, name } = addressed(NewFileAddress, call)
      const mediaType = (call.headers['content-type'] ?? '').split(';')[0]?.trim() ?? ''
      const request = await inContext(node, signedIn(call).actor, (ctx) =>
        door.attachFile(ctx, { requestId: id, name, mediaType, bytes: call.body }),
      )
      return { status: 200, headers: { 'content-type': 'application/json' }, bytes: Buffer.from(JSON.stringify(request)) }
    },
  )
  rawRoute(app, { method: 'GET', url: '/api/requests/:id/files/:sha256', bodyLimit: 1, signedIn: true }, async (call) => {
    const { id, sha256 } = addressed(FileAddress, call)
    const file = await door.readFile(node, signedIn(call), { requestId: id, sha256 })
    return { status: 200, headers: downloadHeaders(file), bytes: file.bytes }
  })
}

/** Never shown in the page's own origin: what a peer sent could otherwise act in the reader's name. */
function downloadHeaders(file: { readonly name: string; readonly mediaType: string }): Record<string, string> {
  return {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}

function signedIn(call: RawCall): Viewer {
  if (!call.viewer) throw new ComityError('not-signed-in')
  return call.viewer
}

function addressed<Schema extends z.ZodType>(schema: Schema, call: RawCall): z.output<Schema> {
  const parsed = schema.safeParse(call.params)
  if (parsed.success) return parsed.data
  throw new ComityError('bad-input', {
    problems: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  })
}
