import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { type App, type Handlers, type RawCall, rawRoute, serveApi } from '@comity/http'
import { MAX_POUCH_BYTES, pouchesApi } from './contract.ts'
import { packPouch } from './pack-pouch.ts'
import { fileNameOf, listPouches, mustCarry, pouchFile, showPouch } from './show-pouches.ts'
import { takeFile, type TakeOptions } from './take-file.ts'

/** The API of what is carried by hand, with its files. */
export function pouchRoutes(app: App, node: Node, options: TakeOptions): void {
  const handlers: Handlers<typeof pouchesApi> = {
    listPouches: ({ viewer, query }) => listPouches(node, viewer.actor, query),
    showPouch: ({ viewer, params }) => showPouch(node, viewer.actor, params.sha256),
    packPouch: ({ viewer, body }) => packPouch(node, viewer.actor, body),
  }
  serveApi(app, pouchesApi, handlers)
  rawRoute(app, { method: 'GET', url: '/api/pouches/:sha256/file', bodyLimit: 1, signedIn: true }, async (call) => {
    const { pouch, bytes } = await pouchFile(node, actorOf(call), call.params['sha256'] ?? '')
    return {
      status: 200,
      headers: {
        'content-type': 'application/vnd.etsi.asic-e+zip',
        'content-disposition': `attachment; filename="${fileNameOf(pouch)}"`,
      },
      bytes,
    }
  })
  const takeIn = { method: 'POST', url: '/api/pouches/take-in', bodyLimit: MAX_POUCH_BYTES, signedIn: true } as const
  rawRoute(app, takeIn, async (call) => {
    mustCarry(node, actorOf(call))
    const taken = await takeFile(node, actorOf(call), call.body, options)
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      bytes: new TextEncoder().encode(JSON.stringify(taken)),
    }
  })
}

function actorOf({ viewer }: RawCall) {
  if (viewer === null) throw new ComityError('not-signed-in')
  return viewer.actor
}
