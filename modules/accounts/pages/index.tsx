import type { App } from '@comity/http'
import type { Node } from '../contract.ts'
import { registerPeoplePages } from './people-routes.ts'
import { registerPersonPages } from './person-routes.ts'
import { registerProfilePages } from './profile-routes.ts'
import { registerResetPages } from './reset-routes.ts'
import { registerSignInPages } from './sign-in-routes.ts'
import { registerUnitPages } from './unit-routes.ts'

export { rolesText } from './roles-text.ts'

/** All pages of people and sessions. */
export function registerPages(app: App, node: Node, home: string): void {
  registerSignInPages(app, node, home)
  registerResetPages(app, node)
  registerProfilePages(app, node)
  registerPeoplePages(app, node)
  registerUnitPages(app, node)
  registerPersonPages(app, node)
}
