import { z } from 'zod'

/** Forms of cooperation (UNCAC chapters IV and V); the designation says who is competent for which. */
export const forms = [
  'mutual-legal-assistance',
  'extradition',
  'transfer-of-sentenced-person',
  'transfer-of-proceedings',
  'spontaneous-information',
  'law-enforcement-cooperation',
  'fiu-cooperation',
  'joint-investigation',
  'direct-recovery',
] as const
/** One of {@link forms}. */
export const Form = z.enum(forms)
export type Form = z.output<typeof Form>

/** Measures of UNCAC art. 46(3) and chapter V that an item of a request may ask for (reference: one kind, one outcome). */
export const measureKinds = [
  'take-statement',
  'serve-document',
  'search-or-seize',
  'freeze-evidence',
  'examine-object-or-site',
  'provide-information',
  'provide-records',
  'trace-for-evidence',
  'voluntary-appearance',
  'trace-or-freeze-proceeds',
  'recover-assets',
  'locate-person',
  'bank-account-information',
  'bank-transactions',
  'bank-monitoring',
  'interception',
  'preserve-evidence',
  'controlled-delivery',
  'covert-investigation',
  'temporary-transfer',
  'presence-of-officials',
  'video-hearing',
  'other',
] as const

/** Offences of UNCAC chapter III, in the order of its articles; `other` are those that another instrument covers. */
export const offenceKinds = [
  'bribery-national-official',
  'bribery-foreign-official',
  'embezzlement-public',
  'trading-in-influence',
  'abuse-of-functions',
  'illicit-enrichment',
  'bribery-private',
  'embezzlement-private',
  'money-laundering',
  'concealment',
  'obstruction-of-justice',
  'other',
] as const

/** The articles of UNCAC that establish {@link offenceKinds}. */
export const offenceArticles: Readonly<Record<(typeof offenceKinds)[number], string>> = {
  'bribery-national-official': '15',
  'bribery-foreign-official': '16',
  'embezzlement-public': '17',
  'trading-in-influence': '18',
  'abuse-of-functions': '19',
  'illicit-enrichment': '20',
  'bribery-private': '21',
  'embezzlement-private': '22',
  'money-laundering': '23',
  concealment: '24',
  'obstruction-of-justice': '25',
  other: '–',
}
