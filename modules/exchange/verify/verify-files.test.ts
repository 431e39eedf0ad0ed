import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  certificateToPem,
  packContainer,
  parseCertificate,
  signContainer,
  unpackContainer,
  type ContainerEntry,
} from '@comity/crypto'
import { catalogueFaults } from '@comity/i18n'
import { verifyFiles, verifyTexts, type FileReport } from './index.ts'
import {
  sampleAnchor,
  sampleAuthority,
  sampleCrl,
  sampleDossier,
  sampleReceipt,
  sealedAt,
  type SampleDossierPlan,
} from './sample-files.ts'

const a = sampleAuthority('XA', 'Arlenia')
const b = sampleAuthority('XB', 'Bresonia')
const anchor = sampleAnchor([a, b])
const now = new Date('2026-06-01T00:00:00Z')
const dossier = sampleDossier(a, b)
const delivered = sampleReceipt(dossier, { event: 'delivered', by: b })
const utf8 = (text: string) => new TextEncoder().encode(text)

type Given = Readonly<Record<string, Uint8Array>>
function verify(files: Given, options: { anchor?: Uint8Array | null; at?: Date } = {}): FileReport[] {
  const given = Object.entries(files).map(([name, bytes]) => ({ name, bytes }))
  return verifyFiles({ files: given, anchor: options.anchor === undefined ? anchor : options.anchor, at: options.at ?? now })
}
const codesOf = (report: FileReport | undefined): string[] => (report?.problems ?? []).map(({ code }) => code)
const codes = (files: Given, options = {}): string[][] => verify(files, options).map(codesOf)
const keys = (statements: FileReport['proven'] | undefined): string[] => (statements ?? []).map(({ key }) => key)
const later = (ms: number): Date => new Date(sealedAt.getTime() + ms)

describe('verifying a dossier with its receipt and sealed file', () => {
  const reports = verify({
    'r.dossier.asice': dossier.container,
    'r.sealed.age': dossier.sealed,
    'r.delivered.receipt.asice': delivered.container,
    'trust-anchor.json': anchor,
  })
  const [first, sealed, receipt, itself] = reports

  it('finds all in order and says who, to whom, what and when', () => {
    assert.deepEqual(
      reports.map(({ kind, ok, problems }) => [kind, ok, problems]),
      [
        ['dossier', true, []],
        ['sealed', true, []],
        ['receipt', true, []],
        ['anchor', true, []],
      ],
    )
    const facts = Object.fromEntries((first?.facts ?? []).map(({ name, value }) => [name, value]))
    assert.deepEqual([facts['from'], facts['to'], facts['kind'], facts['dossier-id']], [a.id, b.id, 'request', dossier.id])
  })

  it('states what is proven', () => {
    for (const key of ['proven-intact', 'proven-sealed-by', 'proven-directory', 'proven-existed', 'proven-delivered'])
      assert.ok(keys(first?.proven).includes(key), key)
    for (const key of ['proven-delivered', 'proven-stamp', 'proven-about-dossier', 'proven-about-sealed'])
      assert.ok(keys(receipt?.proven).includes(key), key)
    assert.deepEqual(keys(sealed?.proven), ['proven-sealed-named'])
    assert.deepEqual(keys(itself?.proven), ['proven-anchor-whole'])
    assert.equal(first?.proven.find(({ key }) => key === 'proven-directory')?.values['version'], '7')
  })

  it('states what is not: that a person read it, whose clock it is, that the anchor is genuine', () => {
    for (const key of ['open-person-read', 'open-clock', 'open-anchor', 'open-truth', 'open-officer', 'open-revocation'])
      assert.ok(keys(first?.notProven).includes(key), key)
    assert.deepEqual(keys(sealed?.notProven), ['open-sealed-content'])
    const [alone] = verify({ d: dossier.container })
    assert.equal(alone?.ok, true)
    for (const key of ['open-time', 'open-arrival']) assert.ok(keys(alone?.notProven).includes(key), key)
  })

  it('takes bare certificates as anchor, and says that no directory vouches', () => {
    const pem = utf8(certificateToPem(b.ca.certificateDer) + certificateToPem(a.ca.certificateDer))
    const [one] = verify({ d: dossier.container, r: delivered.container }, { anchor: pem })
    assert.equal(one?.ok, true)
    assert.ok(keys(one?.proven).includes('proven-certificate') && keys(one?.notProven).includes('open-authority-id'))
    assert.deepEqual(codes({ d: dossier.container }, { anchor: utf8(certificateToPem(b.ca.certificateDer)) }), [
      ['authority-not-in-anchor'],
    ])
    const other = sampleAuthority('XA', 'Elsewhere')
    assert.deepEqual(codes({ d: dossier.container }, { anchor: utf8(certificateToPem(other.ca.certificateDer)) }), [
      ['certificate-untrusted'],
    ])
  })

  it('proves nobody’s identity without an anchor', () => {
    assert.deepEqual(codes({ d: dossier.container, r: delivered.container }, { anchor: null }), [['no-anchor'], ['no-anchor']])
    assert.deepEqual(verify({ d: dossier.container }, { anchor: null })[0]?.proven, [])
  })

  it('names the officer who signed', () => {
    const signed = sampleDossier(a, b, { officer: a.leaf('officer') })
    assert.ok(keys(verify({ d: signed.container })[0]?.proven).includes('proven-officer'))
    const foreign = sampleDossier(a, b, { officer: b.leaf('officer') })
    assert.deepEqual(codes({ d: foreign.container }), [['certificate-untrusted']])
    const wrongUse = sampleDossier(a, b, { officer: a.leaf('seal') })
    assert.deepEqual(codes({ d: wrongUse.container }), [['certificate-wrong-use']])
  })
})

describe('verifying a dossier that is off', () => {
  it('finds any altered byte, of the dossier and of the receipt, and cut or lengthened files', () => {
    for (const whole of [dossier.container, delivered.container]) {
      for (let index = 0; index < whole.length; index += 7) {
        const altered = Uint8Array.from(whole)
        altered[index] = (altered[index] ?? 0) ^ 1
        assert.equal(verify({ altered })[0]?.ok, false, `byte ${index}`)
      }
      for (const other of [whole.subarray(0, -1), Uint8Array.of(...whole, 0), new Uint8Array()])
        assert.equal(verify({ other })[0]?.ok, false)
    }
  })

  const entries = unpackContainer(dossier.container)
  const without = (name: string) => entries.filter((entry) => entry.name !== name)
  const files = entries.filter(({ name }) => !name.startsWith('META-INF/'))
  const resigned = (inside: readonly ContainerEntry[]) => signContainer({ files: inside, seal: a.keys.seal, at: sealedAt }).bytes

  it('finds a missing, an added and an exchanged file, however it was packed or even signed anew', () => {
    const swapped = (inside: readonly ContainerEntry[]) =>
      inside.map((entry) =>
        entry.name.startsWith('attachments/') ? { ...entry, bytes: utf8('Account 0042: opened 2020-04-01\n') } : entry,
      )
    const extra = { name: 'extra.txt', bytes: utf8('x') }
    for (const forged of [without('attachments/001.txt'), [extra, ...entries], swapped(entries), without('document.html')]) {
      assert.deepEqual(codes({ d: packContainer(forged) }), [['manifest-mismatch']])
    }
    assert.deepEqual(codes({ d: packContainer(without('META-INF/signature001.p7s')) }), [['container-malformed']])
    assert.deepEqual(codes({ d: resigned(swapped(files)) }), [['dossier-attachment-mismatch']])
    assert.deepEqual(codes({ d: resigned([...files, extra]) }), [['dossier-attachment-mismatch']])
    assert.deepEqual(codes({ d: resigned(files.filter(({ name }) => name !== 'document.html')) }), [
      ['dossier-attachment-mismatch'],
    ])
  })

  const judged = (plan: SampleDossierPlan, options = {}) => codes({ d: sampleDossier(a, b, plan).container }, options)

  it('finds a foreign signer, a leaf of another use, and another CA under the same name', () => {
    assert.deepEqual(judged({ seal: b.keys.seal }), [['certificate-untrusted']])
    assert.deepEqual(judged({ seal: sampleAuthority('XA', 'Arlenia').keys.seal }), [['certificate-untrusted']])
    assert.deepEqual(judged({ seal: a.leaf('officer') }), [['certificate-wrong-use']])
    assert.deepEqual(judged({ seal: a.keys.timeStamp }), [['certificate-wrong-use']])
    assert.deepEqual(codes({ d: dossier.container }, { anchor: sampleAnchor([b]) }), [['authority-not-in-anchor']])
  })

  it('finds an expired seal, unless the addressee’s receipt proves an earlier time', () => {
    const brief = sampleDossier(a, b, { seal: a.leaf('seal', { notAfter: later(3_600_000) }) })
    assert.deepEqual(codes({ d: brief.container }), [['certificate-expired']])
    assert.deepEqual(codes({ d: brief.container, r: sampleReceipt(brief, { event: 'delivered', by: b }).container }), [[], []])
    assert.deepEqual(codes({ d: brief.container, r: sampleReceipt(brief, { event: 'submitted', by: a }).container }), [
      ['certificate-expired'],
      [],
    ])
    assert.deepEqual(judged({ at: new Date('2025-12-31T00:00:00Z') }), [['certificate-expired']])
  })

  it('finds a revoked seal, unless the addressee’s receipt proves a time before', () => {
    const { serial } = parseCertificate(a.keys.seal.certificateDer)
    const revoked = (at: Date, nextUpdate = new Date('2029-01-01T00:00:00Z')) => ({
      anchor: sampleAnchor([a, b], { [a.id]: sampleCrl(a, [{ serial, at }], nextUpdate) }),
    })
    assert.deepEqual(codes({ d: dossier.container }, revoked(later(3_600_000))), [['certificate-revoked']])
    assert.deepEqual(codes({ d: dossier.container }, revoked(later(3_600_000), later(7_200_000))), [['certificate-revoked']])
    assert.deepEqual(codes({ d: dossier.container, r: delivered.container }, revoked(later(30_000))), [
      ['certificate-revoked'],
      [],
    ])
    const [after] = verify({ d: dossier.container, r: delivered.container }, revoked(later(3_600_000)))
    assert.ok(after?.ok === true && keys(after.proven).includes('proven-revoked-later'))
    const foreignList = { anchor: sampleAnchor([a, b], { [a.id]: sampleCrl(b, [], new Date('2029-01-01T00:00:00Z')) }) }
    assert.deepEqual(codes({ d: dossier.container }, foreignList), [['revocation-list-invalid']])
  })

  it('finds a dossier dated long after its own receipt', () => {
    const future = sampleDossier(a, b, { at: later(72 * 3_600_000) })
    assert.deepEqual(codes({ d: future.container, r: sampleReceipt(future, { event: 'delivered', by: b }).container })[0], [
      'time-contradiction',
    ])
  })

  it('finds two dossiers under one number, and a broken thread', () => {
    const second = sampleDossier(a, b, { changes: { body: { subject: 'Other' } } })
    assert.deepEqual(codes({ one: dossier.container, two: second.container }), [['dossiers-contradict'], ['dossiers-contradict']])
    const orphan = sampleDossier(a, b, { changes: { sequence: 2, previous: null } })
    assert.deepEqual(codes({ one: dossier.container, two: orphan.container }), [
      ['dossier-chain-broken'],
      ['dossier-chain-broken'],
    ])
  })
})

describe('verifying other files', () => {
  it('says what they are not', () => {
    const tampered = utf8(new TextDecoder().decode(anchor).replace('Sample network', 'Simple network'))
    assert.deepEqual(codes({ text: utf8('hello'), cut: dossier.sealed.subarray(0, 500), lone: dossier.sealed, tampered }), [
      ['unknown-file'],
      ['sealed-malformed', 'sealed-unmatched'],
      ['sealed-unmatched'],
      ['directory-signature-invalid'],
    ])
    assert.throws(() => verify({ d: dossier.container }, { anchor: tampered }), { code: 'directory-signature-invalid' })
  })

  it('has every text in six languages', () => {
    assert.deepEqual(catalogueFaults(verifyTexts), [])
    const { en, ...others } = verifyTexts
    const untranslated = Object.values(others).flatMap((texts) =>
      Object.entries(texts).filter(
        ([key, text]) => text.length > 20 && text === Object.entries(en).find(([known]) => known === key)?.[1],
      ),
    )
    assert.deepEqual(untranslated, [])
  })
})
