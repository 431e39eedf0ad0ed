import type { Actor, Node } from '@comity/accounts/contract'
import type { App, ErrorStatus } from '@comity/http'
import { openPages } from '@comity/testing/pages'
import { recoveryModule } from '../server.ts'
import { registerPages } from './index.tsx'
import { sayIn } from './texts.ts'

export { sampleToken } from '@comity/testing/pages'

const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  internal: 500,
  'request-forged': 403,
  'request-not-found': 404,
  'matter-not-found': 404,
  'asset-not-found': 404,
  'asset-step-not-possible': 409,
  'asset-step-incomplete': 422,
  'asset-amount-exceeded': 422,
  'asset-order-exceeded': 422,
  'asset-not-heard': 409,
  'asset-shares-differ': 422,
}

/** The pages and the API of one office. */
export function samplePages(node: Node, people: readonly Actor[]): Promise<App> {
  return openPages({
    node,
    people,
    status,
    navigation: (lang) => [{ href: '/assets', label: sayIn(lang)('title') }],
    register: async (app) => {
      await recoveryModule().register(app, node)
      registerPages(app, node)
    },
  })
}
