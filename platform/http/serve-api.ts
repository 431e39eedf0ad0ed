import type { FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { App } from './app.ts'
import type { Api, ApiCall, Handlers, Route } from './contract.ts'
import { findViewer, mustBeSignedIn, mustCarryToken } from './signed-in.ts'

/**
 * Adds the routes of an API. Input is checked by its schemas before the handler runs, output after it: what a schema does not
 * name is refused and never leaves. Changing calls of a session need its token in `x-csrf-token`.
 */
export function serveApi<const A extends Api>(app: App, api: A, handlers: Handlers<A>): void {
  for (const [name, route] of Object.entries(api)) {
    // Each handler fits the schemas of its own route, which the compiler cannot follow through a loop.
    const handler = handlers[name as keyof A] as unknown as (call: ApiCall) => Promise<unknown>
    app.route({
      method: route.method,
      url: route.url,
      schema: schemaOf(name, route),
      config: { answers: 'api' },
      ...(route.maxBodyBytes === undefined ? {} : { bodyLimit: route.maxBodyBytes }),
      onRequest: async (request) => {
        await findViewer(request)
        if (route.public !== true) mustBeSignedIn(request)
        if (route.method !== 'GET') mustCarryToken(request, request.headers['x-csrf-token'])
      },
      handler: (request, reply) => answerCall(request, reply, handler),
    })
  }
}

async function answerCall(
  request: FastifyRequest,
  reply: FastifyReply,
  handler: (call: ApiCall) => Promise<unknown>,
): Promise<unknown> {
  const { params, query, body } = request
  const { viewer, lang, token } = request.comity
  reply.header('cache-control', 'no-store')
  const call = { params, query, body, viewer, lang, address: request.ip, sessionToken: token }
  return handler(call as unknown as ApiCall)
}

function schemaOf(name: string, route: Route): FastifySchema {
  const tag = route.url.split('/')[2] ?? 'api'
  return {
    operationId: `${tag}.${name}`,
    summary: route.summary,
    tags: [tag],
    security: route.public === true ? [] : [{ bearer: [] }],
    ...(route.params && { params: route.params }),
    ...(route.query && { querystring: route.query }),
    ...(route.body && { body: route.body }),
    response: { 200: route.response },
  }
}
