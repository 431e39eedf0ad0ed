import { AuthorityId } from '@comity/accounts/contract'
import type { AuthorityDetails, ContactPoint, Hours, InstrumentStatus, ListedAuthority, Names, StateFacts } from '../contract.ts'
import { emptyListing } from '../rules/entry.ts'
import type { StateListing } from '../rules/read-parts.ts'
import { demoAuthorities, demoStates } from './demo-directory.ts'
import { demoDesks, demoInstitutions } from './demo-institutions.ts'

/** What the demonstration's directory says of its invented States besides who has a node; invented to the last digit. */
export function demoListings(confirmedOn: string): StateListing[] {
  return demoStates.map(({ code }) => {
    if (code === 'XA') return arlenia(confirmedOn)
    return code === 'XB' ? bresonia(confirmedOn) : emptyListing(code)
  })
}

const office = (timeZone: string): Hours => ({ timeZone, weekly: [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' }] })

function arlenia(confirmedOn: string): StateListing {
  const zone = 'Europe/Lisbon'
  const central: AuthorityDetails = {
    authority: demoAuthorities.a,
    contactPoints: [
      desk('registry', demoDesks.registry, {
        role: 'registry',
        visibility: 'public',
        languages: ['en', 'fr'],
        phones: [{ number: '+000 10 000 0111', use: 'voice' }],
        emails: ['registry@justice.arlenia.example'],
        hours: office(zone),
        deputies: ['incoming'],
        confirmedOn,
      }),
      desk('incoming', demoDesks.incoming, {
        role: 'desk',
        visibility: 'public',
        languages: ['en', 'fr', 'es'],
        phones: [{ number: '+000 10 000 0112', use: 'voice' }],
        hours: office(zone),
        confirmedOn,
      }),
      desk('duty', demoDesks.duty, {
        role: 'duty',
        visibility: 'members',
        languages: ['en'],
        phones: [{ number: '+000 10 000 0199', use: 'mobile' }],
        hours: office(zone),
        onCall: { phone: '+000 10 000 0199' },
        confirmedOn,
      }),
      desk('bresonia', demoDesks.neighbour, {
        role: 'liaison',
        visibility: { readers: [demoAuthorities.a, demoAuthorities.b] },
        phones: [{ number: '+000 10 000 0150', use: 'secure-voice' }],
        confirmedOn,
      }),
    ],
    memberships: [{ network: 'globe', since: '2021-06-03' }, { network: 'carin' }],
  }
  return {
    state: 'XA',
    facts: facts([party('UNCAC', '2006-02-14'), party('UNTOC', '2004-09-01'), { instrument: 'OECD-ABC', status: 'unknown' }]),
    listed: [
      listed(
        'xa.financial-intelligence-unit',
        'fiu',
        demoInstitutions.fiuOfArlenia,
        '5 Exchange Row, 10000 Lenholm, Arlenia',
        confirmedOn,
      ),
      listed(
        'xa.anti-corruption-commission',
        'anti-corruption',
        demoInstitutions.commissionOfArlenia,
        '9 Mint Street, 10000 Lenholm, Arlenia',
        confirmedOn,
      ),
      listed(
        'xa.company-register',
        'registry',
        demoInstitutions.registerOfArlenia,
        '2 Chamber Quay, 10000 Lenholm, Arlenia',
        lastYear(confirmedOn),
      ),
    ],
    details: [
      central,
      {
        authority: AuthorityId.parse('xa.financial-intelligence-unit'),
        memberships: [{ network: 'egmont', since: '2009-05-27' }],
      },
    ],
  }
}

function bresonia(confirmedOn: string): StateListing {
  return {
    state: 'XB',
    facts: facts([
      party('UNCAC', '2009-11-20'),
      { instrument: 'ETS-173', status: 'signatory', signedOn: '2018-03-01', asOf: '2026-01-15', source: demoSource },
    ]),
    listed: [
      listed(
        'xb.asset-recovery-office',
        'asset-recovery',
        demoInstitutions.assetsOfBresonia,
        '30 Cedar Avenue, 2200 Port Sabel, Bresonia',
        confirmedOn,
      ),
      listed(
        'xb.supreme-audit-office',
        'supreme-audit',
        demoInstitutions.auditOfBresonia,
        '1 Ledger Square, 2200 Port Sabel, Bresonia',
        lastYear(confirmedOn),
      ),
    ],
    details: [
      {
        authority: demoAuthorities.b,
        contactPoints: [
          desk('registry', demoDesks.registry, {
            role: 'registry',
            visibility: 'public',
            languages: ['en', 'ar'],
            phones: [{ number: '+000 20 000 0211', use: 'voice' }],
            hours: { timeZone: 'Asia/Amman', weekly: [{ days: [1, 2, 3, 4, 7], from: '08:00', to: '15:30' }] },
            confirmedOn,
          }),
          desk('duty', demoDesks.duty, {
            role: 'duty',
            visibility: 'members',
            languages: ['ar', 'en'],
            phones: [{ number: '+000 20 000 0299', use: 'mobile' }],
            confirmedOn,
          }),
        ],
        memberships: [{ network: 'globe' }, { network: 'mena-arin' }],
      },
      { authority: AuthorityId.parse('xb.asset-recovery-office'), memberships: [{ network: 'mena-arin' }] },
    ],
  }
}

const demoSource = 'Invented for the demonstration'

function facts(instruments: InstrumentStatus[]): StateFacts {
  return { kind: 'other', instruments, remarks: demoSource }
}

function party(instrument: string, inForceOn: string): InstrumentStatus {
  return { instrument, status: 'party', inForceOn, asOf: '2026-01-15', source: demoSource }
}

function desk(id: string, names: Names, more: Omit<ContactPoint, 'id' | 'names'>): ContactPoint {
  return { id, names: { ...names }, ...more }
}

function listed(id: string, kind: ListedAuthority['kind'], names: Names, address: string, confirmedOn: string): ListedAuthority {
  const state = id.slice(0, 2).toUpperCase()
  return {
    id: AuthorityId.parse(id),
    state,
    kind,
    names: { ...names },
    address,
    designations: designationsOf(kind, state),
    source: demoSource,
    confirmedOn,
  }
}

function designationsOf(kind: ListedAuthority['kind'], territory: string): ListedAuthority['designations'] {
  if (kind === 'fiu')
    return [
      {
        id: 'fiu',
        form: 'fiu-cooperation',
        instrument: 'UNCAC',
        territory,
        languages: ['en'],
        offences: ['money-laundering'],
        channels: [{ channel: 'egmont-secure-web' }],
      },
    ]
  if (kind === 'asset-recovery')
    return [
      {
        id: 'assets',
        form: 'direct-recovery',
        instrument: 'UNCAC',
        territory,
        languages: ['en', 'ar'],
        measures: ['trace-or-freeze-proceeds', 'recover-assets'],
        channels: [{ channel: 'direct' }],
        formalities: [{ formality: 'certified-translation' }],
      },
    ]
  if (kind === 'anti-corruption')
    return [
      {
        id: 'inquiries',
        form: 'law-enforcement-cooperation',
        instrument: 'UNCAC',
        territory,
        languages: ['en', 'fr'],
        electronicAcceptance: true,
        channels: [{ channel: 'globe-platform' }, { channel: 'secure-e-mail' }],
      },
    ]
  return []
}

function lastYear(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 400 * 86_400_000).toISOString().slice(0, 10)
}
