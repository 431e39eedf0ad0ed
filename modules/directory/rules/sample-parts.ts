import { AuthorityId } from '@comity/accounts/contract'
import { canonicalJson, sha256Hex } from '@comity/crypto'
import type { ContactPoint, Contents, MembersPart, NamedReadersPart, PartName, PublicPart, RegisterPart } from '../contract.ts'

/** One State's parts for all audiences, and the register: invented. */
export interface SampleParts {
  readonly register: RegisterPart
  readonly public: PublicPart
  readonly members: MembersPart
  readonly named: NamedReadersPart
}

const central = AuthorityId.parse('xa.central-authority')
const fiu = AuthorityId.parse('xa.financial-intelligence')
const reader = AuthorityId.parse('xb.central-authority')

export function samplePoint(changes: Partial<ContactPoint> = {}): ContactPoint {
  return {
    id: 'registry',
    role: 'registry',
    names: { en: 'Registry' },
    visibility: 'public',
    confirmedOn: '2026-03-01',
    ...changes,
  }
}

export function sampleParts(): SampleParts {
  const readers = [reader]
  const named: NamedReadersPart = {
    part: 'named',
    state: 'XA',
    salt: '22'.repeat(32),
    readers,
    details: [
      {
        authority: fiu,
        contactPoints: [
          samplePoint({ id: 'analyst-desk', visibility: { readers }, phones: [{ number: '+000 10 555', use: 'secure-voice' }] }),
        ],
      },
    ],
  }
  return {
    register: {
      part: 'register',
      networks: [{ id: 'globe', short: 'GlobE Network', names: { en: 'GlobE Network' }, kind: 'anti-corruption' }],
      instruments: [{ id: 'UNCAC', names: { en: 'United Nations Convention against Corruption' }, depositary: 'United Nations' }],
    },
    public: {
      part: 'public',
      state: 'XA',
      facts: {
        kind: 'other',
        instruments: [{ instrument: 'UNCAC', status: 'party', inForceOn: '2010-01-01', asOf: '2026-03-01', source: 'invented' }],
      },
      listed: [
        {
          id: fiu,
          state: 'XA',
          kind: 'fiu',
          names: { en: 'Financial Intelligence Unit' },
          address: '3 Harbour Square',
          designations: [{ form: 'fiu-cooperation', instrument: 'UNCAC', territory: 'XA', languages: ['en'] }],
          confirmedOn: '2026-03-01',
        },
      ],
      details: [{ authority: central, contactPoints: [samplePoint()], memberships: [{ network: 'globe', since: '2021-06-03' }] }],
    },
    members: {
      part: 'members',
      state: 'XA',
      salt: '11'.repeat(32),
      details: [
        {
          authority: central,
          contactPoints: [
            samplePoint({
              id: 'duty-desk',
              role: 'duty',
              visibility: 'members',
              phones: [{ number: '+000 10 777', use: 'voice' }],
            }),
          ],
        },
      ],
      named: [{ ...announced(named), readers }],
    },
    named,
  }
}

/** Contents that commit to these parts; `lie` falsifies what is announced. */
export function withParts(contents: Contents, parts: SampleParts, lie: Partial<PartName> = {}): Contents {
  return {
    ...contents,
    parts: [
      { of: 'register', audience: 'public', ...announced(parts.register) },
      { of: 'XA', audience: 'public', ...announced(parts.public), ...lie },
      { of: 'XA', audience: 'members', ...announced(parts.members) },
    ],
  }
}

export function announced(part: unknown): { sha256: string; bytes: number } {
  const bytes = Buffer.from(canonicalJson(part))
  return { sha256: sha256Hex(bytes), bytes: bytes.byteLength }
}
