import type { Role } from '@comity/accounts/contract'
import type { DemoNode } from '@comity/directory/server'

/** An officer of a test network; invented. */
export interface Officer {
  readonly name: string
  readonly login: string
  readonly roles: readonly Role[]
}

/**
 * Who works where. Amara may do everything that a head may, as in a small office: that she cannot approve what she drafted is then due to
 * the rule of the second person alone.
 */
export const officers = {
  amara: { name: 'Amara Okoye', login: 'amara.okoye', roles: ['case-officer', 'head'] },
  viktor: { name: 'Viktor Lindqvist', login: 'viktor.lindqvist', roles: ['head'] },
  lin: { name: 'Lin Zhao', login: 'lin.zhao', roles: ['registrar'] },
  nadia: { name: 'Nadia Karim', login: 'nadia.karim', roles: ['case-officer'] },
  yusuf: { name: 'Yusuf Rahmani', login: 'yusuf.rahmani', roles: ['head'] },
} as const satisfies Record<string, Officer>

/** The officers of each node. */
export const officersOf: Readonly<Record<DemoNode, readonly Officer[]>> = {
  hub: [],
  a: [officers.amara, officers.viktor],
  b: [officers.lin, officers.nadia, officers.yusuf],
}
