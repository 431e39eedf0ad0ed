import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { App } from './app.ts'
import type { Part, ViewerOf } from './contract.ts'
import { limits } from './limits.ts'
import type { Downloaded, PageAnswer } from './page-answer.ts'
import { saidIn } from './problem-words.ts'
import { readForm } from './read-form.ts'
import type { RawForm, UploadLimits, UploadedFile } from './read-form.ts'
import { problemsOf } from './refusal.ts'
import { actOnce } from './sent-forms.ts'
import { clearNotice, ownUrl, setCookie, setNotice } from './request-state.ts'
import { findViewer, mustCarryToken } from './signed-in.ts'

/** Parts of a page call; `PageCall<{ params: typeof Params }>` names the call of a handler that stands alone. */
export interface PageParts {
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly public?: boolean
}

export interface PageCall<R extends PageParts = PageParts> {
  readonly params: Part<R, 'params'>
  readonly query: Part<R, 'query'>
  readonly body: Part<R, 'body'>
  readonly files: readonly UploadedFile[]
  readonly viewer: ViewerOf<R>
  readonly lang: Lang
  /** Path and query without `lang`. */
  readonly url: string
  /** The visitor's address, for limits on attempts. */
  readonly address: string
  /** As the browser names itself, at most 200 characters. */
  readonly userAgent: string
  /** The session or bearer token itself, for sign-out; null when signed out. */
  readonly sessionToken: string | null
}

/** A page: what it accepts. */
export interface PageRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, U extends boolean> {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly params?: P
  readonly query?: Q
  /** Of the form's fields, without the hidden token: strings, or lists of strings where a name occurs several times. */
  readonly body?: B
  /** Shown to signed-out visitors too; `viewer` may be null. */
  readonly public?: U
  /** Renders the form again with what was typed; without it a bad body is the error page `bad-input`. */
  readonly invalid?: (
    call: PageCall<{ params: P; query: Q; public: U }>,
    problems: readonly Problem[],
    raw: RawForm,
  ) => PageAnswer | Promise<PageAnswer>
  /** Accepts files, up to these limits (defaults in `limits`). */
  readonly upload?: UploadLimits
  /**
   * One opened form may be sent again and again, as one that saves what it holds. Left out, it acts once: what it makes is not made twice.
   * The function tells, where an address does both.
   */
  readonly again?: true | ((params: Part<{ params: P }, 'params'>) => boolean)
}

/**
 * Adds a page. Signed-out visitors of a page that is not public go to sign in and come back. A POST of a signed-in person
 * must carry the hidden field `csrf` of its session, which `Form` of `@comity/ui` writes.
 */
export function pageRoute<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  U extends boolean = false,
>(
  app: App,
  route: PageRoute<P, Q, B, U>,
  handler: (call: PageCall<{ params: P; query: Q; body: B; public: U }>) => PageAnswer | Promise<PageAnswer>,
): void {
  app.route({
    method: route.method,
    url: route.url,
    schema: { hide: true },
    config: { answers: 'page', again: route.again !== undefined },
    bodyLimit: route.upload === undefined ? limits.formBytes : (route.upload.filesBytes ?? limits.filesBytes) + limits.formBytes,
    // Before the body is read: what those signed out send should not fill the memory.
    onRequest: async (request, reply) => {
      await findViewer(request)
      if (route.public !== true && !request.comity.viewer) return sendToSignIn(request, reply)
    },
    handler: async (request, reply) => {
      const answer = await answerPage(request, route, handler)
      return sendPage(request, reply, answer)
    },
  })
}

async function answerPage<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, U extends boolean>(
  request: FastifyRequest,
  route: PageRoute<P, Q, B, U>,
  handler: (call: PageCall<{ params: P; query: Q; body: B; public: U }>) => PageAnswer | Promise<PageAnswer>,
): Promise<PageAnswer> {
  const form = await readForm(request, route.upload)
  if (route.method === 'POST') mustCarryToken(request, form.token)
  const { viewer, lang, token } = request.comity
  const params = parsePart(route.params, request.params, { code: 'not-found', lang })
  const query = parsePart(route.query, request.query, { code: 'bad-input', lang })
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, 200)
  const call = {
    params,
    query,
    viewer,
    lang,
    files: form.files,
    url: ownUrl(request),
    address: request.ip,
    userAgent,
    sessionToken: token,
  }
  const body = route.body?.safeParse(form.raw, saidIn(lang))
  // The parts were parsed by the very schemas that name their types, and a viewer is there unless the route is public.
  type Call = PageCall<{ params: P; query: Q; body: B; public: U }>
  if (body === undefined || body.success) {
    const act = async () => handler({ ...call, body: body?.data } as unknown as Call)
    return isRepeatable(route, params) ? act() : actOnce(request, form.token, act)
  }
  const problems = problemsOf(body.error)
  if (route.invalid === undefined) throw new ComityError('bad-input', { problems })
  return route.invalid(
    { ...call, body: undefined } as unknown as PageCall<{ params: P; query: Q; public: U }>,
    problems,
    form.raw,
  )
}

function isRepeatable<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, U extends boolean>(
  { method, again }: PageRoute<P, Q, B, U>,
  params: unknown,
): boolean {
  if (method === 'GET' || again === true) return true
  // The parameters were parsed by the very schema that names their type.
  return again?.(params as Part<{ params: P }, 'params'>) ?? false
}

function parsePart(
  schema: z.ZodType | undefined,
  given: unknown,
  { code, lang }: { readonly code: 'not-found' | 'bad-input'; readonly lang: Lang },
): unknown {
  const parsed = schema?.safeParse(given, saidIn(lang))
  if (parsed === undefined || parsed.success) return parsed?.data
  throw new ComityError(code, { problems: problemsOf(parsed.error) })
}

function sendToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // What was typed into a form cannot be kept across the sign-in, so the way back leads to the page, not to the act.
  const back = request.method === 'GET' ? ownUrl(request) : '/'
  return reply.redirect(`/sign-in?next=${encodeURIComponent(back)}`, 303)
}

function sendPage(request: FastifyRequest, reply: FastifyReply, answer: PageAnswer): FastifyReply {
  const app = request.server.comity
  reply.header('cache-control', 'no-store')
  if (answer.kind === 'download') return sendFile(reply, answer.file)
  if (answer.kind === 'redirect') {
    if (answer.notice !== undefined) setNotice(reply, app, answer.notice)
    if (answer.sessionToken !== undefined) {
      setCookie(
        reply,
        app,
        app.sessionCookie,
        answer.sessionToken === null ? { value: '', maxAgeSeconds: 0 } : { value: answer.sessionToken },
      )
    }
    return reply.redirect(answer.url, 303)
  }
  const { lang, viewer } = request.comity
  const { title, body, status = 200, current = null, breadcrumbs = [] } = answer.page
  const notice = answer.page.notice ?? request.comity.notice
  if (request.comity.notice !== null) clearNotice(reply, app)
  const html = app.shell({ title, current, breadcrumbs, body, notice, viewer, lang, url: ownUrl(request) })
  return reply.status(status).header('content-type', 'text/html; charset=utf-8').send(html)
}

function sendFile(reply: FastifyReply, file: Downloaded): FastifyReply {
  const plain = file.name.replace(/[^\w.-]+/g, '_').slice(0, 100)
  // RFC 6266 with RFC 8187 for names beyond ASCII; a policy of its own, should a browser show it after all.
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return reply
    .header('content-type', file.mediaType)
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${name}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength))
}
