import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import { ComityError } from '@comity/errors'
import { catalogue } from '@comity/i18n'
import Fastify from 'fastify'
import type { FastifyHttpOptions } from 'fastify'
import type { Server } from 'node:http'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { documentApi } from './api-document.ts'
import { answerRefusal } from './answer-refusal.ts'
import type { Address, App, AppOptions, AppState } from './app.ts'
import { compressAnswer } from './compression.ts'
import { limits } from './limits.ts'
import { prepareRequest } from './request-state.ts'
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
      addresses.push({ method: one, url, answers: config?.answers ?? 'asset' })
  })
  app.decorate('comity', stateOf(options, addresses))
  app.decorateRequest('comity')
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerRefusal)
  takeEmptyBodies(app)
  app.setNotFoundHandler(() => {
    throw new ComityError('not-found')
  })
  await app.register(helmet, securityHeaders(options.behindTls))
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: limits.formBytes })
  await app.register(multipart, { throwFileSizeLimit: true })
  app.addHook('onRequest', prepareRequest)
  app.addHook('preValidation', async ({ params, query, body }) => mustBeStorable({ params, query, body }))
  app.addHook('onSend', compressAnswer)
  app.addHook('onResponse', async (request, reply) => {
    const facts = {
      reference: request.id,
      method: request.method,
      route: request.routeOptions.url ?? '',
      status: reply.statusCode,
    }
    options.log.debug({ ...facts, ms: Math.round(reply.elapsedTime) }, 'answered')
  })
  await documentApi(app)
  await serveAssets(app, options.assets)
  serveHealth(app)
  return app
}

/** Many programs say `application/json` with every POST, also where they send nothing: an empty body is no body. */
function takeEmptyBodies(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null) : parse(request, String(body), done),
  )
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
    perAddress: tokenBuckets(rates.address, bounds),
    perAccount: tokenBuckets(rates.account, bounds),
    errorText: catalogue(options.errorTexts),
  }
}

/** No inline script or style, no other site, no frame, no injected markup. */
function securityHeaders(behindTls: boolean) {
  const self = ["'self'"]
  const none = ["'none'"]
  return {
    strictTransportSecurity: behindTls,
    referrerPolicy: { policy: 'same-origin' as const },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        imgSrc: ["'self'", 'data:'],
        fontSrc: self,
        connectSrc: self,
        formAction: self,
        baseUri: none,
        frameAncestors: none,
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: none,
      },
    },
  }
}
