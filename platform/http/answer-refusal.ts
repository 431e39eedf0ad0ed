import type { FastifyReply, FastifyRequest } from 'fastify'
import { ErrorPage } from './error-page.tsx'
import { errorPageText } from './messages.ts'
import { refusalOf } from './refusal.ts'
import type { RefusalFacts } from './refusal.ts'
import { ownUrl, routeOf, wantsPage } from './request-state.ts'

/** Says an error in the way of its route: a page, or problem+json (RFC 9457). The log gets the whole of it, the caller a reference. */
export function answerRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { errorStatus, log } = request.server.comity
  const refusal = refusalOf(error)
  const status = errorStatus[refusal.code]
  const facts = { reference: request.id, code: refusal.code, route: routeOf(request).url ?? '', method: request.method }
  if (refusal.code === 'internal') log.error({ ...facts, error }, 'a request failed')
  else if (status >= 500) log.warn({ ...facts, error }, 'a request could not be served')
  const seconds = refusal.values['seconds']
  if (refusal.code === 'too-many-attempts' && seconds !== undefined) reply.header('retry-after', String(seconds))
  reply.header('cache-control', 'no-store').status(status)
  return wantsPage(request) ? sendPage(request, reply, refusal) : sendProblem(request, reply, refusal)
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, { code, problems, values }: RefusalFacts): FastifyReply {
  const { errorText } = request.server.comity
  const status = reply.statusCode
  const title = errorText(request.comity?.lang ?? 'en')(code, values)
  const document = { type: `urn:comity:error:${code}`, title, status, instance: `urn:uuid:${request.id}`, code, problems }
  // `serializer` keeps the schema of the route's own answers out of the way.
  return reply.serializer(JSON.stringify).header('content-type', 'application/problem+json; charset=utf-8').send(document)
}

function sendPage(request: FastifyRequest, reply: FastifyReply, refusal: RefusalFacts): FastifyReply {
  const { shell, errorText } = request.server.comity
  const { lang, viewer } = request.comity
  const t = errorPageText(lang)
  const title = t(refusal.code === 'not-found' ? 'title-not-found' : reply.statusCode < 500 ? 'title-refused' : 'title-failed')
  const body = ErrorPage({
    lang,
    title,
    explanation: errorText(lang)(refusal.code, refusal.values),
    problems: refusal.problems,
    reference: request.id,
  })
  const html = shell({ title, current: null, breadcrumbs: [], body, notice: null, viewer, lang, url: ownUrl(request) })
  return reply.header('content-type', 'text/html; charset=utf-8').send(html)
}
