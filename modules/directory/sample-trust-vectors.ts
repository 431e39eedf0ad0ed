import { createAuthorityCa } from '@comity/crypto'
import { makeRevocationList } from './rules/make-revocation-list.ts'
import { fingerprintWords } from './rules/fingerprint-words.ts'

/** `protocol/vectors/trust.json`: words of fingerprints, and which revocation list may follow which. */
export function trustVectors() {
  return { specification: '07-directory', note, words: wordCases(), revocations: revocationCases() }
}

const note =
  'words: the first sixteen bytes of the fingerprint in each language (§9). revocations: `known` is the list in force or null, `offered` another, both DER in base64; expect says what a node does with it (§12).'

function wordCases() {
  const fingerprints = [
    '00'.repeat(32),
    'ff'.repeat(32),
    Array.from({ length: 32 }, (_, byte) => byte.toString(16).padStart(2, '0')).join(''),
  ]
  return fingerprints.flatMap((digits) =>
    (['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const).map((lang) => ({
      fingerprint: digits,
      lang,
      words: fingerprintWords(lang, digits),
    })),
  )
}

const at = new Date('2026-03-01T12:00:00Z')
const before = new Date('2026-03-01T00:00:00Z')
const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64')

function newCa() {
  return createAuthorityCa({
    subject: { country: 'XA', organization: 'Central Authority', commonName: 'Central Authority' },
    serial: Uint8Array.of(1),
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
  })
}

function revocationCases() {
  const ca = newCa()
  const list = (revoke: readonly string[], more: { when?: Date; previous?: Uint8Array; by?: typeof ca; days?: number } = {}) =>
    makeRevocationList({
      ca: more.by ?? ca,
      previous: more.previous ?? null,
      revoke,
      at: more.when ?? before,
      days: more.days ?? 400,
    })
  const first = list(['0a'])
  const ahead = new Date('2026-03-10T00:00:00Z')
  const cases = [
    { name: 'takes the first list of an authority', known: null, offered: first, expect: 'ok' },
    {
      name: 'takes a later list that names more',
      known: first,
      offered: list(['0b'], { when: at, previous: first }),
      expect: 'ok',
    },
    {
      name: 'must refuse a later list that takes a revocation back',
      known: first,
      offered: list(['0b'], { when: at }),
      expect: 'revocation-older',
    },
    {
      name: 'must refuse an older list',
      known: list(['0a'], { when: at }),
      offered: first,
      expect: 'revocation-older',
    },
    {
      name: 'must refuse a list of another CA with the same name',
      known: null,
      offered: list(['0a'], { by: newCa() }),
      expect: 'revocation-list-invalid',
    },
    {
      name: 'must refuse a list dated more than 48 hours ahead',
      known: null,
      offered: list(['0a'], { when: ahead }),
      expect: 'revocation-list-invalid',
    },
    {
      name: 'must refuse a list whose time is over',
      known: null,
      offered: list(['0a'], { when: new Date('2026-02-01T00:00:00Z'), days: 10 }),
      expect: 'revocation-list-invalid',
    },
  ]
  return cases.map(({ name, known, offered, expect }) => ({
    name,
    at: at.toISOString(),
    caCertificate: base64(ca.certificateDer),
    known: known === null ? null : base64(known),
    offered: base64(offered),
    expect,
  }))
}
