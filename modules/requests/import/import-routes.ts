import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { tableLimits } from '@comity/documents'
import { ComityError } from '@comity/errors'
import { rawRoute, serveApi, type App, type Handlers, type RawCall } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { importApi, type ImportFault } from '../contract.ts'
import { badRows, getImport, listImports, mapImport, runImport, undoImport, uploadImport } from './imports.ts'
import type { BadRowWords } from './imports.ts'
import { sayOfImport } from './texts.ts'

/** The API of backlog imports; the file goes up, and its bad rows come back, as bytes. */
export function addImportRoutes(app: App, node: Node): void {
  const handlers: Handlers<typeof importApi> = {
    listImports: async ({ viewer }) => ({ imports: await listImports(node.db, viewer) }),
    getImport: ({ viewer, params }) => getImport(node.db, viewer, params.id),
    mapImport: ({ viewer, params, body }) => inContext(node, viewer.actor, (ctx) => mapImport(ctx, { ...body, id: params.id })),
    runImport: ({ viewer, params }) => runImport(node, viewer, params.id),
    undoImport: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => undoImport(ctx, params.id)),
  }
  serveApi(app, importApi, handlers)
  rawRoute(app, { method: 'POST', url: '/api/imports', bodyLimit: tableLimits.bytes, signedIn: true }, async (call) => {
    const shown = await uploadImport(node, signedIn(call), { name: call.query['name'] ?? 'backlog', bytes: call.body })
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      bytes: new TextEncoder().encode(JSON.stringify(shown)),
    }
  })
  rawRoute(app, { method: 'GET', url: '/api/imports/:id/bad-rows.csv', bodyLimit: 1, signedIn: true }, async (call) => {
    const id = call.params['id'] ?? ''
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new ComityError('import-not-found')
    const bytes = await badRows(node.db, signedIn(call), { id, told: faultTold(call.lang), words: badRowWords(call.lang) })
    return { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment' }, bytes }
  })
}

/** A fault in the reader's words: the field, then what to do. */
export function faultTold(lang: Lang): (fault: ImportFault) => string {
  const say = sayOfImport(lang)
  return ({ field, fault }) => `${say(`field.${field}`)}: ${say(`fault.${fault}`)}`
}

export function badRowWords(lang: Lang): BadRowWords {
  const say = sayOfImport(lang)
  return { row: say('row'), what: say('problem') }
}

function signedIn(call: RawCall): Viewer {
  if (!call.viewer) throw new ComityError('not-signed-in')
  return call.viewer
}
