import type { Role } from '@comity/accounts/contract'
import type { DemoNode } from '@comity/directory/server'

interface DemoPerson {
  readonly name: string
  readonly login: string
  readonly roles: readonly Role[]
}

/** The officers of the demonstration, all invented. They sign in by the links that are printed at start. */
export const demoPeople: Readonly<Record<DemoNode, readonly DemoPerson[]>> = {
  a: [
    { name: 'Amara Okoye', login: 'amara.okoye', roles: ['case-officer'] },
    { name: 'Viktor Lindqvist', login: 'viktor.lindqvist', roles: ['head'] },
    { name: 'Salma Haddad', login: 'salma.haddad', roles: ['registrar'] },
    { name: 'Tomás Ibarra', login: 'tomas.ibarra', roles: ['auditor'] },
    { name: 'Ingrid Vale', login: 'ingrid.vale', roles: ['administrator'] },
  ],
  b: [
    { name: 'Nadia Karim', login: 'nadia.karim', roles: ['case-officer'] },
    { name: 'Yusuf Rahmani', login: 'yusuf.rahmani', roles: ['head'] },
    { name: 'Lin Zhao', login: 'lin.zhao', roles: ['registrar'] },
    { name: 'Elena Morozova', login: 'elena.morozova', roles: ['auditor'] },
    { name: 'Peter Achterberg', login: 'peter.achterberg', roles: ['administrator'] },
  ],
  hub: [
    { name: 'Marta Solano', login: 'marta.solano', roles: ['registrar', 'administrator'] },
    { name: 'Daniel Osei', login: 'daniel.osei', roles: ['head'] },
  ],
}
