import type { MeasureDetails, MeasureKind } from '../contract.ts'

/** A detail of a measure, by its name in the contract. */
export type DetailName = keyof MeasureDetails

/** A detail that a kind of measure asks for. */
export interface AskedDetail {
  readonly name: DetailName
  /** The article that asks for it, as findings cite it. */
  readonly article: string
  /** Its lack is no finding: it is asked for only where so wished or so known. */
  readonly optional?: true
}

const homeLaw: AskedDetail = { name: 'homeLaw', article: 'WA 37(1)(d)' }

function ask(name: DetailName, article: string): AskedDetail {
  return { name, article }
}

function may(name: DetailName, article: string): AskedDetail {
  return { name, article, optional: true }
}

/** Reference §2.2: what each kind of measure adds to its description. */
export const detailsOfKind: Readonly<Record<MeasureKind, readonly AskedDetail[]>> = {
  'take-statement': [ask('person', '46(3)(a)'), ask('questions', '46(3)(a)'), may('place', '46(3)(a)')],
  'serve-document': [ask('person', '46(3)(b)'), may('periodUntil', 'E30 7(3)')],
  'search-or-seize': [ask('place', '46(3)(c)'), homeLaw],
  'freeze-evidence': [ask('place', '46(3)(c)'), homeLaw],
  'examine-object-or-site': [ask('place', '46(3)(d)')],
  'provide-information': [may('person', '46(3)(e)'), may('questions', '46(3)(e)')],
  'provide-records': [may('periodFrom', '46(3)(f)'), may('periodUntil', '46(3)(f)')],
  'trace-for-evidence': [ask('necessity', '46(3)(g)')],
  'voluntary-appearance': [ask('person', '46(3)(h)'), ask('necessity', 'E30 10'), ask('allowances', '46(27), E30 10')],
  'trace-or-freeze-proceeds': [homeLaw],
  'recover-assets': [homeLaw],
  'locate-person': [ask('person', '46(3)(e)'), ask('necessity', '46(3)(e)')],
  'bank-account-information': [ask('necessity', 'WA 17(3)'), may('accounts', 'WA 17(3)')],
  'bank-transactions': [
    ask('accounts', 'WA 18(3)'),
    ask('periodFrom', 'WA 18(3)'),
    may('periodUntil', 'WA 18(3)'),
    ask('necessity', 'WA 18(3)'),
  ],
  'bank-monitoring': [
    ask('accounts', 'WA 19(2)'),
    may('periodFrom', 'WA 19(2)'),
    ask('periodUntil', 'WA 19(2)'),
    ask('necessity', 'WA 19(2)'),
    homeLaw,
  ],
  interception: [
    ask('person', 'ES 202(4)'),
    ask('identifier', 'ES 202(4)'),
    ask('periodUntil', 'ES 202(4)'),
    ask('necessity', 'ES 202(4)'),
    may('periodFrom', 'ES 202(4)'),
    homeLaw,
  ],
  'preserve-evidence': [ask('periodUntil', 'ES 203'), may('custody', 'ES 203')],
  'controlled-delivery': [ask('officials', '50(3)–(4)'), ask('periodUntil', '50(3)–(4)')],
  'covert-investigation': [ask('officials', '50(3)–(4)'), ask('periodUntil', '50(3)–(4)'), ask('necessity', '50(3)–(4)')],
  'temporary-transfer': [
    ask('person', '46(10)'),
    ask('consent', '46(10)'),
    ask('custody', '46(11)'),
    ask('periodUntil', '46(11)'),
    homeLaw,
  ],
  'presence-of-officials': [ask('officials', 'E30 4'), ask('necessity', 'E30 4')],
  'video-hearing': [
    ask('person', '46(18)'),
    ask('necessity', '46(18)'),
    ask('officials', 'E182 9(3)'),
    may('consent', 'E182 9(8)'),
    may('questions', '46(18)'),
  ],
  other: [],
}
