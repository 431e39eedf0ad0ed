import { AuthorityId } from '@comity/accounts/contract'
import type { AuthorityDetails, ContactPoint, ListedAuthority, Names } from '@comity/directory/contract'
import type { Believed } from '../../../modules/directory/rows-store.ts'
import { referenceStates } from '../../../modules/directory/rules/reference.ts'

/** How large the directory of a network of nearly all States is. */
export const size = { states: 200, authoritiesOfState: 25, pointsOfAuthority: 10 } as const

const kinds = [
  {
    kind: 'central-authority',
    names: {
      en: 'Central Authority',
      fr: 'Autorité centrale',
      es: 'Autoridad Central',
      ru: 'Центральный орган',
      ar: 'السلطة المركزية',
      zh: '中央机关',
    },
  },
  {
    kind: 'prosecution',
    names: {
      en: 'Office of the Prosecutor',
      fr: 'Parquet',
      es: 'Fiscalía',
      ru: 'Прокуратура',
      ar: 'النيابة العامة',
      zh: '检察院',
    },
  },
  {
    kind: 'fiu',
    names: {
      en: 'Financial Intelligence Unit',
      fr: 'Cellule de renseignement financier',
      es: 'Unidad de Inteligencia Financiera',
      ru: 'Подразделение финансовой разведки',
      ar: 'وحدة الاستخبارات المالية',
      zh: '金融情报机构',
    },
  },
  {
    kind: 'anti-corruption',
    names: {
      en: 'Anti-Corruption Commission',
      fr: 'Commission anticorruption',
      es: 'Comisión Anticorrupción',
      ru: 'Комиссия по борьбе с коррупцией',
      ar: 'هيئة مكافحة الفساد',
      zh: '反腐败委员会',
    },
  },
  {
    kind: 'asset-recovery',
    names: {
      en: 'Asset Recovery Office',
      fr: 'Bureau de recouvrement des avoirs',
      es: 'Oficina de Recuperación de Activos',
      ru: 'Бюро по возвращению активов',
      ar: 'مكتب استرداد الموجودات',
      zh: '资产追回办公室',
    },
  },
] as const
const syllables = ['ba', 'ren', 'to', 'lim', 'ga', 'sor', 'ven', 'ka', 'du', 'mir', 'el', 'shan', 'por', 'ti', 'zu', 'hal']

/** An invented place, the same for the same number. */
export function placeOf(number: number): string {
  const word = [number, number >> 4, number >> 8].map((part) => syllables[part % syllables.length] ?? '').join('')
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

/** An invented directory of that size, in the form in which a node puts it into its rows. */
export function largeDirectory(): Believed {
  const states = referenceStates.slice(0, size.states)
  const listings = new Map(
    states.map(({ code, names }, place) => {
      const listed = Array.from({ length: size.authoritiesOfState }, (_, at) => authority(code, names, place * 100 + at))
      const details = listed.map((one, at) => detailsOf(one.id, place * 100 + at))
      return [code, { state: code, facts: { kind: 'un-member' as const, instruments: [] }, listed, details }]
    }),
  )
  return { states, entries: [], listings, register: { networks: [], instruments: [] } }
}

function authority(code: string, state: Names, number: number): ListedAuthority {
  const { kind, names } = kinds[number % kinds.length] ?? kinds[0]
  const place = placeOf(number * 7)
  const named = Object.fromEntries(Object.entries(names).map(([lang, name]) => [lang, `${name}, ${place}, ${state.en}`]))
  return {
    id: AuthorityId.parse(`${code.toLowerCase()}.office-${number}`),
    state: code,
    kind,
    names: { ...named, en: `${names.en} ${place}, ${state.en}` },
    address: `${number} ${place} Street`,
    designations: [
      {
        id: 'mla',
        form: 'mutual-legal-assistance',
        instrument: 'UNCAC',
        territory: code,
        languages: ['en', 'fr'],
        electronicAcceptance: true,
      },
    ],
    confirmedOn: '2026-03-01',
  }
}

function detailsOf(id: AuthorityId, number: number): AuthorityDetails {
  const contactPoints = Array.from({ length: size.pointsOfAuthority }, (_, at): ContactPoint => {
    const place = placeOf(number * 31 + at)
    return {
      id: `desk-${at}`,
      role: 'desk',
      names: { en: `Desk ${place}`, ru: `Отдел ${place}`, zh: `办事台 ${place}` },
      visibility: at % 3 === 0 ? 'public' : 'members',
      phones: [{ number: `+000 ${number} ${at}`, use: 'voice' }],
      hours: { timeZone: 'Africa/Nairobi', weekly: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' }] },
      confirmedOn: '2026-03-01',
    }
  })
  return { authority: id, contactPoints }
}
