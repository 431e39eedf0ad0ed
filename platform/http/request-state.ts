import { ComityError } from '@comity/errors'
import { isLang, negotiateLanguage } from '@comity/i18n'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AppState, RequestRoute } from './app.ts'
import { mustBeOwnSite } from './own-site.ts'
import { isOwnPath } from './page-answer.ts'

/** What every request gets before its route runs: language, notice of the page before, limits, and the check of its origin. */
export function prepareRequest(request: FastifyRequest, reply: FastifyReply): void {
  const state = request.server.comity
  reply.header('x-request-id', request.id)
  const query = queryOf(request)
  const notice = request.cookies[noticeCookie(state)]
  const wished = isLang(query['lang']) ? query['lang'] : undefined
  const lang = negotiateLanguage({
    query: wished,
    cookie: request.cookies[languageCookie(state)],
    acceptLanguage: request.headers['accept-language'],
  })
  // Strict schemas of pages and API do not name the language switch.
  delete query['lang']
  request.comity = {
    lang,
    notice: readNotice(notice),
    viewer: null,
    csrf: '',
    token: null,
    signedInBy: null,
    startedMs: state.world.clock.monotonicMs(),
  }
  if (wished) setCookie(reply, state, languageCookie(state), { value: wished, maxAgeSeconds: YEAR_SECONDS })
  if (isUnlimited(request)) return
  mustHaveTokens(state.perAddress.take(request.ip))
  if (request.method !== 'GET' && request.method !== 'HEAD') mustBeOwnSite(request, state.origin)
}

/** The same for what no route will take, and of which neither query nor cookies were read. */
export function prepareUnread(request: FastifyRequest): void {
  const lang = negotiateLanguage({ query: undefined, cookie: undefined, acceptLanguage: request.headers['accept-language'] })
  const startedMs = request.server.comity.world.clock.monotonicMs()
  request.comity = { lang, notice: null, viewer: null, csrf: '', token: null, signedInBy: null, startedMs }
}

/** @throws ComityError `too-many-attempts`. */
export function mustHaveTokens(taken: ReturnType<AppState['perAddress']['take']>): void {
  if (!taken.ok) throw new ComityError('too-many-attempts', { values: { seconds: taken.retryAfterSeconds } })
}

/** Path and query, without the language; `/` of what a browser would take for another site, as `//host`. */
export function ownUrl(request: FastifyRequest): string {
  const url = URL.parse(`http://localhost${request.url}`)
  if (!url) return '/'
  url.searchParams.delete('lang')
  const own = url.pathname + url.search
  return isOwnPath(own) ? own : '/'
}

/** Keeps a sentence for the next page. */
export function setNotice(reply: FastifyReply, state: AppState, text: string): void {
  const value = Buffer.from(text.slice(0, NOTICE_CHARACTERS)).toString('base64url')
  setCookie(reply, state, noticeCookie(state), { value, maxAgeSeconds: 60 })
}

/** Forgets that sentence, once shown. */
export function clearNotice(reply: FastifyReply, state: AppState): void {
  setCookie(reply, state, noticeCookie(state), { value: '', maxAgeSeconds: 0 })
}

/** A cookie that scripts cannot read and other sites' forms do not carry. Without an age it ends with the browser. */
export function setCookie(
  reply: FastifyReply,
  state: AppState,
  name: string,
  cookie: { readonly value: string; readonly maxAgeSeconds?: number },
): void {
  const age = cookie.maxAgeSeconds === undefined ? {} : { maxAge: cookie.maxAgeSeconds }
  reply.setCookie(name, cookie.value, { path: '/', httpOnly: true, sameSite: 'lax', secure: state.behindTls, ...age })
}

const YEAR_SECONDS = 31_536_000
/** A cookie holds 4 kB; a sentence in Chinese takes 4 characters of base64 per sign. */
const NOTICE_CHARACTERS = 400

function queryOf(request: FastifyRequest): Record<string, unknown> {
  const { query } = request
  return isRecord(query) ? query : {}
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** How the route of a request answers, and its address; undefined where none was found. Asked once: Fastify puts this together anew each time. */
export function routeOf(request: FastifyRequest): RequestRoute {
  return (request.comityRoute ??= factsOf(request))
}

/** Whether a page is asked for; of an address that is none, its beginning says it. */
export function wantsPage(request: FastifyRequest): boolean {
  const { answers } = routeOf(request)
  return answers === undefined ? !request.url.startsWith('/api/') : answers === 'page'
}

function factsOf(request: FastifyRequest): RequestRoute {
  const { url, config } = request.routeOptions
  return { url, answers: config.answers }
}

function isUnlimited(request: FastifyRequest): boolean {
  const { answers } = routeOf(request)
  return answers === 'raw' || answers === 'asset'
}

function readNotice(cookie: string | undefined): string | null {
  if (!cookie) return null
  return Buffer.from(cookie, 'base64url').toString('utf8').slice(0, NOTICE_CHARACTERS)
}

// Cookies do not know ports: nodes of one machine must not take each other's.
function noticeCookie(state: AppState): string {
  return `comity-${state.name}-notice`
}

function languageCookie(state: AppState): string {
  return `comity-${state.name}-lang`
}
