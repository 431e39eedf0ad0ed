import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import { ComityError } from '@comity/errors'
import { catalogue } from '@comity/i18n'
import Fastify from 'fastify'
import type { FastifyHttpOptions, FastifyReply, FastifyRequest } from 'fastify'
import type { Server } from 'node:http'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { documentApi } from './api-document.ts'
import { answerRefusal } from './answer-refusal.ts'
import type { Address, App, AppOptions, AppState } from './app.ts'
import { checkedAnswer } from './checked-answer.ts'
import { compressAnswer } from './compression.ts'
import { limits } from './limits.ts'
import { prepareRequest, prepareUnread, routeOf } from './request-state.ts'
import { securityHeaders } from './security-headers.ts'
import { serveAssets, serveHealth } from './serve-assets.ts'
import { mustBeStorable } from './storable-text.ts'
import { tokenBuckets } from './token-buckets.ts'

/** Makes the HTTP side of a node. Add routes, then `listen` or `inject`; `close()` waits for requests under way. */
export async function createApp(options: AppOptions): Promise<App> {
  const app: App = Fastify(serverOptions(options))
  app.server.maxConnections = limits.connections
  app.server.headersTimeout = limits.headersTimeoutMs
  const addresses: Address[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    // HEAD comes with every GET by itself.
    for (const one of [method].flat().filter((each) => each !== 'HEAD'))
      addresses.push({ method: one, url, answers: config?.answers ?? 'asset', again: config?.again ?? false })
  })
  app.decorate('comity', stateOf(options, addresses))
  app.decorateRequest('comity').decorateRequest('comityRoute')
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(checkedAnswer)
  app.setErrorHandler(answerRefusal)
  takeEmptyBodies(app)
  app.setNotFoundHandler(() => {
    throw new ComityError('not-found')
  })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: limits.formBytes })
  await app.register(multipart, { throwFileSizeLimit: true })
  addSteps(app, options)
  await documentApi(app)
  await serveAssets(app, options.assets)
  serveHealth(app)
  return app
}

/** What every request goes through. Steps that wait for nothing call `done`: each promise would cost every request its turn. */
function addSteps(app: App, { behindTls, log }: AppOptions): void {
  const headers = securityHeaders(behindTls)
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers)
    prepareRequest(request, reply)
    done()
  })
  app.addHook('preValidation', ({ params, query, body }, _reply, done) => {
    mustBeStorable({ params, query, body })
    done()
  })
  app.addHook('onSend', compressAnswer)
  app.addHook('onResponse', (request, reply, done) => {
    const facts = { reference: request.id, method: request.method, route: routeOf(request).url ?? '', status: reply.statusCode }
    log.debug({ ...facts, ms: Math.round(reply.elapsedTime) }, 'answered')
    done()
  })
}

/** Many programs say `application/json` with every POST, also where they send nothing: an empty body is no body. */
function takeEmptyBodies(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null) : parse(request, String(body), done),
  )
}

/** An address that the router itself cannot read goes past every step: it is answered as one that leads nowhere, with the headers of every answer. */
function answerUnread(request: FastifyRequest, reply: FastifyReply, behindTls: boolean): void {
  reply.headers(securityHeaders(behindTls))
  prepareUnread(request)
  const taken = request.server.comity.perAddress.take(request.ip)
  const seconds = taken.ok ? 0 : taken.retryAfterSeconds
  answerRefusal(new ComityError(taken.ok ? 'not-found' : 'too-many-attempts', { values: { seconds } }), request, reply)
}

function serverOptions({ world, behindTls }: AppOptions): FastifyHttpOptions<Server> {
  return {
    logger: false,
    bodyLimit: limits.jsonBytes,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    // Node looks for late heads only this often.
    http: { maxHeaderSize: limits.headerBytes, connectionsCheckingInterval: limits.headersTimeoutMs / 2 },
    routerOptions: { maxParamLength: limits.paramLength },
    // Behind TLS there is a proxy on this machine, and only that one is believed about the visitor's address.
    trustProxy: behindTls ? 'loopback' : false,
    requestIdHeader: false,
    genReqId: () => world.chance.uuid(),
    frameworkErrors: (_error, request, reply) => answerUnread(request, reply, behindTls),
    // A closing node ends idle connections at once and lets requests under way finish.
    forceCloseConnections: 'idle',
  }
}

function stateOf(options: AppOptions, addresses: readonly Address[]): AppState {
  const rates = options.rates ?? { address: { burst: 600, perSecond: 60 }, account: { burst: 300, perSecond: 30 } }
  const bounds = { nowMs: () => options.world.clock.monotonicMs(), maxKeys: limits.rateKeys }
  return {
    ...options,
    addresses,
    sending: new Map(),
    perAddress: tokenBuckets(rates.address, bounds),
    perAccount: tokenBuckets(rates.account, bounds),
    errorText: catalogue(options.errorTexts),
  }
}
