import { ComityError } from '@comity/errors'
import type { FastifyRequest } from 'fastify'

/**
 * A request that changes something must come from this node's own pages, or from no page at all (Fetch Metadata, OWASP CSRF
 * cheat sheet). Programs send neither header; they hold a bearer token, or the token in the form stops them.
 *
 * @throws ComityError `request-forged`.
 */
export function mustBeOwnSite(request: Pick<FastifyRequest, 'headers'>, origin: string): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new ComityError('request-forged')
  const from = request.headers.origin
  if (from !== undefined && from !== origin) throw new ComityError('request-forged')
}
