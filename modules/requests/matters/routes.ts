import type { Context, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { rawRoute, serveApi, type App, type Handlers, type Viewer } from '@comity/http'
import { FileAddress, MAX_ATTACHMENT_BYTES, NewExhibitFileAddress, mattersApi } from '../contract.ts'
import { addressed, downloadHeaders, signedIn } from '../raw-calls.ts'
import { attachExhibit, readExhibitFile, takeableDocuments } from './exhibit-files.ts'
import { addExhibit, fileExhibit, removeExhibit, restoreExhibit, saveExhibit } from './exhibits.ts'
import { linkMatter, linksOfMatter, unlinkMatter } from './links.ts'
import { assignMatter, closeMatter, reopenMatter } from './matter-life.ts'
import { addMatterExportRoutes } from './matter-exports.ts'
import { placeRequest } from './place-request.ts'
import { differencesOfRequest, laggardsOfMatter, reconcile } from './reconcile.ts'
import { surveyMatter } from './survey.ts'

type All = Handlers<typeof mattersApi>
type OfExhibits = 'addExhibit' | 'saveExhibit' | 'removeExhibit' | 'restoreExhibit' | 'attachExhibit' | 'takeableDocuments'

/** Adds the JSON API of matters beyond what they say, and the routes of their files. */
export function addMatterRoutes(app: App, node: Node): void {
  serveApi(app, mattersApi, { ...exhibitsOf(node), ...othersOf(node) })
  fileRoutes(app, node)
  addMatterExportRoutes(app, node)
}

function exhibitsOf(node: Node): Pick<All, OfExhibits> {
  const doing = doer(node)
  return {
    addExhibit: ({ viewer, params, body }) => doing(viewer, (ctx) => addExhibit(ctx, { ...body, matterId: params.id })),
    saveExhibit: ({ viewer, params: { id, exhibitId }, body }) =>
      doing(viewer, (ctx) => saveExhibit(ctx, { ...body, matterId: id, exhibitId })),
    removeExhibit: ({ viewer, params: { id, exhibitId } }) =>
      doing(viewer, (ctx) => removeExhibit(ctx, { matterId: id, exhibitId })),
    restoreExhibit: ({ viewer, params: { id, exhibitId } }) =>
      doing(viewer, (ctx) => restoreExhibit(ctx, { matterId: id, exhibitId })),
    attachExhibit: ({ viewer, params: { id, exhibitId }, body }) =>
      doing(viewer, (ctx) => attachExhibit(ctx, { matterId: id, exhibitId, requestId: body.requestId })),
    takeableDocuments: async ({ viewer, params }) => ({ documents: await takeableDocuments(node.db, viewer, params.id) }),
  }
}

function othersOf(node: Node): Omit<All, OfExhibits> {
  const { db } = node
  const doing = doer(node)
  return {
    linksOfMatter: async ({ viewer, params }) => ({ links: await linksOfMatter(db, viewer, params.id) }),
    linkMatter: async ({ viewer, params, body }) => ({
      links: await doing(viewer, (ctx) => linkMatter(ctx, { ...body, matterId: params.id })),
    }),
    unlinkMatter: async ({ viewer, params: { id, to } }) => ({
      links: await doing(viewer, (ctx) => unlinkMatter(ctx, { matterId: id, to })),
    }),
    assignMatter: ({ viewer, params, body }) => doing(viewer, (ctx) => assignMatter(ctx, { ...body, matterId: params.id })),
    closeMatter: ({ viewer, params, body }) => doing(viewer, (ctx) => closeMatter(ctx, { ...body, matterId: params.id })),
    reopenMatter: ({ viewer, params, body }) => doing(viewer, (ctx) => reopenMatter(ctx, { ...body, matterId: params.id })),
    surveyMatter: ({ viewer, params, query }) => surveyMatter(db, viewer, params.id, query),
    laggardsOfMatter: async ({ viewer, params }) => ({ drafts: await laggardsOfMatter(db, viewer, params.id) }),
    differencesOfRequest: async ({ viewer, params }) => ({ differences: await differencesOfRequest(db, viewer, params.id) }),
    reconcile: ({ viewer, params, body }) => doing(viewer, (ctx) => reconcile(ctx, { ...body, requestId: params.id })),
    placeRequest: ({ viewer, params, body }) =>
      doing(viewer, (ctx) => placeRequest(ctx, { requestId: params.id, matterId: body.matterId })),
  }
}

function doer(node: Node) {
  return <Result>({ actor }: Pick<Viewer, 'actor'>, act: (ctx: Context) => Promise<Result>) => inContext(node, actor, act)
}

function fileRoutes(app: App, node: Node): void {
  rawRoute(
    app,
    { method: 'PUT', url: '/api/matters/:id/exhibits/:exhibitId/file/:name', bodyLimit: MAX_ATTACHMENT_BYTES, signedIn: true },
    async (call) => {
      const { id, exhibitId, name } = addressed(NewExhibitFileAddress, call)
      const mediaType = (call.headers['content-type'] ?? '').split(';')[0]?.trim() ?? ''
      const matter = await inContext(node, signedIn(call).actor, (ctx) =>
        fileExhibit(ctx, { matterId: id, exhibitId, file: { name, mediaType, bytes: call.body } }),
      )
      return { status: 200, headers: { 'content-type': 'application/json' }, bytes: Buffer.from(JSON.stringify(matter)) }
    },
  )
  rawRoute(app, { method: 'GET', url: '/api/matters/:id/files/:sha256', bodyLimit: 1, signedIn: true }, async (call) => {
    const { id, sha256 } = addressed(FileAddress, call)
    const file = await readExhibitFile(node, signedIn(call), { matterId: id, sha256 })
    return { status: 200, headers: downloadHeaders(file), bytes: file.bytes }
  })
}
