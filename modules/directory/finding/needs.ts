import type { Form, measureKinds, networkKinds } from '../contract.ts'

type Measure = (typeof measureKinds)[number]
type NetworkKind = (typeof networkKinds)[number]

/** What an officer needs from another State, in the words in which officers ask. */
export const needs = [
  'bank-records',
  'registers-and-records',
  'tracing',
  'freezing',
  'confiscation',
  'direct-recovery',
  'service-of-documents',
  'statement',
  'video-hearing',
  'search-and-seizure',
  'preservation',
  'locating-a-person',
  'special-techniques',
  'temporary-transfer',
  'officials-present',
  'extradition',
  'sentenced-person',
  'transfer-of-proceedings',
  'joint-investigation',
  'police-information',
  'fiu-information',
  'passing-on-information',
] as const
/** One of {@link needs}. */
export type Need = (typeof needs)[number]

/** What a need means in the words of designations. */
export interface NeedMeaning {
  readonly form: Form
  /** Any of them; none where the form says it all. */
  readonly measures: readonly Measure[]
  /** Networks whose contact points can say who is competent, the nearest first. */
  readonly networks: readonly NetworkKind[]
  /** Whether financial intelligence units may hold something of it between themselves: for intelligence, never for evidence. */
  readonly byFiu: boolean
}

const mla = 'mutual-legal-assistance'
const judicial: readonly NetworkKind[] = ['judicial', 'anti-corruption']
const assets: readonly NetworkKind[] = ['asset-recovery', 'judicial', 'anti-corruption']

/** UNCAC art. 46(3) and chapter V, as what people say they need. */
export const meanings: Readonly<Record<Need, NeedMeaning>> = {
  'bank-records': {
    form: mla,
    measures: ['bank-account-information', 'bank-transactions', 'bank-monitoring'],
    networks: assets,
    byFiu: true,
  },
  'registers-and-records': {
    form: mla,
    measures: ['provide-records', 'provide-information', 'examine-object-or-site'],
    networks: judicial,
    byFiu: false,
  },
  tracing: { form: mla, measures: ['trace-for-evidence', 'trace-or-freeze-proceeds'], networks: assets, byFiu: true },
  freezing: { form: mla, measures: ['trace-or-freeze-proceeds'], networks: assets, byFiu: true },
  confiscation: { form: mla, measures: ['recover-assets'], networks: assets, byFiu: false },
  'direct-recovery': { form: 'direct-recovery', measures: [], networks: assets, byFiu: false },
  'service-of-documents': { form: mla, measures: ['serve-document'], networks: judicial, byFiu: false },
  statement: { form: mla, measures: ['take-statement', 'voluntary-appearance'], networks: judicial, byFiu: false },
  'video-hearing': { form: mla, measures: ['video-hearing'], networks: judicial, byFiu: false },
  'search-and-seizure': { form: mla, measures: ['search-or-seize'], networks: judicial, byFiu: false },
  preservation: { form: mla, measures: ['preserve-evidence', 'freeze-evidence'], networks: judicial, byFiu: false },
  'locating-a-person': { form: mla, measures: ['locate-person'], networks: judicial, byFiu: false },
  'special-techniques': {
    form: mla,
    measures: ['interception', 'controlled-delivery', 'covert-investigation'],
    networks: ['judicial', 'police', 'anti-corruption'],
    byFiu: false,
  },
  'temporary-transfer': { form: mla, measures: ['temporary-transfer'], networks: judicial, byFiu: false },
  'officials-present': { form: mla, measures: ['presence-of-officials'], networks: judicial, byFiu: false },
  extradition: { form: 'extradition', measures: [], networks: ['judicial', 'police'], byFiu: false },
  'sentenced-person': { form: 'transfer-of-sentenced-person', measures: [], networks: ['judicial'], byFiu: false },
  'transfer-of-proceedings': { form: 'transfer-of-proceedings', measures: [], networks: ['judicial'], byFiu: false },
  'joint-investigation': {
    form: 'joint-investigation',
    measures: [],
    networks: ['judicial', 'anti-corruption', 'police'],
    byFiu: false,
  },
  'police-information': {
    form: 'law-enforcement-cooperation',
    measures: [],
    networks: ['anti-corruption', 'police'],
    byFiu: false,
  },
  'fiu-information': { form: 'fiu-cooperation', measures: [], networks: ['fiu'], byFiu: true },
  'passing-on-information': {
    form: 'spontaneous-information',
    measures: [],
    networks: ['anti-corruption', 'judicial'],
    byFiu: false,
  },
}
