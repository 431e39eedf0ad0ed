import type { Actor, Node } from '@comity/accounts/contract'
import type { App, ErrorStatus } from '@comity/http'
import { openPages } from '@comity/testing/pages'
import { requestsErrorTexts } from './error-texts.ts'
import { requestsModule } from './server.ts'

export { sampleToken as bearerOf } from '@comity/testing/pages'

const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  internal: 500,
  'request-forged': 403,
  'request-incomplete': 422,
  'request-changed-meanwhile': 409,
  'step-not-possible': 409,
  'approver-is-drafter': 403,
  'attachment-too-large': 413,
  'attachment-kind': 422,
  'matter-not-found': 404,
  'matter-closed': 409,
  'thread-full': 409,
  'holder-gone': 409,
  'matter-has-open-requests': 409,
  'exhibit-not-found': 404,
  'request-not-found': 404,
  'filter-not-found': 404,
  'filters-full': 409,
  'edit-not-found': 404,
  'translation-behind': 409,
  'gate-closed': 409,
  'file-not-found': 404,
}
/** The API of one office behind real HTTP; `Bearer` {@link bearerOf} signs in. */
export function sampleApi(node: Node, people: readonly Actor[]): Promise<App> {
  return openPages({
    node,
    people,
    status,
    texts: requestsErrorTexts,
    navigation: () => [],
    register: async (app) => requestsModule().register(app, node),
  })
}
