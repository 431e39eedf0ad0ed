import { ComityError } from '@comity/errors'
import type { FastifyRequest } from 'fastify'
import type { Credentials } from './app.ts'
import type { Viewer } from './contract.ts'
import { maskToken, matchesToken } from './csrf.ts'
import { mustHaveTokens } from './request-state.ts'

/** Finds out who asks, by bearer token or session cookie, and counts the request for that person. */
export async function findViewer(request: FastifyRequest): Promise<void> {
  const app = request.server.comity
  const credentials = credentialsOf(request, app.sessionCookie)
  if (!credentials) return
  const viewer = await app.authenticate(credentials)
  if (!viewer) return
  mustHaveTokens(app.perAccount.take(viewer.actor.id))
  const state = request.comity
  state.csrf = viewer.csrf
  state.token = credentials.token
  state.signedInBy = credentials.kind
  state.viewer = { ...viewer, csrf: maskToken(viewer.csrf, app.world.chance) }
}

/** @throws ComityError `not-signed-in`. */
export function mustBeSignedIn(request: FastifyRequest): Viewer {
  if (!request.comity.viewer) throw new ComityError('not-signed-in')
  return request.comity.viewer
}

/**
 * What changes something by the session cookie must also carry the token of that session; bearer tokens need none, since
 * browsers never send them by themselves.
 *
 * @throws ComityError `request-forged`.
 */
export function mustCarryToken(request: FastifyRequest, field: unknown): void {
  if (request.comity.signedInBy !== 'session') return
  if (!matchesToken(field, request.comity.csrf)) throw new ComityError('request-forged')
}

function credentialsOf(request: FastifyRequest, sessionCookie: string): Credentials | null {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
  if (bearer !== undefined) return { kind: 'bearer', token: bearer }
  const cookie = request.cookies[sessionCookie]
  if (cookie !== undefined && /^[\w-]{20,200}$/.test(cookie)) return { kind: 'session', token: cookie }
  return null
}
