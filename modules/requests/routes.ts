import type { Actor, Context, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { rawRoute, serveApi } from '@comity/http'
import type { App, Handlers } from '@comity/http'
import { FileAddress, MAX_ATTACHMENT_BYTES, NewFileAddress, requestsApi } from './contract.ts'
import { addImportRoutes } from './import/import-routes.ts'
import { scanFrom } from './off-network/scan-from.ts'
import * as door from './operations.ts'
import { addSearchRoutes } from './search/routes.ts'
import { addMatterRoutes } from './matters/routes.ts'
import { addressed, downloadHeaders, signedIn } from './raw-calls.ts'
import { addDraftingRoutes } from './drafting/routes.ts'
import { addWorkRoutes } from './work/routes.ts'

/** Adds the JSON API of matters and requests, and the two routes of bytes. */
export function registerRoutes(app: App, node: Node): void {
  serveApi(app, requestsApi, { ...readsOf(node), ...draftingOf(node), ...stepsOf(node) })
  fileRoutes(app, node)
  addImportRoutes(app, node)
  addWorkRoutes(app, node)
  addSearchRoutes(app, node)
  addMatterRoutes(app, node)
  addDraftingRoutes(app, node)
}

type All = Handlers<typeof requestsApi>
type Reads = 'listMatters' | 'getMatter' | 'dashboard' | 'listRequests' | 'getRequest' | 'timelineOf' | 'recordOf'
type Drafting = 'openMatter' | 'saveMatter' | 'draftRequest' | 'registerRequest' | 'saveDraft' | 'detachFile'

function readsOf({ db, world }: Node): Pick<All, Reads> {
  return {
    listMatters: async ({ viewer, query }) => spread(await door.listMatters(db, viewer, query)),
    getMatter: ({ viewer, params }) => door.getMatter(db, viewer, params.id),
    dashboard: ({ viewer }) => door.dashboard(db, viewer),
    listRequests: async ({ viewer, query }) => spread(await door.listRequests(db, viewer, query)),
    getRequest: ({ viewer, params }) => door.getRequest(db, viewer, params.id, world.clock.now().toISOString().slice(0, 10)),
    recordOf: async ({ viewer, params }) => ({
      items: await door.recordOf(db, viewer, params.id, world.clock.now().toISOString().slice(0, 10)),
    }),
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
    registerRequest: ({ viewer, body: { scans, ...body } }) =>
      inContext(node, viewer.actor, (ctx) => door.registerRequest(ctx, { ...body, scans: scans.map(scanFrom) })),
  }
}

function stepsOf(node: Node): Omit<All, Reads | Drafting> {
  return {
    submitRequest: taking(node, door.doing('submit')),
    returnRequest: taking(node, door.doing('return')),
    approveRequest: taking(node, door.doing('approve')),
    translateRequest: taking(node, door.doing('translate')),
    makeOral: taking(node, door.doing('make-oral')),
    sendRequest: taking(node, door.doing('send')),
    acknowledgeRequest: taking(node, door.doing('acknowledge')),
    confirmWritten: taking(node, door.doing('confirm-written')),
    forwardRequest: taking(node, door.doing('forward')),
    triageRequest: taking(node, door.doing('triage')),
    askClarification: taking(node, door.doing('ask')),
    answerClarification: taking(node, door.doing('answer')),
    consult: taking(node, door.doing('consult')),
    replyConsultation: taking(node, door.doing('reply-consultation')),
    concludeConsultation: taking(node, door.doing('conclude-consultation')),
    proposeConditions: taking(node, door.doing('propose-conditions')),
    answerConditions: taking(node, door.doing('answer-conditions')),
    decideRequest: taking(node, door.doing('decide')),
    passOn: taking(node, door.doing('pass-on')),
    startExecution: taking(node, door.doing('start-execution')),
    reportExecution: taking(node, door.doing('report-execution')),
    sendResult: taking(node, door.doing('send-result')),
    enquireStatus: taking(node, door.doing('enquire')),
    replyEnquiry: taking(node, door.doing('reply-enquiry')),
    changeUrgency: taking(node, door.doing('change-urgency')),
    askConsent: taking(node, door.doing('ask-consent')),
    answerConsent: taking(node, door.doing('answer-consent')),
    recordUse: taking(node, door.doing('record-use')),
    disclose: taking(node, door.doing('disclose')),
    notifyCosts: taking(node, door.doing('notify-costs')),
    answerCosts: taking(node, door.doing('answer-costs')),
    correctRequest: taking(node, door.doing('correct')),
    discardDraft: taking(node, door.doing('discard')),
    withdrawRequest: taking(node, door.doing('withdraw')),
    meetCondition: taking(node, door.doing('meet-condition')),
    returnMaterial: taking(node, door.doing('return-material')),
    reportAsset: taking(node, door.doing('report-asset')),
    proposeLifting: taking(node, door.doing('propose-lifting')),
    giveLiftingViews: taking(node, door.doing('give-lifting-views')),
    liftFreeze: taking(node, door.doing('lift-freeze')),
    proposeAgreement: taking(node, door.doing('propose-agreement')),
    answerAgreement: taking(node, door.doing('answer-agreement')),
    assessResult: taking(node, door.doing('assess')),
    closeRequest: taking(node, door.doing('close')),
    reopenRequest: taking(node, door.doing('reopen')),
    noteOnRequest: taking(node, door.doing('note')),
    openDossiers: taking(node, door.openDossiers),
    assignRequest: taking(node, door.assignRequest),
    undoLast: taking(node, door.undoLast),
    noteSending: taking(node, door.noteSending),
    noteDelivery: taking(node, door.noteDelivery),
    registerArrival: taking(node, door.registerArrival),
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
