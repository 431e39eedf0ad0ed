import { AuthorityId, type Role, type UnitInput } from '@comity/accounts/contract'
import type { DemoNode } from '@comity/directory/server'

interface DemoPerson {
  readonly name: string
  readonly login: string
  readonly roles: readonly Role[]
  /** A guest's own authority, of the same State. */
  readonly guestOf?: { readonly id: AuthorityId; readonly name: string }
}

interface DemoUnit {
  readonly name: string
  readonly names: UnitInput['names']
  /** Logins. The head decides for the whole office and belongs to no unit. */
  readonly members: readonly string[]
}

/** The officers of the demonstration, all invented. They sign in by the links that are printed at start. */
export const demoPeople: Readonly<Record<DemoNode, readonly DemoPerson[]>> = {
  a: [
    { name: 'Amara Okoye', login: 'amara.okoye', roles: ['case-officer'] },
    { name: 'Viktor Lindqvist', login: 'viktor.lindqvist', roles: ['head'] },
    { name: 'Salma Haddad', login: 'salma.haddad', roles: ['registrar'] },
    { name: 'Tomás Ibarra', login: 'tomas.ibarra', roles: ['auditor'] },
    { name: 'Ingrid Vale', login: 'ingrid.vale', roles: ['administrator'] },
    { name: 'Mateo Ferraz', login: 'mateo.ferraz', roles: ['originator'] },
    { name: 'Hanna Petrova', login: 'hanna.petrova', roles: ['translator'] },
    { name: 'Kofi Mensah', login: 'kofi.mensah', roles: ['asset-officer'] },
  ],
  b: [
    { name: 'Nadia Karim', login: 'nadia.karim', roles: ['case-officer'] },
    { name: 'Yusuf Rahmani', login: 'yusuf.rahmani', roles: ['head'] },
    { name: 'Lin Zhao', login: 'lin.zhao', roles: ['registrar'] },
    { name: 'Elena Morozova', login: 'elena.morozova', roles: ['auditor'] },
    { name: 'Peter Achterberg', login: 'peter.achterberg', roles: ['administrator'] },
    { name: 'Leila Mansour', login: 'leila.mansour', roles: ['translator'] },
    { name: 'Oskar Brandt', login: 'oskar.brandt', roles: ['reviewer'] },
    { name: 'Mei Tanaka', login: 'mei.tanaka', roles: ['asset-officer'] },
    {
      name: 'Rashid Oumarou',
      login: 'rashid.oumarou',
      roles: ['executing-officer'],
      guestOf: { id: AuthorityId.parse('xb.high-court'), name: 'High Court of Bresonia' },
    },
  ],
  hub: [
    { name: 'Marta Solano', login: 'marta.solano', roles: ['registrar', 'administrator'] },
    { name: 'Daniel Osei', login: 'daniel.osei', roles: ['head'] },
  ],
}

/** The units of the demonstration's offices; who belongs to none works for the whole office. */
export const demoUnits: Readonly<Record<DemoNode, readonly DemoUnit[]>> = {
  a: [
    {
      name: 'Mutual legal assistance',
      names: {
        ar: 'المساعدة القانونية المتبادلة',
        es: 'Asistencia judicial recíproca',
        fr: 'Entraide judiciaire',
        ru: 'Взаимная правовая помощь',
        zh: '司法协助',
      },
      members: ['amara.okoye', 'salma.haddad', 'mateo.ferraz', 'hanna.petrova'],
    },
    {
      name: 'Asset recovery',
      names: {
        ar: 'استرداد الموجودات',
        es: 'Recuperación de activos',
        fr: 'Recouvrement d’avoirs',
        ru: 'Возвращение активов',
        zh: '资产追回',
      },
      members: ['amara.okoye', 'kofi.mensah', 'hanna.petrova'],
    },
  ],
  b: [],
  hub: [],
}
