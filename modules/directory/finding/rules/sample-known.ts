import { AuthorityId } from '@comity/accounts/contract'
import type { AuthorityDetails, Designation, ListedAuthority, StateFacts } from '../../contract.ts'
import { samplePoint } from '../../rules/sample-parts.ts'
import { knownTo, type Known, type KnownAuthority } from './known.ts'
import { anybody, type Reader } from './visible.ts'

export const mla: Designation = {
  id: 'mla',
  form: 'mutual-legal-assistance',
  instrument: 'UNCAC',
  territory: 'XB',
  languages: ['en', 'ar'],
}

export function sampleAuthority(id: string, changes: Partial<ListedAuthority> = {}): ListedAuthority {
  return {
    id: AuthorityId.parse(id),
    state: id.slice(0, 2).toUpperCase(),
    kind: 'prosecution',
    names: { en: `Authority ${id}` },
    address: '24 Cedar Avenue',
    designations: [],
    confirmedOn: '2026-03-01',
    ...changes,
  }
}

/** Details of every visibility, for one reader among several. */
export function sampleDetails(id: string): AuthorityDetails[] {
  const authority = AuthorityId.parse(id)
  const readers = [AuthorityId.parse('xa.central-authority')]
  const forMembers = samplePoint({
    id: 'duty',
    names: { en: 'Members desk' },
    visibility: 'members',
    phones: [{ number: '+000 777', use: 'voice' }],
  })
  const forNamed = samplePoint({
    id: 'secret',
    names: { en: 'Named desk' },
    visibility: { readers },
    phones: [{ number: '+000 888', use: 'mobile' }],
  })
  return [
    {
      authority,
      contactPoints: [samplePoint({ phones: [{ number: '+000 111', use: 'voice' }] })],
      memberships: [{ network: 'globe' }],
    },
    {
      authority,
      contactPoints: [forMembers],
      designations: [{ designation: 'mla', details: [{ visibility: 'members', remarks: 'Members remark' }] }],
    },
    {
      authority,
      contactPoints: [forNamed],
      designations: [{ designation: 'mla', details: [{ visibility: { readers }, remarks: 'Named remark' }] }],
    },
  ]
}

export function known(
  authorities: readonly ListedAuthority[],
  {
    details = [],
    reader = anybody,
    facts = null,
    own = null,
  }: {
    details?: readonly AuthorityDetails[]
    reader?: Reader
    facts?: StateFacts | null
    own?: StateFacts | null
  } = {},
): Known {
  const seen = authorities.map((authority): KnownAuthority =>
    knownTo(reader, { authority, details: details.filter((one) => one.authority === authority.id) }),
  )
  return {
    own: { code: 'XA', names: { en: 'Arlenia' }, listed: true, facts: own },
    state: { code: 'XB', names: { en: 'Bresonia' }, listed: true, facts },
    authorities: seen,
    secretariats: [],
    instruments: [],
    networks: [{ id: 'globe', short: 'GlobE', names: { en: 'GlobE' }, kind: 'anti-corruption' }],
  }
}

/** A State's facts in which it is party to UNCAC, or stands otherwise towards it. */
export function factsOf(status: 'party' | 'signatory' | 'not-party' | 'unknown', inForceOn?: string): StateFacts {
  const source = status === 'unknown' ? {} : { asOf: '2026-03-01', source: 'invented' }
  const since = inForceOn === undefined ? {} : { inForceOn }
  return { kind: 'other', instruments: [{ instrument: 'UNCAC', status, ...since, ...source }] }
}
