import { AuthorityId } from '@comity/accounts/contract'
import type { Authority, Designation, NodeKeys, State } from '../contract.ts'
import { entryOf, type AuthorityWithoutKeys } from '../operations/join-file.ts'
import { demoNames } from './demo-names.ts'

/** The three invented members of the demonstration: codes that ISO 3166-1 leaves to users. */
export const demoStates: readonly State[] = [
  { code: 'XA', names: demoNames.arlenia },
  { code: 'XB', names: demoNames.bresonia },
  { code: 'ZZ', names: demoNames.network },
]

/** The authorities of the demonstration, by the short name of their node. */
export const demoAuthorities = {
  a: AuthorityId.parse('xa.central-authority'),
  b: AuthorityId.parse('xb.central-authority'),
  hub: AuthorityId.parse('zz.secretariat'),
} as const

/** Which of the demonstration's nodes. */
export type DemoNode = keyof typeof demoAuthorities

/** Where a demonstration's node is, and on which day its entry was confirmed. */
export interface DemoPlace {
  readonly nodeOrigin: string
  readonly confirmedOn: string
}

/** What a demonstration's authority says of itself in its application; invented to the last digit. */
export function demoAuthority(node: DemoNode, place: DemoPlace): AuthorityWithoutKeys {
  const id = demoAuthorities[node]
  return {
    id,
    hostedBy: id,
    ...about[node],
    ...place,
    names: { ...about[node].names },
    designations: [...about[node].designations],
  }
}

/** The directory entry of a demonstration's authority, with the keys of its node. */
export function demoAuthorityEntry(node: DemoNode, keys: NodeKeys, place: DemoPlace): Authority {
  return entryOf(keys, demoAuthority(node, place))
}

/** The State and name for `makeNodeKeys`. */
export function demoSubject(node: DemoNode): { readonly state: string; readonly name: string } {
  return { state: about[node].state, name: about[node].names.en }
}

// UNCAC art. 46(13)–(14): a State names its central authority and the languages in which it accepts requests.
function mutualLegalAssistance(territory: string, languages: string[]): Designation {
  return {
    form: 'mutual-legal-assistance',
    instrument: 'UNCAC',
    territory,
    languages,
    electronicAcceptance: true,
    urgentByInterpol: true,
  }
}

const about = {
  a: {
    state: 'XA',
    kind: 'central-authority',
    names: demoNames.centralAuthorityOfArlenia,
    address: '1 Harbour Square, 10000 Lenholm, Arlenia',
    email: 'cooperation@justice.arlenia.example',
    phone: '+000 10 000 0101',
    designations: [mutualLegalAssistance('XA', ['en', 'fr'])],
  },
  b: {
    state: 'XB',
    kind: 'central-authority',
    names: demoNames.centralAuthorityOfBresonia,
    address: '24 Cedar Avenue, 2200 Port Sabel, Bresonia',
    email: 'mla@prosecution.bresonia.example',
    phone: '+000 20 000 0202',
    designations: [mutualLegalAssistance('XB', ['en', 'ar'])],
  },
  hub: {
    state: 'ZZ',
    kind: 'secretariat',
    names: demoNames.secretariat,
    address: '7 Concord Lane, Comity Network',
    email: 'secretariat@comity.example',
    phone: '+000 30 000 0303',
    designations: [],
  },
} as const satisfies Record<
  DemoNode,
  Omit<AuthorityWithoutKeys, 'id' | 'hostedBy' | 'nodeOrigin' | 'confirmedOn' | 'designations' | 'names'> & {
    names: State['names']
    designations: readonly Designation[]
  }
>
