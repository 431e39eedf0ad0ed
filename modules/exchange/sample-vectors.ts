import { AuthorityId } from '@comity/accounts/contract'
import {
  asicManifest,
  base64,
  canonicalJson,
  certificateToPem,
  type ContainerEntry,
  createAuthorityCa,
  createCrl,
  crlToPem,
  generateSealIdentity,
  generateSigningKeyPair,
  issueLeaf,
  type LeafUse,
  newSerial,
  packContainer,
  parseCertificate,
  parseSealRecipient,
  seal,
  sha256Hex,
  signContainer,
  type SignerKey,
  unpackContainer,
} from '@comity/crypto'
import { testWorld } from '@comity/world'
import { COMITY_VERSION, type Dossier, dossierJson, SUITE } from './format/dossier.ts'

/** One case of `protocol/vectors/dossier.json`: sealed bytes as they arrive, and what the addressee must say. */
export interface DossierVector {
  readonly name: string
  /** Base64. */
  readonly sealed: string
  /** `ok`, or the code of the refusal. */
  readonly expect: string
  /** Of an accepted one. Two cases with the same identity are one dossier: the second changes nothing and gets the first one's receipt. */
  readonly dossierId: string | null
}

/** `protocol/vectors/dossier.json`. */
export interface DossierVectors {
  readonly specification: '08-dossier'
  readonly note: string
  readonly at: string
  readonly peer: string
  readonly peerCa: string
  readonly peerCrl: string
  readonly addressee: string
  readonly sealIdentity: string
  readonly kinds: readonly string[]
  readonly cases: readonly DossierVector[]
}

const at = new Date('2026-03-02T12:00:00Z')
const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2048-12-31T00:00:00Z') }
const { chance } = testWorld({ seed: 'dossier' })
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const evidence = utf8('Account 0042: opened 2019-04-01\n')

function authority(country: string) {
  const subject = { country, organization: 'Ministry of Justice', commonName: 'Central Authority' }
  const ca = createAuthorityCa({ subject, serial: newSerial(chance), ...validity })
  const leaf = (use: LeafUse, times: Partial<typeof validity> = {}): SignerKey => {
    const { privateKey, publicKey } = generateSigningKeyPair()
    const certificateDer = issueLeaf({
      use,
      subject: { ...subject, commonName: use },
      publicKey,
      ca,
      serial: newSerial(chance),
      ...validity,
      ...times,
    })
    return { certificateDer, chainDer: [ca.certificateDer], privateKey }
  }
  return { ca, leaf }
}

const sender = authority('XA')
const stranger = authority('XC')
const ours = sender.leaf('seal')
const revoked = sender.leaf('seal')
const addressee = generateSealIdentity(chance)

const plain: Dossier = {
  comity: COMITY_VERSION,
  suite: SUITE,
  kind: 'request',
  sender: AuthorityId.parse('xa.central-authority'),
  addressee: AuthorityId.parse('xb.central-authority'),
  thread: '018f4b1e-7c2a-4f3b-9a51-0c6d2e8f7a10',
  epoch: 1,
  sequence: 1,
  previous: null,
  priority: 'ordinary',
  createdAt: at.toISOString(),
  directoryVersion: 7,
  language: 'en',
  attachments: [
    {
      path: 'attachments/001.txt',
      name: 'account.txt',
      mediaType: 'text/plain',
      bytes: evidence.length,
      sha256: sha256Hex(evidence),
    },
  ],
  body: { subject: 'Bank records' },
}
const document = { name: 'document.html', bytes: utf8('<!doctype html><title>Request</title><p>Bank records') }
const attached = { name: 'attachments/001.txt', bytes: evidence }

function filesOf(json: Uint8Array): ContainerEntry[] {
  return [{ name: 'dossier.json', bytes: json }, document, attached]
}

/** A container that the peer seals; what is signed is what is given, right or wrong. */
function signed(files: readonly ContainerEntry[], by: SignerKey = ours): Uint8Array {
  return signContainer({ files: [...files], seal: by, at }).bytes
}

const dossier = (changes: Partial<Dossier> = {}, by?: SignerKey): Uint8Array =>
  signed(filesOf(dossierJson({ ...plain, ...changes })), by)
/** With members that our own writer would refuse to write. */
const wild = (changes: Readonly<Record<string, unknown>>): Uint8Array =>
  signed(filesOf(utf8(canonicalJson({ ...plain, ...changes }))))
const text = new TextDecoder().decode(dossierJson(plain))
const spelled = (json: string): Uint8Array => signed(filesOf(utf8(json)))
const sealed = (container: Uint8Array, to = addressee.recipient): Uint8Array => seal(container, [parseSealRecipient(to)], chance)

/** The same entries, packed again after a change. */
function repacked(container: Uint8Array, change: (entries: ContainerEntry[]) => ContainerEntry[]): Uint8Array {
  return packContainer(change(unpackContainer(container)))
}

function changed(name: string, bytes: (before: Uint8Array) => Uint8Array) {
  return (entries: ContainerEntry[]): ContainerEntry[] =>
    entries.map((one) => (one.name === name ? { name, bytes: Uint8Array.from(bytes(one.bytes)) } : one))
}

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1
  return copy
}

/** `mimetype` and the entry behind it trade places; the directory stays as it is. */
function firstTwoTraded(container: Uint8Array): Uint8Array {
  const end = (start: number): number => {
    const header = Buffer.from(container.buffer, container.byteOffset + start, 30)
    return start + 30 + header.readUInt16LE(26) + header.readUInt32LE(22)
  }
  const [first, second] = [end(0), end(end(0))]
  return Uint8Array.from([...container.subarray(first, second), ...container.subarray(0, first), ...container.subarray(second)])
}

const replaced = utf8('Account 0043: opened 2019-04-01\n')
const good = dossier()

/** Each case: its name, what is said of it, and the sealed bytes. */
function cases(): (readonly [string, string, Uint8Array])[] {
  const [lie] = plain.attachments
  return [
    ['a dossier with an attachment', 'ok', sealed(good)],
    ['the same dossier under another seal', 'ok', sealed(good)],
    ['an urgent dossier before its turn', 'ok', sealed(dossier({ priority: 'urgent', sequence: 4, previous: null }))],
    ['sealed bytes with one bit changed', 'unsealing-failed', flipped(sealed(good))],
    ['sealed for somebody else', 'unsealing-failed', sealed(good, generateSealIdentity(chance).recipient)],
    ['a byte behind the container', 'container-not-canonical', sealed(Uint8Array.from([...good, 0]))],
    ['mimetype in the second place', 'container-malformed', sealed(firstTwoTraded(good))],
    [
      'entries in another order than the manifest',
      'manifest-mismatch',
      sealed(repacked(good, ([one, two, ...others]) => (one && two ? [two, one, ...others] : []))),
    ],
    [
      'an entry that the manifest does not name',
      'manifest-mismatch',
      sealed(repacked(good, (entries) => [{ name: 'extra.txt', bytes: evidence }, ...entries])),
    ],
    [
      'an attachment that was exchanged',
      'manifest-mismatch',
      sealed(
        repacked(
          good,
          changed(attached.name, () => replaced),
        ),
      ),
    ],
    [
      'a manifest that was altered with its attachment',
      'signature-invalid',
      sealed(
        repacked(
          repacked(
            good,
            changed(attached.name, () => replaced),
          ),
          changed('META-INF/ASiCManifest001.xml', () =>
            asicManifest([...filesOf(dossierJson(plain)).slice(0, 2), { name: attached.name, bytes: replaced }]),
          ),
        ),
      ),
    ],
    ['the seal of another authority', 'certificate-untrusted', sealed(dossier({}, stranger.leaf('seal')))],
    ['a transport key in place of the seal', 'certificate-wrong-use', sealed(dossier({}, sender.leaf('transport')))],
    [
      'a seal whose certificate is over',
      'certificate-expired',
      sealed(dossier({}, sender.leaf('seal', { notAfter: new Date('2026-02-01T00:00:00Z') }))),
    ],
    ['a seal that was revoked', 'certificate-revoked', sealed(dossier({}, revoked))],
    ['JSON that is not canonical', 'json-not-canonical', sealed(spelled(text.replace('{', '{ ')))],
    ['a JSON member given twice', 'json-malformed', sealed(spelled(text.replace('{', '{"addressee":"xc.central-authority",')))],
    ['an unknown member', 'dossier-schema', sealed(wild({ comment: 'x' }))],
    ['another version', 'dossier-schema', sealed(wild({ comity: 2 }))],
    ['another suite', 'dossier-schema', sealed(wild({ suite: 'comity-0-null' }))],
    ['a thread in upper case', 'dossier-schema', sealed(wild({ thread: plain.thread.toUpperCase() }))],
    ['U+0000 in a text of the body', 'dossier-schema', sealed(wild({ body: { subject: 'Bank\0records' } }))],
    ...['../account.txt', 'account\u202etxt.exe', 'account\u001b[2J.txt'].map(
      (name) =>
        [
          `an attachment named ${JSON.stringify(name)}`,
          'dossier-schema',
          sealed(wild({ attachments: [{ ...lie, name }] })),
        ] as const,
    ),
    ['a sequence of zero', 'dossier-schema', sealed(wild({ sequence: 0 }))],
    [
      'an attachment of another size than named',
      'dossier-attachment-mismatch',
      sealed(dossier({ attachments: lie ? [{ ...lie, bytes: lie.bytes + 1 }] : [] })),
    ],
    ['a file that is signed but not named', 'dossier-attachment-mismatch', sealed(dossier({ attachments: [] }))],
    [
      'files signed in another order',
      'dossier-attachment-mismatch',
      sealed(signed([document, { name: 'dossier.json', bytes: dossierJson(plain) }, attached])),
    ],
    [
      'another sender than the one who brings it',
      'sender-unknown',
      sealed(dossier({ sender: AuthorityId.parse('xc.central-authority') })),
    ],
    ['another addressee', 'dossier-wrong-addressee', sealed(dossier({ addressee: AuthorityId.parse('xc.central-authority') }))],
    ['dated 49 hours ahead', 'dossier-clock-skew', sealed(dossier({ createdAt: '2026-03-04T13:00:00.000Z' }))],
    ['a kind that the addressee does not take', 'dossier-kind-unknown', sealed(dossier({ kind: 'weather' }))],
  ]
}

/** New vectors with new keys; signatures differ on each run, so the committed file is the reference. */
export function dossierVectors(): DossierVectors {
  const crl = createCrl({
    ca: sender.ca,
    number: 1,
    thisUpdate: at,
    nextUpdate: new Date('2026-04-01T00:00:00Z'),
    revoked: [{ serial: parseCertificate(revoked.certificateDer).serial, at }],
  })
  return {
    specification: '08-dossier',
    note: 'The addressee unseals with sealIdentity and believes peerCa and peerCrl about what peer brings, at the instant given.',
    at: at.toISOString(),
    peer: plain.sender,
    peerCa: certificateToPem(sender.ca.certificateDer),
    peerCrl: crlToPem(crl),
    addressee: plain.addressee,
    sealIdentity: addressee.identity,
    kinds: [plain.kind],
    cases: cases().map(([name, expect, bytes]) => ({
      name,
      expect,
      sealed: base64(bytes),
      dossierId: expect === 'ok' ? idOf(name) : null,
    })),
  }
}

function idOf(name: string): string {
  const json = name.startsWith('an urgent') ? { ...plain, priority: 'urgent' as const, sequence: 4 } : plain
  return sha256Hex(asicManifest(filesOf(dossierJson(json))))
}
