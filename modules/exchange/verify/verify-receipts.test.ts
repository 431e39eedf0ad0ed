import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  asicManifest,
  fromHex,
  makeTimeStampToken,
  merkleRoot,
  packContainer,
  parseCertificate,
  sha256,
  signContainer,
  signDetached,
  unpackContainer,
} from '@comity/crypto'
import { proofJson, readProofJson, receiptJson, type Receipt } from '../format/receipt.ts'
import { TIME_STAMP_POLICY } from '../format/issue-receipts.ts'
import { verifyFiles, type FileReport } from './index.ts'
import { sampleAnchor, sampleAuthority, sampleCrl, sampleDossier, sampleReceipt, sealedAt } from './sample-files.ts'

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

describe('verifying a receipt that is off', () => {
  const problems = (container: Uint8Array, also: Given = {}): string[] => codesOf(verify({ r: container, ...also })[0])

  it('finds one about another dossier, and one that says other things of it', () => {
    const other = sampleDossier(a, b, { changes: { thread: '018f4b1e-7c2a-4f3b-9a51-0c6d2e8f7a11' } })
    assert.deepEqual(problems(delivered.container, { d: other.container }), ['receipt-other-dossier'])
    const lying = sampleReceipt(dossier, { event: 'delivered', by: b, changes: { kind: 'withdrawal' } })
    assert.deepEqual(problems(lying.container, { d: dossier.container }), ['receipt-contradicts-dossier'])
    assert.deepEqual(codesOf(verify({ s: other.sealed, r: delivered.container })[0]), ['sealed-unmatched'])
  })

  it('finds an issuer who may not state the event, and one who signs for another', () => {
    for (const event of ['delivered', 'opened', 'refused'] as const)
      assert.deepEqual(problems(sampleReceipt(dossier, { event, by: a }).container), ['receipt-wrong-issuer'])
    for (const event of ['submitted', 'relayed', 'expired'] as const)
      assert.deepEqual(problems(sampleReceipt(dossier, { event, by: b }).container), ['receipt-wrong-issuer'])
    assert.deepEqual(problems(sampleReceipt(dossier, { event: 'delivered', by: { ...a, id: b.id } }).container), [
      'timestamp-invalid',
    ])
  })

  const { opened, receipt } = { opened: unpackContainer(delivered.container), receipt: delivered.receipt }
  const part = (name: string) => opened.find((entry) => entry.name === name)?.bytes ?? new Uint8Array()
  const proof = readProofJson(part('META-INF/timestamp001.json'))
  const changed = (
    changes: Partial<Receipt>,
    stamp = { token: part('META-INF/timestamp001.tst'), proof: part('META-INF/timestamp001.json') },
  ) =>
    signContainer({
      files: [{ name: 'receipt.json', bytes: receiptJson({ ...receipt, ...changes }) }],
      seal: b.keys.seal,
      timeStamp: stamp,
      at: later(60_000),
    }).bytes

  it('finds a stamp of another root, by another key, or none, and an altered path', () => {
    const token = part('META-INF/timestamp001.tst')
    const stamps = (digest: Uint8Array, by = b.keys.timeStamp) =>
      makeTimeStampToken({ ...by, digest, policyOid: TIME_STAMP_POLICY, serial: Uint8Array.of(1), at: later(60_000) })
    assert.deepEqual(
      problems(changed({}, { token: stamps(fromHex(proof.root)), proof: proofJson(proof) })),
      [],
      'the way of forging is sound',
    )
    assert.deepEqual(problems(changed({}, { token: stamps(sha256(fromHex(proof.root))), proof: proofJson(proof) })), [
      'timestamp-invalid',
    ])
    assert.deepEqual(problems(changed({}, { token: stamps(fromHex(proof.root), a.keys.timeStamp), proof: proofJson(proof) })), [
      'timestamp-invalid',
    ])
    assert.deepEqual(problems(changed({}, { token: stamps(fromHex(proof.root), b.keys.seal), proof: proofJson(proof) })), [
      'timestamp-invalid',
    ])
    for (const bad of [
      { ...proof, index: 1 },
      { ...proof, path: proof.path.toReversed() },
      { ...proof, path: proof.path.slice(1) },
      { ...proof, root: '0'.repeat(64) },
    ]) {
      assert.deepEqual(problems(changed({}, { token, proof: proofJson(bad) })), ['timestamp-invalid'])
    }
    const bare = signContainer({
      files: [{ name: 'receipt.json', bytes: receiptJson(receipt) }],
      seal: b.keys.seal,
      at: later(60_000),
    }).bytes
    assert.deepEqual(problems(bare), ['timestamp-invalid'])
    assert.deepEqual(problems(changed({ event: 'opened' })), ['timestamp-invalid'], 'another event under the old stamp')
  })

  it('finds a second file, a signature of an officer, and a seal that is not the issuer’s', () => {
    const files = [
      { name: 'receipt.json', bytes: receiptJson(receipt) },
      { name: 'more.txt', bytes: utf8('x') },
    ]
    const root = merkleRoot([sha256(asicManifest(files))])
    const token = makeTimeStampToken({
      ...b.keys.timeStamp,
      digest: root,
      policyOid: TIME_STAMP_POLICY,
      serial: Uint8Array.of(1),
      at: later(60_000),
    })
    const single = proofJson({ index: 0, size: 1, path: [], root: Buffer.from(root).toString('hex') })
    assert.deepEqual(
      problems(signContainer({ files, seal: b.keys.seal, timeStamp: { token, proof: single }, at: later(60_000) }).bytes),
      ['receipt-invalid'],
    )
    const officer = {
      name: 'META-INF/signature002.p7s',
      bytes: signDetached({ ...b.leaf('officer'), content: part('META-INF/ASiCManifest001.xml'), at: sealedAt }),
    }
    const at = opened.findIndex(({ name }) => name === 'META-INF/timestamp001.json')
    assert.deepEqual(problems(packContainer(opened.toSpliced(at, 0, officer))), ['receipt-invalid'])
    const seal = {
      name: 'META-INF/signature001.p7s',
      bytes: signDetached({ ...a.keys.seal, content: part('META-INF/ASiCManifest001.xml'), at: sealedAt }),
    }
    assert.deepEqual(problems(packContainer(opened.map((entry) => (entry.name === seal.name ? seal : entry)))), [
      'certificate-untrusted',
    ])
  })

  it('finds a revoked time-stamp key, whenever it was revoked (RFC 3161 §4)', () => {
    const { serial } = parseCertificate(b.keys.timeStamp.certificateDer)
    const crl = sampleCrl(b, [{ serial, at: later(86_400_000) }], new Date('2029-01-01T00:00:00Z'))
    assert.deepEqual(codes({ r: delivered.container }, { anchor: sampleAnchor([a, b], { [b.id]: crl }) }), [
      ['certificate-revoked'],
    ])
  })

  it('finds a stamp that lies in the future: nobody could have made it yet', () => {
    const coming = (ms: number) =>
      sampleReceipt(dossier, { event: 'delivered', by: b, at: new Date(now.getTime() + ms) }).container
    assert.deepEqual(codes({ d: dossier.container, r: coming(72 * 3_600_000) }), [[], ['time-contradiction']])
    assert.deepEqual(problems(coming(3_600_000)), [], 'clocks may differ')
  })

  it('finds a receipt that takes back what it says: delivered with a reason for refusal, refused without, or about nothing known', () => {
    const about = (event: 'delivered' | 'refused', changes: Partial<Receipt>) =>
      problems(sampleReceipt(dossier, { event, by: b, changes }).container)
    assert.deepEqual(about('delivered', { code: 'dossier-schema' }), ['receipt-invalid'])
    assert.deepEqual(about('refused', { code: null }), ['receipt-invalid'])
    assert.deepEqual(about('delivered', { dossierId: null }), ['receipt-invalid'])
    assert.deepEqual(about('refused', { code: 'unsealing-failed', dossierId: null }), [])
  })

  it('finds the same event of the same dossier attested twice', () => {
    const again = sampleReceipt(dossier, { event: 'delivered', by: b, chain: { sequence: 1, last: delivered.receiptId } })
    assert.deepEqual(codes({ one: delivered.container, two: again.container }), [
      ['receipts-contradict'],
      ['receipts-contradict'],
    ])
  })

  it('finds an event dated after the stamp', () => {
    assert.deepEqual(
      problems(sampleReceipt(dossier, { event: 'delivered', by: b, changes: { at: later(3_600_000).toISOString() } }).container),
      ['time-contradiction'],
    )
  })

  it('finds an issuer who signed two stories, and a broken chain; an honest chain is stated', () => {
    const second = sampleReceipt(dossier, { event: 'refused', by: b })
    assert.deepEqual(codes({ one: delivered.container, two: second.container }), [
      ['receipts-contradict'],
      ['receipts-contradict'],
    ])
    const next = sampleReceipt(dossier, { event: 'opened', by: b, chain: { sequence: 1, last: delivered.receiptId } })
    const reports = verify({ one: delivered.container, two: next.container })
    assert.ok(reports.every(({ ok }) => ok) && keys(reports[1]?.proven).includes('proven-follows'))
    const fork = sampleReceipt(dossier, { event: 'opened', by: b, chain: { sequence: 1, last: 'a'.repeat(64) } })
    assert.deepEqual(codes({ one: delivered.container, two: fork.container }), [
      ['receipt-chain-broken'],
      ['receipt-chain-broken'],
    ])
    assert.deepEqual(problems(sampleReceipt(dossier, { event: 'opened', by: b, chain: { sequence: 4, last: null } }).container), [
      'receipt-chain-broken',
    ])
    const early = sampleReceipt(dossier, {
      event: 'opened',
      by: b,
      at: later(-3_600_000),
      chain: { sequence: 1, last: delivered.receiptId },
    })
    assert.deepEqual(codes({ one: delivered.container, two: early.container }), [['time-contradiction'], ['time-contradiction']])
    const elsewhere = sampleReceipt(dossier, { event: 'submitted', by: a, changes: { sealedSha256: 'b'.repeat(64) } })
    assert.deepEqual(codes({ one: delivered.container, two: elsewhere.container }), [
      ['receipts-contradict'],
      ['receipts-contradict'],
    ])
  })

  it('lets a contradicted receipt prove nothing about the dossier', () => {
    const second = sampleReceipt(dossier, { event: 'refused', by: b })
    const [first] = verify({ d: dossier.container, one: delivered.container, two: second.container })
    assert.ok(keys(first?.notProven).includes('open-arrival'))
  })
})
