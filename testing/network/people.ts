import type { Role } from '@comity/accounts/contract'
import type { DemoNode } from '@comity/directory/server'

/** An officer of a test network; invented. */
export interface Officer {
  readonly name: string
  readonly login: string
  readonly roles: readonly Role[]
  /** The authority of the same State that a guest of the node works for. */
  readonly guestOf?: string
}

/** A second authority of Bresonia, which only networks with a tribunal have. */
export const tribunal = 'xb.anti-corruption-tribunal'

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

/** Who else works in the days of an office: those who keep the ledgers, and the tribunal of Bresonia, of which Omar is a guest on its State's node. */
export const moreOfficers = {
  ines: { name: 'Ines Albrecht', login: 'ines.albrecht', roles: ['asset-officer'] },
  samir: { name: 'Samir Haddad', login: 'samir.haddad', roles: ['asset-officer'] },
  omar: { name: 'Omar Belkacem', login: 'omar.belkacem', roles: ['executing-officer'], guestOf: tribunal },
  tia: { name: 'Tia Marchetti', login: 'tia.marchetti', roles: ['registrar', 'case-officer'] },
  dora: { name: 'Dora Lindgren', login: 'dora.lindgren', roles: ['head'] },
} as const satisfies Record<string, Officer>

/** Who may stand on the fourth node of a test network: a second authority of Bresonia, or the central authority of a third State. */
export const furtherAuthorities = { tribunal, caldova: 'xc.central-authority' } as const
export type Further = keyof typeof furtherAuthorities

/** A node of a test network; `c` is that of the further authority. */
export type TestNode = DemoNode | 'c'

/** The officers of each node. */
export const officersOf: Readonly<Record<TestNode, readonly Officer[]>> = {
  hub: [],
  a: [officers.amara, officers.viktor, moreOfficers.ines],
  b: [officers.lin, officers.nadia, officers.yusuf, moreOfficers.samir, moreOfficers.omar],
  c: [moreOfficers.tia, moreOfficers.dora],
}
